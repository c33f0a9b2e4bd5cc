"""Whoever leaves the editor finds what they typed, as they left it; nobody else sees it, and the record says nothing of it."""
import json

import pytest
from django.urls import reverse

from ip import actions
from ip.models import PolicyVersion, UnfinishedFormula
from record.models import Event
from tests.ip.typist import Typist
from tests.world import policies as made


@pytest.fixture
def client(world):
    return world.client("linhai", "administrator")


def begun(client) -> Typist:
    """Left at the parties, one of them typed."""
    desk = Typist(client, reverse("ip:write_policy")).fill("head", name_en="Half done", institution_en="Ours", citation="Rules").go("parties")
    desk.add("parties", "party", name_en="Inventors", persons="on")
    client.post(desk.url, desk.page.sent, headers={"HX-Request": "true"})  # typing, and then nothing
    return desk


def test_what_was_typed_is_listed_and_goes_on_in_the_same_step_with_the_same_words(client):
    begun(client)
    page = client.get(reverse("ip:policies")).content.decode()
    assert "Half done" in page
    row = UnfinishedFormula.objects.get()
    again = Typist(client, f"{reverse('ip:write_policy')}?kept={row.uid}")
    assert again.page.sent["parties-0-name_en"] == ["Inventors"]
    again.fill("parties-0", name_en="Inventors and heirs").go("source")
    assert again.page.sent["head-name_en"] == ["Half done"]
    assert UnfinishedFormula.objects.get().document["parties"][0]["name"] == {"en": "Inventors and heirs"}
    assert not Event.objects.exists()


def test_who_begins_again_is_told_of_what_they_left(client):
    begun(client)
    assert f"?kept={UnfinishedFormula.objects.get().uid}" in client.get(reverse("ip:write_policy")).content.decode()


def test_a_formula_that_is_wrong_is_kept_with_what_is_wrong(client):
    desk = Typist(client, reverse("ip:write_policy")).fill("head", name_en="Wrong", citation="").press("go:check")
    assert desk.answer.status_code == 422
    assert UnfinishedFormula.objects.get().title == "Wrong"


def test_saving_it_as_a_draft_ends_it_and_a_refused_saving_does_not(client):
    desk = Typist(client, reverse("ip:write_policy") + "?from=us-yale").go("check")
    desk.press("save")  # for no kind of deal
    assert desk.answer.status_code == 422
    assert UnfinishedFormula.objects.get().step == "check"
    desk.page.sent["deal_kinds"] = ["licence"]
    assert desk.press("save").answer.status_code == 303
    assert not UnfinishedFormula.objects.exists()


def test_the_kinds_of_deals_come_back(client):
    desk = Typist(client, reverse("ip:write_policy") + "?from=us-yale").go("check")
    desk.page.sent["deal_kinds"] = ["licence", "assignment"]
    desk.go("tiers")
    again = Typist(client, f"{desk.url.partition('?')[0]}?kept={UnfinishedFormula.objects.get().uid}").go("check")
    assert again.page.sent["deal_kinds"] == ["licence", "assignment"]


def test_it_is_seen_discarded_and_overwritten_by_its_author_alone(world, client):
    begun(client)
    row = UnfinishedFormula.objects.get()
    other = world.client("linhai", "finance")
    assert "Half done" not in other.get(reverse("ip:policies")).content.decode()
    assert "Half done" not in other.get(f"{reverse('ip:write_policy')}?kept={row.uid}").content.decode()
    assert other.post(reverse("ip:write_policy"), {"kept": str(row.uid), "step": "source", "head-name_en": "Theirs"}).status_code == 404
    assert UnfinishedFormula.objects.get().title == "Half done"
    assert client.post(reverse("ip:discard_unfinished", args=[row.uid]), {"key": "once"}).status_code == 303
    assert not UnfinishedFormula.objects.exists()


def test_changes_of_a_draft_are_told_when_somebody_else_has_changed_it_meanwhile(world, client):
    draft = made.draft(world)
    Typist(client, reverse("ip:write_draft", args=[draft.uid])).fill("head", name_en="Mine").go("parties")
    changed = draft.document | {"name": {"en": "Theirs"}}
    actions.change_draft(actor=world.actor("linhai", "finance"), version=draft, seen=draft.fingerprint, document=changed)
    url = f"{reverse('ip:write_draft', args=[draft.uid])}?kept={UnfinishedFormula.objects.get().uid}"
    desk = Typist(client, url)
    assert "The draft has changed since you began" in desk.text
    assert desk.go("check").press("save").answer.status_code == 303
    assert PolicyVersion.objects.get().title == "Mine"


def test_the_ones_left_longest_make_room(world, monkeypatch):
    monkeypatch.setattr("ip.actions.unfinished.MOST", 2)
    client = world.client("linhai", "administrator")
    for name in ("First", "Second", "Third"):
        Typist(client, reverse("ip:write_policy")).fill("head", name_en=name).press("go:parties")
    assert sorted(row.title for row in UnfinishedFormula.objects.all()) == ["Second", "Third"]


@pytest.mark.parametrize("document", [{"name": 5}, {"name": {"en": [1]}}, {"parties": "\ud800"}, {"name": {"en": "a\u0000b"}}])
def test_whatever_stands_in_the_form_is_kept_and_listed(client, document):
    client.post(reverse("ip:write_policy"), {"document": json.dumps(document), "step": "check", "do": "stay"})
    assert client.get(reverse("ip:policies")).status_code == 200
