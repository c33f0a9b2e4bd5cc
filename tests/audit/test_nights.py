"""The house verifies by itself every night, says what it found, and is silent where everything holds."""
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.utils import translation

from audit import actions, nights
from audit.columns import word
from audit.models import Verification
from audit.tasks import nightly, run_verification
from audit.telling import kind_of
from governance.sending import deliver
from governance.sweep import sweep
from incentives.actions import pay_reward
from incentives.models import Reward
from record import clock, consumers, guards
from record.actors import System
from record.append import leaf, link
from record.models import Chain, Event
from record.vouching import vouched
from tests.audit.test_recompute import beneath
from tests.world import accounts, money
from tests.world.incentives import decided

NAMES = ["LEI", "ORCID", "ROR"]  # the same in every language
NIGHT = datetime(2027, 3, 1, 18, 30, tzinfo=UTC)  # half past two in Shanghai, on the second of March


def begin(world):
    """Linhai shared the income of a licence; an auditor and an administrator are there to be told."""
    distribution = money.posted(world)
    money.paid(world, distribution)
    for role in ("auditor", "administrator"):
        world.member("linhai", role)
    accounts.roles_told(world)
    consumers.run_all()
    return distribution


def night(moment=NIGHT) -> list[Verification]:
    """Scheduler and worker until the night is over; what Linhai's found last comes first."""
    with clock.at(moment):
        for _house in range(len(Chain.objects.all()) + 2):
            nightly()
            for run in Verification.objects.filter(state="queued"):
                run_verification(str(run.uid))
        consumers.run_all()
        deliver()
    return list(Verification.objects.filter(institution__name_en="Linhai University").order_by("-pk"))


def test_each_house_with_people_is_verified_once_a_night_in_the_name_of_the_house(beginning, world):
    (run,) = night()
    assert (run.started_by, str(run.night), run.holds) == (None, "2027-03-02", True)
    assert night() == [run]
    assert len(night(NIGHT + timedelta(days=1))) == 2
    houses = set(Verification.objects.values_list("institution__name_en", flat=True))
    assert houses == {"Linhai University", "Haoyuan Energy"}


def test_nobody_is_verified_before_two_o_clock_where_they_are(beginning, world):
    assert night(NIGHT - timedelta(hours=1)) == []


def test_a_zone_that_is_none_stops_neither_others_nor_the_verification_that_names_it(beginning, world):
    """Nor the sweep over what is due, nor the pages on which it is read."""
    accounts.roles_told(world)
    beneath("UPDATE partners_institution SET zone = 'Nowhere/Atlantis' WHERE id = %s", world.linhai.pk)
    for soon in (NIGHT, NIGHT + timedelta(hours=10)):  # it counts as UTC, where the night is later
        found = night(soon)
    assert [(one["code"], one["of"], one["facts"]["columns"]) for one in found[0].findings] == [("altered", "partners.institution", ["zone"])]
    assert set(Verification.objects.values_list("institution__name_en", "state")) == {("Linhai University", "done"), ("Haoyuan Energy", "done")}
    assert sweep() == 0
    assert "time zone" in world.client("linhai", "auditor").get(f"/audit/verifications/{found[0].uid}/").content.decode()


def test_a_house_whose_verification_cannot_even_begin_is_left_out_for_the_others(beginning, world, monkeypatch):
    begin = actions.start_nightly

    def refuses(*, actor, institution):
        if institution == world.linhai:
            raise ValueError("on purpose")
        return begin(actor=actor, institution=institution)

    monkeypatch.setattr(actions, "start_nightly", refuses)
    assert night() == []
    assert Verification.objects.get().institution == world.haoyuan


def test_two_schedulers_begin_one(beginning, world):
    house = System(world.linhai.uid, world.linhai.zone)
    with clock.at(NIGHT):
        first = actions.start_nightly(actor=house, institution=world.linhai)
        run_verification(str(first.uid))
        with pytest.raises(IntegrityError):
            Verification.objects.create(institution=world.linhai, night=first.night)


def test_one_at_a_time_leaves_a_worker_for_other_things(beginning, world):
    with clock.at(NIGHT):
        assert nightly() is True
        assert nightly() is False
    assert Verification.objects.count() == 1


def test_auditors_and_administrators_are_told_once_what_was_found_in_words_of_the_field(beginning, world):
    assert night() and not [sent for sent in mail.outbox if "Verification" in sent.subject]
    administrator = world.person("linhai", "administrator")
    administrator.__class__.objects.filter(pk=administrator.pk).update(language="zh-hans")
    mail.outbox.clear()
    reward = Reward.objects.first()
    beneath("UPDATE incentives_reward SET amount = amount + 100 WHERE id = %s", reward.pk)
    (run, _before) = night(NIGHT + timedelta(days=1))
    found = {sent.to[0]: sent for sent in mail.outbox}
    assert found.keys() == {"auditor@linhai.example", "administrator@linhai.example"}
    assert "Altered beneath the application since the last action on it: amount." in found["auditor@linhai.example"].body
    assert "金额" in found["administrator@linhai.example"].body
    assert run.findings[0]["facts"]["values"]["amount"] == {"said": reward.amount, "now": reward.amount + 100}
    mail.outbox.clear()
    night(NIGHT + timedelta(days=2))
    assert mail.outbox == []


def test_the_very_first_night_tells_what_it_found(beginning, world):
    beneath("UPDATE incentives_reward SET amount = amount + 100 WHERE id = %s", Reward.objects.first().pk)
    night()
    (sent, *_others) = [sent for sent in mail.outbox if sent.to == ["auditor@linhai.example"] and "Verification" in sent.subject]
    assert "(1)" in sent.subject and "amount" in sent.body


def test_what_was_altered_and_then_acted_upon_stays_known(beginning, world):
    """The action vouches for the row as it then stands: the record says before that it was not what it had been left as."""
    reward = decided(world)
    consumers.run_all()
    mail.outbox.clear()
    beneath("UPDATE incentives_reward SET citation = 'Another article' WHERE id = %s", reward.pk)
    today = clock.today("Asia/Shanghai")
    pay_reward(actor=world.actor("linhai", "finance"), reward=reward, seen=reward.version, paid_on=today)
    consumers.run_all()
    deliver()
    told = {sent.to[0]: sent.body for sent in mail.outbox if "Altered beneath" in sent.subject}
    assert told.keys() == {"auditor@linhai.example", "administrator@linhai.example"}
    assert "Reward for the grant, which is not any more what the last action on it left: clause or article" in told["auditor@linhai.example"]
    (run,) = night()
    assert [(found["code"], found["of"], found["facts"]["columns"]) for found in run.findings] == [("acted", "incentives.reward", ["citation"])]


def test_the_desk_says_what_does_not_hold_and_that_nothing_was_verified_for_two_days(beginning, world):
    auditor = world.client("linhai", "auditor")
    night(clock.now())
    beneath("UPDATE ip_deal SET terms_en = 'other terms'")
    (run, *_before) = night(clock.now() + timedelta(days=1))
    page = auditor.get(f"/audit/verifications/{run.uid}/").content.decode()
    assert "by itself, at night" in page and "price and terms, in English" in page
    assert "The verification found what does not hold" in auditor.get("/").content.decode()
    told = auditor.get(f"/api/v1/verifications/{run.uid}/").json()
    assert told["started_by"] is None
    assert [(one["kind"], one["words"], one["new"]) for one in told["told"]] == [
        ("a deal", "Altered beneath the application since the last action on it: price and terms, in English.", True)]
    with clock.at(clock.now() + timedelta(hours=73)):
        assert nights.overdue_since(world.actor("linhai", "auditor"))
        assert "Nothing has been verified for two days" in auditor.get("/audit/").content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses what is of another type than its column")
def test_one_that_cannot_be_brought_to_its_end_says_so(beginning, world):
    night()
    beneath("UPDATE ip_deal SET uid = 'none'")
    mail.outbox.clear()
    assert night(NIGHT + timedelta(days=1))[0].state == "failed"
    assert {sent.subject for sent in mail.outbox} == {"A verification could not be brought to its end"}


def test_a_guard_that_was_taken_away_is_named(beginning, world):
    guards.drop(connection, lambda guard: guard.table == "ledger_entry")
    (run,) = night()
    guards.install(connection)
    assert {finding["code"] for finding in run.findings} == {"guard"}


def test_a_chain_that_somebody_changed_and_hashed_anew_breaks_where_the_next_event_names_the_one_before(beginning, world):
    chain, previous = Chain.objects.get(owner=world.linhai.uid), bytes(32)
    for event in Event.objects.filter(chain=chain).order_by("seq"):
        body = bytes(event.body)
        if event.kind == "distribution.prepared":
            body = body.replace(b'"facts":{', b'"facts":{"bonus":1,', 1)
        previous = link(previous, event.seq, leaf(bytes(event.salt), body))
        beneath("UPDATE record_event SET body = %s, hash = %s WHERE id = %s", body, previous, event.pk)
    beneath("UPDATE record_chain SET hash = %s WHERE id = %s", previous, chain.pk)
    assert [(found["code"], found["facts"]["why"]) for found in night()[0].findings] == [("record", "after")]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_row_and_column_that_is_vouched_for_has_a_word(db, language):
    with translation.override(language):
        words = {word(kind.label, name) for kind in vouched() for name in (*kind.columns, *kind.parts, "owner")}
        words |= {kind_of(kind.label) for kind in vouched()}
    assert [said for said in sorted(words) if said.isascii() != (language == "en")] == ([] if language == "en" else NAMES)
