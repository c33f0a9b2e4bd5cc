"""What should have followed from the record and did not is on the desk, and every verification names it."""
from datetime import timedelta

from django.core.management import call_command

from audit.checks import Checks
from audit.following import MATTERS, left_undone
from governance.models import Due
from governance.sweep import sweep
from incentives.follow import HANDLERS
from incentives.models import Reward
from record import clock, registry
from record.consumers import run_all
from record.models import Delivery
from tests.audit.test_beneath import begun
from tests.audit.test_questions import found
from tests.audit.test_recompute import beneath
from tests.projects.test_amendments import agree, propose
from tests.world import money, projects


def begin(world):
    """A posted distribution from which all followed."""
    world.member("linhai", "auditor")
    distribution = money.posted(world)
    run_all()
    return distribution


def later():
    return clock.at(clock.now() + timedelta(hours=2))


def undone(world, at="linhai") -> list[tuple[str, str]]:
    """(model, reason)"""
    with later():
        return [(one.of, one.facts["why"]) for one in left_undone(world.institutions[at])]


def words(world) -> list[str]:
    with later():
        return [str(one.why) for one in found(world, "undone")]


def test_nothing_is_left_undone_where_all_followed(beginning, world):
    money.paid(world, beginning)
    run_all()
    assert undone(world) == []


def test_a_place_that_somebody_moved_on_and_the_rewards_that_were_left_out_are_named(beginning, world):
    money.posted(world, beginning.deal)
    beneath("UPDATE record_position SET seq = (SELECT seq FROM record_chain WHERE id = chain_id) WHERE consumer = 'incentives.rewards'")
    run_all()
    assert undone(world) == [("record.event", "skipped"), ("ip.distribution", "unrewarded")]
    assert words(world)[1] == "It was posted, but 3 of its lines for persons did not become rewards to be paid."
    with later():
        checks = Checks(begun(world))
        assert checks.run()
    assert {one.facts["why"] for one in checks.findings if one.code == "undone"} >= {"skipped", "unrewarded"}


def test_a_place_that_was_moved_back_is_named(beginning, world):
    beneath("UPDATE record_position SET seq = seq - 1 WHERE consumer = 'ip.duties'")
    run_all()
    assert undone(world) == [("record.event", "repeated")]


def test_a_reward_that_was_taken_away_or_never_made_payable_is_named(beginning, world):
    first, second = Reward.objects.order_by("pk")[:2]
    beneath("DELETE FROM incentives_reward WHERE id = %s", first.pk)
    beneath("UPDATE incentives_reward SET state = 'proposed' WHERE id = %s", second.pk)
    assert undone(world) == [("ip.distribution", "unrewarded")]
    assert "2 of its lines" in words(world)[0]


def test_a_record_that_nobody_follows_is_named(beginning, world):
    money.received(world, beginning.deal)
    assert {why for _of, why in undone(world)} == {"behind"}


def test_what_failed_and_was_parked_is_named_until_it_was_done_again(beginning, world, monkeypatch, capsys):
    with monkeypatch.context() as broken:
        broken.setitem(HANDLERS, "payment.recorded", lambda event: 1 / 0)
        payment = money.paid(world, beginning)
        run_all()
        call_command("try_again")
    assert undone(world) == [("ledger.payment", "parked")]
    assert "(rewards) failed at" in words(world)[0] and payment
    call_command("try_again")
    run_all()
    assert undone(world) == []
    assert Reward.objects.filter(state="paid").count() == 1
    assert capsys.readouterr().out.splitlines()[::2] == ["events: 0 done, 1 failed again", "events: 1 done, 0 failed again"]


def test_what_failed_on_its_day_is_named(beginning, world):
    Due.objects.create(kind="nobody's", subject=beginning.uid, of="ip.distribution", institution=world.linhai, on=clock.today())
    sweep()
    assert undone(world) == [("ip.distribution", "due")]
    assert undone(world, "haoyuan") == []


def test_an_amendment_that_was_not_applied_on_its_day_is_named(beginning, world):
    project = projects.signed(world)
    budget = {"of": "project", "uid": str(project.uid), "field": "budget", "new": project.budget + 1}
    day = clock.today("Asia/Shanghai") + timedelta(days=3)
    waiting = propose(world, project, [budget], since=day)
    agree(world, waiting)
    run_all()
    assert undone(world) == []
    with clock.at(clock.now() + timedelta(days=5)):
        assert undone(world) == [("projects.amendment", "unapplied")]
        assert "is not applied" in words(world)[0]


def test_mails_that_could_not_be_sent_are_named(beginning, world):
    member = world.member("linhai", "approver")
    Delivery.objects.create(key="a", channel="mail", kind="decision.opened", recipient=member.uid, state="failed")
    assert undone(world) == [("accounts.person", "unsent")]


def test_the_desk_asks_it_in_few_queries(beginning, world, django_assert_num_queries):
    with django_assert_num_queries(7):
        assert list(left_undone(world.linhai)) == []


def test_each_consumer_has_a_word():
    assert {consumer.name for consumer in registry.consumers()} - MATTERS.keys() == set()
