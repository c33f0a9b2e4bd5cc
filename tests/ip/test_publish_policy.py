"""A formula is drafted by one person, published by another, and never changed afterwards."""
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from governance.models import Decision
from ip import actions
from ip.models import PolicyVersion, SharingPolicy
from ip.policies import published as formulas
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import money
from tests.world import policies as made

S = PolicyVersion.State


def again(version):
    return PolicyVersion.objects.get(pk=version.pk)


def propose(world, version, since=date(2026, 1, 1), roles=("administrator",)):
    version = again(version)
    return actions.propose_version(actor=world.actor("linhai", *roles), version=version, seen=version.fingerprint, since=since)


def test_an_approver_publishes_what_an_administrator_drafted(world):
    version = made.published(world)
    assert (version.state, version.number, version.since) == (S.PUBLISHED, 1, made.SINCE)


def test_who_drafted_it_does_not_publish_it(world):
    both = ("administrator", "approver")
    version = actions.open_policy(
        actor=world.actor("linhai", *both), name_en="Ours", name_zh="", deal_kinds=["licence"], document=formulas()["us-mit"],
        applies_by="received",
    )  # fmt: skip
    decision = propose(world, version, roles=both)
    with pytest.raises(NotAllowed):
        made.cast_vote(actor=world.actor("linhai", *both), decision=decision, seen=decision.fingerprint, value="yes")


def test_nor_does_the_drafter_when_another_proposed_it(world):
    both = ("administrator", "approver")
    version = actions.open_policy(
        actor=world.actor("linhai", *both), name_en="Ours", name_zh="", deal_kinds=["licence"], document=formulas()["us-mit"],
        applies_by="received",
    )  # fmt: skip
    decision = propose(world, version)
    with pytest.raises(NotAllowed):
        made.cast_vote(actor=world.actor("linhai", *both), decision=decision, seen=decision.fingerprint, value="yes")


@pytest.mark.parametrize("role", ["officer", "approver", "auditor", "contributor"])
def test_only_administrators_and_finance_write_policies(world, role):
    with pytest.raises(NotAllowed):
        actions.open_policy(
            actor=world.actor("linhai", role), name_en="Ours", name_zh="", deal_kinds=["licence"], document=formulas()["us-mit"]
        )


def test_another_institution_does_not_see_a_policy(world):
    version = made.draft(world)
    with pytest.raises(NotVisible):
        actions.change_draft(actor=world.actor("haoyuan", "administrator"), version=version, seen=version.fingerprint, document={})


def test_what_is_published_is_read_by_all_members_and_a_draft_by_those_who_write_or_decide(world):
    version = made.draft(world)
    sees = lambda role: PolicyVersion.objects.visible_to(world.actor("linhai", role)).filter(pk=version.pk).exists()  # noqa: E731
    assert [sees(role) for role in ("administrator", "finance", "approver", "contributor")] == [True, True, True, False]
    actions.propose_version(actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint, since=made.SINCE)
    made.agree(world, version)
    assert sees("contributor")


def test_what_is_published_never_changes(world):
    version = made.published(world)
    with pytest.raises(WrongState):
        actions.change_draft(
            actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint, document=formulas()["us-mit"]
        )
    for change in ({"since": date(2020, 1, 1)}, {"document": {}}, {"state": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PolicyVersion.objects.filter(pk=version.pk).update(**change)


def test_a_feature_that_nobody_knows_is_refused_at_its_place(world):
    document = formulas()["us-yale"]
    document["tiers"][1]["cap"] = "5000"
    with pytest.raises(Invalid, match=r"tiers\[1\].cap is not a feature of format 1") as refused:
        made.draft(world, document)
    assert refused.value.field == "document"
    assert not SharingPolicy.objects.exists()


def test_shares_that_do_not_sum_to_all_are_shown_with_their_sum(world):
    document = formulas()["us-yale"]
    document["tiers"][0]["shares"]["inventors"] = "49"
    with pytest.raises(Invalid, match="the parts sum to 99, not to 100"):
        made.draft(world, document)


def test_what_the_source_does_not_say_is_answered_before_it_is_proposed(world):
    version = made.draft(world, applies_by="")
    with pytest.raises(Invalid) as refused:
        propose(world, version)
    assert refused.value.field == "applies_by"
    actions.change_draft(actor=world.actor("linhai", "administrator"), version=again(version), seen=version.fingerprint,
                         document=version.document, applies_by="licence_signed")  # fmt: skip
    propose(world, version)
    document = again(version).document
    assert (document["applies_by"], document["answers"]) == ("unknown", {"applies_by": "licence_signed"})


def test_one_policy_covers_a_kind_of_deal(world):
    made.draft(world, kinds=["licence"])
    with pytest.raises(Invalid) as refused:
        made.draft(world, kinds=["licence", "assignment"])
    assert refused.value.field == "deal_kinds"
    made.draft(world, kinds=["assignment"])


def test_a_version_holds_until_a_later_one_begins(world):
    first = made.published(world)
    second = actions.draft_version(
        actor=world.actor("linhai", "administrator"), policy=first.policy, document=formulas()["us-mit"], applies_by="received"
    )
    with pytest.raises(Invalid, match="Version 1 holds since"):
        propose(world, second, since=made.SINCE)
    propose(world, second, since=date(2026, 1, 1))
    made.agree(world, second)
    assert again(second).number == 2


def test_a_return_brings_it_back_to_draft_and_it_is_proposed_anew(world):
    version = made.proposed(world)
    made.agree(world, version, value="return", reasons="The clause is missing.")
    assert again(version).state == S.DRAFT
    propose(world, version)
    made.agree(world, version)
    assert again(version).number == 1


def test_a_proposal_taken_back_asks_nobody_any_more(world):
    version = made.proposed(world)
    actions.take_back_version(actor=world.actor("linhai", "administrator"), version=version)
    assert again(version).state == S.DRAFT
    assert [d.state for d in Decision.objects.filter(subject=version.uid)] == ["void"]


def test_a_draft_that_somebody_changed_is_not_overwritten(world):
    version = made.draft(world)
    with pytest.raises(Stale):
        actions.change_draft(actor=world.actor("linhai", "finance"), version=version, seen="0" * 64, document=formulas()["us-mit"])


def test_a_draft_laid_aside_is_not_proposed(world):
    version = made.draft(world)
    actions.withdraw_draft(actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint)
    with pytest.raises(WrongState):
        propose(world, version)


@pytest.mark.parametrize("applies_by", ["received", "licence_signed", "reported", "reported_and_received"])
def test_what_was_shared_is_not_brought_under_another_version_afterwards(world, applies_by):
    """The day of a new version lies after everything that has been shared and would fall under it."""
    distribution = money.posted(world)
    day = clock.today("Asia/Shanghai")
    first = PolicyVersion.objects.get()
    second = actions.draft_version(
        actor=world.actor("linhai", "administrator"), policy=first.policy, document=formulas()["us-mit"], applies_by=applies_by
    )
    with pytest.raises(Invalid, match=distribution.number):
        propose(world, second, since=day)
    propose(world, second, since=day + timedelta(days=1))
