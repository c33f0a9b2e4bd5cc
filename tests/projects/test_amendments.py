"""From signing on, dates, money, parties and clauses change only by an amendment that all parties accept."""
from datetime import timedelta

import pytest

from governance.models import Decision
from projects import actions
from projects.models import Amendment, Project
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import projects as made

S = Amendment.State


def begin(world):
    return made.signed(world)


@pytest.fixture
def project(beginning):
    return beginning


def propose(world, project, changes, at="linhai", role="officer", reason="The pilot line is late.", since=None):
    actor, since = world.actor(at, role), since or clock.today("Asia/Shanghai")
    project = Project.objects.get(pk=project.pk)
    return actions.propose_amendment(
        actor=actor, project=project, seen=project.version, reason=reason, since=since, changes=changes
    )


def agree(world, amendment, *parties):
    for at, role in parties or (("linhai", "approver"), ("haoyuan", "partner_approver")):
        made.vote(world.actor(at, role), amendment)
    return Amendment.objects.get(pk=amendment.pk)


def end(project, days=90):
    new = (project.end + timedelta(days=days)).isoformat()
    return {"of": "project", "uid": str(project.uid), "field": "end", "new": new}


def test_an_agreed_amendment_is_applied_and_keeps_old_and_new(world, project):
    amendment = agree(world, propose(world, project, [end(project)]))
    change = amendment.changes[0]
    after = Project.objects.get(pk=project.pk)
    assert (amendment.state, change["old"], change["new"]) == (S.AGREED, project.end.isoformat(), after.end.isoformat())


def test_nothing_changes_before_every_party_has_agreed(world, project):
    amendment = propose(world, project, [end(project)])
    made.vote(world.actor("linhai", "approver"), amendment)
    assert Project.objects.get(pk=project.pk).end == project.end


def test_a_refused_amendment_changes_nothing(world, project):
    amendment = propose(world, project, [end(project)])
    made.vote(world.actor("haoyuan", "partner_approver"), amendment, "no", "We need the cells in time.")
    assert Amendment.objects.get().state == S.REFUSED
    assert Project.objects.get(pk=project.pk).end == project.end


def test_a_partner_proposes_too(world, project):
    amendment = propose(world, project, [end(project)], at="haoyuan", role="lead")
    assert agree(world, amendment).state == S.AGREED


def test_old_values_are_read_not_believed(world, project):
    amendment = propose(world, project, [{**end(project), "old": "1999-01-01"}])
    assert amendment.changes[0]["old"] == project.end.isoformat()


def test_an_amendment_of_what_moved_since_is_not_agreed(world, project):
    amendment = propose(world, project, [end(project)])
    Project.objects.filter(pk=project.pk).update(end=project.end + timedelta(days=1))
    with pytest.raises(Stale):
        made.vote(world.actor("linhai", "approver"), amendment)


def test_one_amendment_at_a_time(world, project):
    propose(world, project, [end(project)])
    with pytest.raises(Invalid):
        propose(world, project, [end(project, 30)])


def test_the_proposer_does_not_agree_for_the_party(world, project):
    roles = ("officer", "approver")
    actor = world.actor("linhai", *roles)
    since = clock.today("Asia/Shanghai")
    amendment = actions.propose_amendment(
        actor=actor, project=project, seen=project.version, reason="Late.", since=since, changes=[end(project)]
    )
    with pytest.raises(NotAllowed):
        made.vote(actor, amendment)


def test_a_new_party_sees_what_it_is_asked_and_joins_when_all_agree(world, project):
    joins = {"of": "party", "uid": str(world.beizhou.uid), "field": "joins", "new": "partner"}
    amendment = propose(world, project, [joins])
    asked = world.actor("beizhou", "approver")
    assert [*Project.objects.visible_to(asked)] == [project]
    agree(world, amendment, ("linhai", "approver"), ("haoyuan", "partner_approver"), ("beizhou", "approver"))
    party = project.participations.parties().get(institution=world.beizhou)
    assert (party.role, party.strand) == ("partner", 3)


def brings(project, institution, **new):
    days = {"since": project.start.isoformat(), "until": project.end.isoformat()}
    return {"of": "party", "uid": str(institution.uid), "field": "brings", "new": {"kind": "cash", "amount": 5, **days, **new}}


def test_who_joins_brings_something(world, project):
    joins = {"of": "party", "uid": str(world.beizhou.uid), "field": "joins", "new": "funder"}
    amendment = propose(world, project, [joins, brings(project, world.beizhou)])
    agree(world, amendment, ("linhai", "approver"), ("haoyuan", "partner_approver"), ("beizhou", "approver"))
    assert project.participations.get(institution=world.beizhou).contributions.get().amount == 5


@pytest.mark.parametrize("new", [{"amount": 0}, {"amount": None}, {"kind": "gold"}, {"kind": []}, {"since": "x"}, {"until": "2099-01-01"}])
def test_what_a_party_brings_is_checked(world, project, new):
    with pytest.raises(Invalid):
        propose(world, project, [brings(project, world.haoyuan, **new)])


def test_who_does_not_take_part_brings_nothing(world, project):
    with pytest.raises(Invalid):
        propose(world, project, [brings(project, world.stranger)])


def test_who_was_asked_to_join_and_did_not_sees_the_project_no_more(world, project):
    joins = {"of": "party", "uid": str(world.beizhou.uid), "field": "joins", "new": "partner"}
    made.vote(world.actor("beizhou", "approver"), propose(world, project, [joins]), "no", "No capacity.")
    assert [*Project.objects.visible_to(world.actor("beizhou", "approver"))] == []
    assert project.participations.parties().count() == 2


def test_a_clause_changes_by_a_higher_number_from_its_day_on(world, project):
    new = {"terms": {"rule": "lead"}}
    amendment = propose(world, project, [{"of": "clause", "field": "ownership", "new": new}])
    agree(world, amendment)
    today = clock.today("Asia/Shanghai")
    assert project.clause("ownership", today).terms == {"rule": "lead"}
    assert project.clause("ownership", today - timedelta(days=1)).terms["rule"] == "joint"


def test_all_parties_together_end_a_project_early(world, project):
    over = {"of": "project", "uid": str(project.uid), "field": "state", "new": "ended_early"}
    agree(world, propose(world, project, [over], reason="The material does not hold."))
    project = Project.objects.get(pk=project.pk)
    assert (project.state, project.turns.get().reasons) == (Project.State.ENDED_EARLY, "The material does not hold.")


def test_the_party_that_proposed_withdraws(world, project):
    amendment = propose(world, project, [end(Project.objects.get())])
    with pytest.raises(NotAllowed):
        actions.withdraw_amendment(actor=world.actor("haoyuan", "lead"), amendment=amendment)
    actions.withdraw_amendment(actor=world.actor("linhai", "officer"), amendment=amendment)
    assert (Amendment.objects.get().state, Decision.objects.get(of="projects.amendment").state) == (S.WITHDRAWN, "void")


def test_a_stranger_cannot_amend_and_a_viewer_may_not(world, project):
    with pytest.raises(NotVisible):
        propose(world, project, [end(project)], at="stranger")
    with pytest.raises(NotAllowed):
        propose(world, project, [end(project)], at="haoyuan", role="viewer")


@pytest.mark.plain
def test_a_draft_has_no_amendments(world):
    project = made.draft(world)
    with pytest.raises(WrongState):
        propose(world, project, [end(project)])


def wrong(project, field, new, of="project", uid=None):
    return [{"of": of, "uid": uid or str(project.uid), "field": field, "new": new}]


@pytest.mark.parametrize("field, new", [
    ("end", "2020-01-01"), ("end", "tomorrow"), ("end", None), ("end", 7), ("budget", -1), ("budget", 10**18),
    ("budget", 1.5), ("budget", float("nan")), ("budget", "1"), ("budget", True), ("state", "closed"), ("state", []),
    ("currency", "USD"), ("owner", 1), ("number", "P-1"), (None, 1), ([], 1),
])  # fmt: skip
def test_what_cannot_stand_is_refused(world, project, field, new):
    with pytest.raises(Invalid):
        propose(world, project, wrong(project, field, new))
    assert Amendment.objects.count() == 0


def test_an_amendment_that_changes_nothing_is_refused(world, project):
    with pytest.raises(Invalid):
        propose(world, project, wrong(project, "budget", project.budget))


def test_a_row_of_another_project_is_no_part_of_this(world, project):
    other = made.signed(world, title="Another")
    with pytest.raises(Invalid):
        propose(world, project, wrong(project, "end", "2030-01-01", uid=str(other.uid)))
