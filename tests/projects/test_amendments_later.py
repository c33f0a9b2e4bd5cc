"""An amendment may hold from a later day: agreed by all, it waits, and is applied on that day if it is still the change that was signed."""
import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.models import Decision, Due
from governance.sweep import sweep
from projects import actions
from projects.models import Amendment, Contribution, Participation, Project
from record import clock
from record.consumers import run_all
from record.errors import Invalid, NotAllowed, Stale, WrongState
from record.models import Event
from tests.projects.test_amendments import agree, end, propose
from tests.world import milestones
from tests.world import projects as made

S = Amendment.State
ZONE = ZoneInfo("Asia/Shanghai")
TWO = (("linhai", "approver"), ("haoyuan", "partner_approver"))
THREE = (*TWO, ("beizhou", "approver"))


def begin(world):
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def in_days(days: int):
    return clock.today("Asia/Shanghai") + timedelta(days=days)


def noon(day):
    return datetime.combine(day, time(12), ZONE)


def waits(world, project, *changes, days=30, parties=TWO, **said):
    return agree(world, propose(world, project, list(changes), since=in_days(days), **said), *parties)


def sweep_in(days: int) -> None:
    with clock.at(noon(in_days(days))):
        sweep()


def again(row):
    return type(row).objects.get(pk=row.pk)


def budget(project, more=1):
    return {"of": "project", "uid": str(project.uid), "field": "budget", "new": project.budget + more}


def over(project):
    return {"of": "project", "uid": str(project.uid), "field": "state", "new": "ended_early"}


def joins(world):
    return {"of": "party", "uid": str(world.beizhou.uid), "field": "joins", "new": "partner"}


def take_back(amendment):
    return {"of": "amendment", "uid": str(amendment.uid), "field": "state", "new": "withdrawn"}


def told(amendment) -> list[tuple[str, str]]:
    rows = Event.objects.filter(subject=amendment.uid).order_by("id")
    return [(row.kind, json.loads(bytes(row.body))["facts"].get("why", "")) for row in rows]


def test_agreed_by_all_it_waits_for_its_day_and_changes_nothing_before(world, project):
    amendment = waits(world, project, budget(project))
    sweep_in(29)
    assert (again(amendment).state, again(project).budget) == (S.WAITING, project.budget)


def test_on_its_day_the_house_applies_it_once_in_one_event_of_the_leading_institution(world, project):
    amendment = waits(world, project, budget(project))
    for days in (30, 30, 31):
        sweep_in(days)
    assert (again(amendment).state, again(project).budget) == (S.AGREED, project.budget + 1)
    event = Event.objects.get(subject=amendment.uid, kind="amendment.applied")
    assert (event.chain.owner, json.loads(bytes(event.body))["facts"]["since"]) == (world.linhai.uid, str(in_days(30)))


def test_after_a_week_without_the_house_it_is_applied_late_and_dated_by_its_own_day(world, project):
    clause = {"of": "clause", "uid": None, "field": "ownership", "new": {"terms": {"rule": "lead"}}}
    waits(world, project, clause)
    sweep_in(37)
    assert [project.clause("ownership", in_days(days)).terms["rule"] for days in (29, 30)] == ["joint", "lead"]


def test_agreed_only_after_its_day_it_is_applied_at_once(world, project):
    amendment = propose(world, project, [budget(project)], since=in_days(3))
    with clock.at(noon(in_days(4))):
        assert agree(world, amendment).state == S.AGREED
    assert not Due.objects.filter(subject=amendment.uid).exists()


def test_the_day_is_part_of_what_is_signed(world, project):
    amendment = propose(world, project, [budget(project)], since=in_days(3))
    Amendment.objects.filter(pk=amendment.pk).update(since=in_days(4))
    with pytest.raises(Stale):
        agree(world, amendment)


def test_a_project_ends_early_on_the_agreed_day_whatever_state_it_is_in_by_then(world, project):
    waits(world, project, over(project))
    actions.suspend_project(actor=world.actor("linhai", "officer"), project=project, seen=again(project).version, reasons="A strike.")
    sweep_in(33)
    assert (again(project).state, project.turns.last().on) == (Project.State.ENDED_EARLY, in_days(30))
    assert not project.milestones.exclude(state="cancelled").exists()


def test_a_party_that_leaves_on_a_later_day_takes_part_until_then(world):
    project = made.signed(world)
    agree(world, propose(world, project, [joins(world)]), *THREE)
    leaves = {"of": "party", "uid": str(world.beizhou.uid), "field": "leaves", "new": None}
    waits(world, project, leaves, parties=THREE)
    party = Participation.objects.get(institution=world.beizhou)
    assert party.until is None
    sweep_in(31)
    assert again(party).until == in_days(30)


def test_who_will_join_sees_the_project_and_is_asked_about_other_amendments_but_is_no_party_yet(world, project):
    waits(world, project, joins(world), parties=THREE)
    asked = world.actor("beizhou", "approver")
    assert [*Project.objects.visible_to(asked)] == [project]
    assert project.participations.parties().count() == 2
    other = agree(world, propose(world, project, [budget(project)]))
    assert other.state == S.PROPOSED
    assert agree(world, other, ("beizhou", "approver")).state == S.AGREED
    sweep_in(30)
    assert project.participations.parties().count() == 3


def test_who_will_join_is_not_sent_away_when_another_amendment_is_refused(world, project):
    waits(world, project, joins(world), parties=THREE)
    made.vote(world.actor("haoyuan", "partner_approver"), propose(world, project, [budget(project)]), "no", "No money.")
    assert Participation.objects.get(institution=world.beizhou).until is None


def test_who_will_join_is_not_asked_to_join_twice(world, project):
    waits(world, project, joins(world), parties=THREE)
    with pytest.raises(Invalid):
        propose(world, project, [joins(world)])


def test_a_change_of_what_it_was_agreed_over_ends_it_at_once_and_says_so(world, project):
    later = waits(world, project, budget(project))
    agree(world, propose(world, project, [budget(project, 7)]))
    assert again(later).state == S.LAPSED
    assert told(later)[-1] == ("amendment.lapsed", "changed")
    sweep_in(30)
    assert again(project).budget == project.budget + 7


def test_a_change_of_something_else_leaves_it_alone(world, project):
    later = waits(world, project, budget(project))
    agree(world, propose(world, project, [end(project)]))
    sweep_in(30)
    assert (again(later).state, again(project).budget) == (S.AGREED, project.budget + 1)


def test_of_two_wordings_of_one_clause_the_later_day_lapses_when_the_earlier_holds(world, project):
    def clause(rule):
        return {"of": "clause", "uid": None, "field": "ownership", "new": {"terms": {"rule": rule}}}

    second = waits(world, project, clause("lead"), days=60)
    waits(world, project, clause("each"), days=30)
    sweep_in(60)
    assert (again(second).state, project.clause("ownership", in_days(61)).terms["rule"]) == (S.LAPSED, "each")


def test_what_is_before_the_parties_over_what_then_changes_dies_with_its_decision(world, project):
    waits(world, project, budget(project))
    asked = propose(world, project, [budget(project, 9)])
    sweep_in(30)
    assert (again(asked).state, told(asked)[-1]) == (S.LAPSED, ("amendment.lapsed", "changed"))
    assert Decision.objects.get(subject=asked.uid).state == "void"


@pytest.mark.plain
def test_a_milestone_that_is_handed_in_by_then_is_not_changed_and_nothing_else_is(world):
    milestone = milestones.in_work(world)
    project = milestone.project
    change = {"of": "milestone", "uid": str(milestone.uid), "field": "due", "new": str(milestone.due + timedelta(days=9))}
    later = waits(world, project, change, budget(project))
    milestones.submit(world, milestone)
    sweep_in(30)
    assert (again(later).state, told(later)[-1]) == (S.LAPSED, ("amendment.lapsed", "decided"))
    assert (again(milestone).due, again(project).budget) == (milestone.due, project.budget)


def test_a_plan_that_would_no_longer_be_whole_is_not_applied(world, project):
    paid = sum(row.payment for row in project.milestones.all())
    less = waits(world, project, budget(project, paid - project.budget))
    row = project.milestones.exclude(payment=0).first()
    change = {"of": "milestone", "uid": str(row.uid), "field": "payment", "new": row.payment + 1}
    agree(world, propose(world, project, [change]))
    assert again(less).state == S.WAITING
    sweep_in(30)
    assert told(less)[-1] == ("amendment.lapsed", "whole")


def test_when_the_parties_end_the_project_what_waited_lapses(world, project):
    later = waits(world, project, joins(world), parties=THREE)
    agree(world, propose(world, project, [over(project)]), *THREE)
    assert told(later)[-1] == ("amendment.lapsed", "over")
    assert [*Project.objects.visible_to(world.actor("beizhou", "approver"))] == []


@pytest.mark.plain
def test_the_lead_does_not_close_over_what_all_agreed(world):
    project = milestones.finished(world)
    officer = world.actor("linhai", "officer")
    project = actions.begin_closing(actor=officer, project=project, seen=project.version, reasons="Done.")
    later = waits(world, project, budget(project))
    said = {"project": project, "reasons": "Done.", "lessons": "None."}
    with pytest.raises(Invalid):
        actions.close_project(actor=officer, seen=again(project).version, **said)
    agree(world, propose(world, project, [take_back(later)]))
    assert actions.close_project(actor=officer, seen=again(project).version, **said).state == Project.State.CLOSED


def leaves(world):
    return {"of": "party", "uid": str(world.beizhou.uid), "field": "leaves", "new": None}


def test_what_is_before_the_parties_lapses_when_others_take_part_on_the_day(world, project):
    """Who has left decides no more, and no seat stays empty of who will not join."""
    waits(world, project, joins(world), budget(project), parties=THREE)
    waits(world, project, budget(project, 5), days=20, parties=THREE)
    asked = agree(world, propose(world, project, [end(project)]))
    sweep_in(20)
    assert (again(asked).state, told(asked)[-1]) == (S.LAPSED, ("amendment.lapsed", "parties"))
    anew = actions.ask_again(actor=world.actor("linhai", "officer"), amendment=again(asked), seen=again(project).version)
    assert agree(world, anew).state == S.AGREED


def test_a_party_that_has_left_decides_no_more(world, project):
    agree(world, propose(world, project, [joins(world)]), *THREE)
    waits(world, project, leaves(world), parties=THREE)
    asked = propose(world, project, [budget(project)])
    sweep_in(30)
    assert (again(asked).state, Decision.objects.get(subject=asked.uid).state) == (S.LAPSED, "void")


def test_a_clause_that_all_agreed_to_holds_also_after_the_project(world, project):
    clause = {"of": "clause", "uid": None, "field": "income", "new": {"terms": {"rule": "law"}}}
    later = waits(world, project, clause)
    agree(world, propose(world, project, [over(project)]))
    assert again(later).state == S.WAITING
    sweep_in(30)
    assert (again(later).state, project.clause("income", in_days(30)).since) == (S.AGREED, in_days(30))


def test_what_a_party_brings_is_not_changed_once_it_has_left(world, project):
    period = {"since": project.start.isoformat(), "until": project.end.isoformat()}
    brings = {"of": "party", "uid": str(world.beizhou.uid), "field": "brings", "new": {**period, "kind": "cash", "amount": 1000, "what": ""}}
    agree(world, propose(world, project, [joins(world), brings]), *THREE)
    row = Contribution.objects.get(participation__institution=world.beizhou)
    more = {"of": "contribution", "uid": str(row.uid), "field": "amount", "new": 9000}
    later = waits(world, project, more, parties=THREE)
    agree(world, propose(world, project, [leaves(world)]), *THREE)
    sweep_in(30)
    assert (again(later).state, told(later)[-1], again(row).amount) == (S.LAPSED, ("amendment.lapsed", "party"), 1000)
    with pytest.raises(Invalid):
        propose(world, project, [more])


def test_what_lapsed_is_asked_anew_once(world, project):
    later = waits(world, project, budget(project))
    agree(world, propose(world, project, [budget(project, 7)]))
    officer = world.actor("linhai", "officer")
    agree(world, actions.ask_again(actor=officer, amendment=again(later), seen=again(project).version))
    with pytest.raises(WrongState):
        actions.ask_again(actor=officer, amendment=again(later), seen=again(project).version)


def test_all_parties_together_take_it_back_and_it_never_holds(world, project):
    later = waits(world, project, budget(project), joins(world), parties=THREE)
    with pytest.raises(WrongState):
        actions.withdraw_amendment(actor=world.actor("linhai", "officer"), amendment=later)
    back = agree(world, propose(world, project, [take_back(later)], at="haoyuan", role="lead"))
    assert again(later).state == S.WAITING
    agree(world, back, ("beizhou", "approver"))
    sweep_in(30)
    assert (again(later).state, told(later)[-1][0], again(project).budget) == (S.WITHDRAWN, "amendment.taken_back", project.budget)
    assert [*Project.objects.visible_to(world.actor("beizhou", "approver"))] == []


def test_what_replaces_it_takes_it_back_in_the_same_amendment(world, project):
    later = waits(world, project, budget(project))
    agree(world, propose(world, project, [take_back(later), budget(project, 5)]))
    assert (again(later).state, again(project).budget) == (S.WITHDRAWN, project.budget + 5)


def test_taking_back_holds_at_once(world, project):
    later = waits(world, project, budget(project))
    with pytest.raises(Invalid) as error:
        propose(world, project, [take_back(later)], since=in_days(9))
    assert error.value.field == "since"


def test_only_what_waits_is_taken_back(world, project):
    held = agree(world, propose(world, project, [budget(project)]))
    with pytest.raises(Invalid):
        propose(world, project, [take_back(held)])


def test_on_a_day_after_the_project_only_a_clause_begins_to_hold(world, project):
    after = (project.end - in_days(0)).days + 1
    with pytest.raises(Invalid) as error:
        propose(world, project, [budget(project)], since=in_days(after))
    assert error.value.field == "since"
    clause = {"of": "clause", "uid": None, "field": "income", "new": {"terms": {"rule": "law"}}}
    assert propose(world, project, [clause], since=in_days(after)).since == in_days(after)


def test_what_lapsed_is_asked_anew_over_what_stands_there_now(world, project):
    later = waits(world, project, budget(project))
    agree(world, propose(world, project, [budget(project, 7)]))
    officer = world.actor("haoyuan", "lead")
    anew = actions.ask_again(actor=officer, amendment=later, seen=again(project).version)
    assert (anew.renews, anew.changes[0]["old"], anew.changes[0]["new"]) == (later, project.budget + 7, project.budget + 1)
    assert (anew.since, anew.reason, agree(world, anew).state) == (later.since, later.reason, S.WAITING)


def test_only_a_party_asks_again_and_only_what_lapsed(world, project):
    held = agree(world, propose(world, project, [budget(project)]))
    with pytest.raises(NotAllowed):
        actions.ask_again(actor=world.actor("haoyuan", "viewer"), amendment=held, seen=again(project).version)
    with pytest.raises(WrongState):
        actions.ask_again(actor=world.actor("linhai", "officer"), amendment=held, seen=again(project).version)


def test_nobody_applies_it_by_hand(world, project):
    later = waits(world, project, budget(project))
    with clock.at(noon(in_days(31))), pytest.raises(NotAllowed):
        actions.hold_amendment(actor=world.actor("linhai", "officer"), amendment=later)


def test_one_that_was_altered_beneath_is_not_applied(world, project):
    later = waits(world, project, budget(project))
    Amendment.objects.filter(pk=later.pk).update(changes=[{**later.changes[0], "new": 1}])
    sweep_in(30)
    assert (again(later).state, again(project).budget) == (S.LAPSED, project.budget)


def test_reminders_follow_the_day_that_then_holds(world, project):
    milestone = project.milestones.order_by("position").last()
    moved = milestone.due - timedelta(days=1)
    change = {"of": "milestone", "uid": str(milestone.uid), "field": "due", "new": str(moved)}
    waits(world, project, change)
    sweep_in(30)
    run_all()
    assert Due.objects.filter(subject=milestone.uid, kind="milestone.due", on=moved - timedelta(days=14)).exists()
