"""The feed on each object: sentences in the reader's language, and nothing that the reader may not see."""
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from record import registry
from record.actions import action, record
from record.feed import feed
from record.models import Event

registry.add_event_kinds(
    registry.EventKind("test.shared", _("{actor} did something to {subject} with {member}: {amount}")),
    registry.EventKind("test.house", _("{actor} kept {subject} to the house"), house=True),
)


@action
def tell(*, actor, kind, subject, about=None, **facts):
    record(kind, subject, about=about or {}, **facts)


def test_what_happened_is_a_sentence_with_the_names_of_those_concerned(world):
    actor = world.actor("linhai", "officer")
    tell(actor=actor, kind="test.shared", subject=world.haoyuan, amount=3)
    told = feed(actor, world.haoyuan.uid)[0]["sentence"]
    assert "Officer Of Linhai" in told
    assert "Haoyuan Energy" in told
    assert told.endswith(": 3")


def test_names_come_in_the_readers_language(world):
    actor = world.actor("linhai", "officer")
    tell(actor=actor, kind="test.shared", subject=world.haoyuan)
    with translation.override("zh-hans"):
        assert "浩源能源" in feed(actor, world.haoyuan.uid)[0]["sentence"]


def test_an_event_of_the_house_is_seen_by_no_other_institution(world):
    tell(actor=world.actor("linhai", "officer"), kind="test.house", subject=world.haoyuan)
    assert "test.house" in [said["kind"] for said in feed(world.actor("linhai", "viewer"), world.haoyuan.uid)]
    assert "test.house" not in [said["kind"] for said in feed(world.actor("haoyuan", "lead"), world.haoyuan.uid)]


def test_what_the_reader_may_not_see_is_named_by_its_kind_only(world):
    hidden = world.member("linhai", "finance")
    tell(actor=world.actor("linhai", "officer"), kind="test.shared", subject=world.haoyuan, about={"member": hidden})
    told = feed(world.actor("haoyuan", "lead"), world.haoyuan.uid)[0]["sentence"]
    assert "Finance" not in told
    assert "with a membership" in told


def test_text_in_a_fact_never_becomes_markup(world):
    actor = world.actor("linhai", "officer")
    tell(actor=actor, kind="test.shared", subject=world.haoyuan, amount="<b>")
    assert "&lt;b&gt;" in feed(actor, world.haoyuan.uid)[0]["sentence"]


def test_a_feed_asks_the_same_number_of_queries_for_one_event_and_for_three(world, django_assert_num_queries):
    actor = world.actor("linhai", "officer")
    for count in (1, 3):
        for _n in range(count - Event.objects.count()):
            tell(actor=actor, kind="test.shared", subject=world.haoyuan)
        with django_assert_num_queries(4):
            feed(actor, world.haoyuan.uid)
