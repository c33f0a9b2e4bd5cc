"""Ready questions: each holds where all was done right, and finds the case that was planted."""
from datetime import timedelta

import pytest

from accounts.actions import grant_role
from accounts.models import Grant, Person
from audit.questions import QUESTIONS, answer
from audit.questions.decisions import changed_after
from audit.reconcile import reconciled
from governance.models import Decision, LinkRequest
from incentives.models import Reward
from ip.actions import holds
from record import clock
from record.consumers import run_all
from record.models import Counter
from tests.audit.test_recompute import beneath
from tests.world import money


def begin(world):
    distribution = money.posted(world)
    run_all()
    return distribution


@pytest.fixture
def distribution(beginning):
    return beginning


def found(world, key, at="linhai"):
    question = next(q for q in QUESTIONS if q.key == key)
    return answer(question, world.actor(at, "auditor")).found


def two_people_gave(world, membership):
    """As it is when two administrators gave the role."""
    givers = {"granted_by": world.member("linhai", "administrator"), "confirmed_by": world.member("linhai", "administrator", name="second")}
    Grant.objects.filter(membership=membership).update(**givers)


@pytest.mark.parametrize("key", ["by-the-preparer", "changed-after", "paid-late", "unshared", "reconciled", "gaps"])
def test_the_question_holds_where_all_was_done_right(world, distribution, key):
    assert found(world, key) == []


def test_nobody_can_move_money_alone_where_roles_are_apart_and_given_by_two(world):
    two_people_gave(world, world.member("linhai", "finance"))
    two_people_gave(world, world.member("linhai", "approver"))
    assert found(world, "alone") == []


def test_a_person_who_prepares_and_approves_is_found(world):
    member = world.member("linhai", "finance", "approver")
    for one in (member, world.member("linhai", "finance"), world.member("linhai", "approver")):
        two_people_gave(world, one)
    assert [item.what for item in found(world, "alone")] == [member.person.name]


def test_a_person_who_does_so_with_two_accounts_is_found(world):
    finance, approver = world.member("linhai", "finance"), world.member("linhai", "approver")
    two_people_gave(world, finance)
    two_people_gave(world, approver)
    Person.objects.filter(pk=approver.person_id).update(same_as=finance.person)
    assert len(found(world, "alone")) == 1


def test_two_accounts_that_were_proven_one_person_and_were_parted_beneath_are_found(world):
    one, other = world.member("linhai", "viewer"), world.member("linhai", "contributor")
    LinkRequest.objects.create(institution=world.linhai, asked_by=one, person=one.person, other=other.person, proof="One personnel number")
    beneath("UPDATE governance_linkrequest SET state = 'done'")
    assert other.person.name in [item.what for item in found(world, "alone")]
    Person.objects.filter(pk=other.person_id).update(same_as=one.person)
    assert other.person.name not in [item.what for item in found(world, "alone")]


def test_a_money_role_that_one_person_gave_is_found(world):
    member = world.member("linhai", "finance")
    two_people_gave(world, world.member("linhai", "approver"))
    Grant.objects.filter(membership=member).update(granted_by=world.member("linhai", "administrator"))
    assert [item.what for item in found(world, "alone")] == [member.person.name]


def test_a_money_role_given_by_two_accounts_of_one_person_or_by_its_holder_is_found(world):
    finance, approver = world.member("linhai", "finance"), world.member("linhai", "approver")
    two_people_gave(world, finance)
    two_people_gave(world, approver)
    one, second = world.person("linhai", "administrator"), world.person("linhai", "administrator", name="second")
    for person, same_as, whose in ((second, one, [approver, finance]), (finance.person, second, [finance])):
        Person.objects.filter(pk=person.pk).update(same_as=same_as)
        assert sorted(item.what for item in found(world, "alone")) == [member.person.name for member in whose]
        Person.objects.filter(pk=person.pk).update(same_as=None)
    assert found(world, "alone") == []


def test_an_administrator_made_by_a_single_one_is_found(world):
    grant_role(actor=world.actor("haoyuan", "administrator"), membership=world.member("haoyuan", "viewer"), role="administrator")
    assert [item.why for item in found(world, "alone", at="haoyuan")] == ["was made Administrator by one person alone"]


def test_a_voice_of_whoever_was_kept_out_by_another_account_is_found(world, distribution):
    decision = Decision.objects.filter(kind="distribution.approve").latest("pk")
    kept_out, spoke = decision.excluded.earliest("pk").person, decision.voices.get().membership.person
    Person.objects.filter(pk=spoke.pk).update(same_as=kept_out)
    assert [str(item.why) for item in found(world, "by-the-preparer")] == ["agreed to by somebody who prepared it or gains from it"] * 2


def test_an_approval_by_the_preparer_is_found(world, distribution):
    beneath("UPDATE ip_distribution SET approved_by_id = prepared_by_id WHERE id = %s", distribution.pk)
    decision = Decision.objects.get(kind="distribution.approve", subject=distribution.uid)
    beneath("UPDATE governance_voice SET membership_id = %s WHERE decision_id = %s", decision.opened_by_id, decision.pk)
    assert len(found(world, "by-the-preparer")) == 2


def test_what_was_changed_after_approval_is_found(world, distribution):
    line = distribution.lines.filter(kind="person").first()
    beneath("UPDATE ip_distributionline SET amount = amount + 1 WHERE id = %s", line.pk)
    assert len(found(world, "changed-after")) == 1


def test_a_hold_after_posting_is_no_change_of_what_was_approved(world, distribution):
    line = distribution.lines.filter(kind="person").first()
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="Somebody was overlooked.")
    assert found(world, "changed-after") == []


def test_a_reward_past_its_day_is_late_and_so_is_one_that_was_paid_late(world, distribution):
    day = clock.today("Asia/Shanghai")
    first, second, _third = Reward.objects.order_by("pk")
    Reward.objects.filter(pk=first.pk).update(due=day - timedelta(days=3))
    Reward.objects.filter(pk=second.pk).update(due=day - timedelta(days=9), paid_on=day)
    beneath("UPDATE incentives_reward SET state = 'paid' WHERE id = %s", second.pk)
    assert {item.amount for item in found(world, "paid-late")} == {first.amount, second.amount}


def test_a_receipt_that_was_never_shared_is_found_after_ninety_days(world):
    receipt = money.received(world, money.licensed(world))
    assert found(world, "unshared") == []
    old = clock.today("Asia/Shanghai") - timedelta(days=91)
    beneath("UPDATE ledger_receipt SET received_on = %s WHERE id = %s", old, receipt.pk)
    assert [item.amount for item in found(world, "unshared")] == [receipt.to_share]


def test_rows_that_the_ledger_does_not_know_are_left_over(world, distribution):
    beneath("UPDATE ledger_receipt SET amount = amount + 7, converted = converted + 7 WHERE id = %s", distribution.part.settlement.receipt.pk)
    assert [item.amount for item in found(world, "reconciled")] == [7]


def test_what_came_in_is_where_it_went(world, distribution):
    (account,) = reconciled(world.linhai.pk)
    assert (account.received, account.left_over) == (25_000_000, 0)


def test_a_number_without_a_document_is_found(world, distribution):
    Counter.objects.filter(institution=world.linhai.uid, series="D").update(last=2)
    year = clock.today("Asia/Shanghai").year
    assert [item.what for item in found(world, "gaps")] == [f"D-{year}-002"]


@pytest.mark.parametrize("key", [question.key for question in QUESTIONS if question.key != "alone"])
def test_another_institution_finds_nothing_of_it(world, distribution, key):
    beneath("UPDATE ip_distribution SET approved_by_id = prepared_by_id WHERE id = %s", distribution.pk)
    beneath("UPDATE ledger_receipt SET amount = amount + 7, converted = converted + 7")
    assert found(world, key, "stranger") == []


def test_what_was_agreed_is_compared_in_as_many_queries_for_one_as_for_three(world, distribution, django_assert_num_queries):
    actor = world.actor("linhai", "auditor")
    for more in (0, 2):
        for _time in range(more):
            money.posted(world, distribution.deal)
        with django_assert_num_queries(7):
            assert list(changed_after(actor)) == []
