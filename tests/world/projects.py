"""A signed, running project of Linhai (lead) and Haoyuan, made by the actions that people use."""
from datetime import date, timedelta

from governance.actions import cast_vote, comment
from governance.models import Decision
from partners.models import Institution
from projects import actions
from projects.fingerprint import fingerprint
from projects.models import Amendment, Project
from record import clock
from tests.world.plan import plan


def draft(world, *, lead="linhai", title="Sodium-ion cells for grid storage", kind="cooperative", partner="haoyuan",
          start: date | None = None, days: int = 700, currency="CNY", income="shares", unit=None) -> Project:  # fmt: skip
    """A complete draft, led by the officer of `lead`; everything that signing asks for is there."""
    officer = world.actor(lead, "officer")
    start = start or clock.today("Asia/Shanghai") - timedelta(days=30)
    project = actions.log_project(
        actor=officer, kind=kind, title_en=title, title_zh="电网储能钠离子电池", summary="Cells that need no lithium.",
        start=start, end=start + timedelta(days=days), currency=currency, budget=480_000_000,
        investigator=world.person(lead, "investigator"), unit=unit,
    )  # fmt: skip
    actions.join_team(actor=officer, project=project, person=world.person(lead, "contributor"),
                      roles=["investigation"], since=start)  # fmt: skip
    party = actions.add_party(actor=officer, project=project, institution=world.institutions[partner], role="partner")
    actions.promise_contribution(actor=officer, project=project, party=party, kind="cash", since=project.start,
                                 until=project.end, amount=300_000_000)  # fmt: skip
    parts = [{"institution": str(world.institutions[i].uid), "part": n} for i, n in ((lead, 60), (partner, 40))]
    for clause, rule in (("ownership", "joint"), ("income", income)):
        terms = {"rule": rule} | ({"whole": 100, "parts": parts} if rule in ("joint", "shares") else {})
        actions.write_clause(actor=officer, project=project, kind=clause, terms=terms)
    plan(world, project, lead=lead, partner=partner)
    return Project.objects.get(pk=project.pk)


def proposed(world, **said) -> Project:
    """Before the parties: nobody has signed yet."""
    project = draft(world, **said)
    lead = said.get("lead", "linhai")
    actions.propose_project(actor=world.actor(lead, "officer"), project=project, seen=fingerprint(project))
    return Project.objects.get(pk=project.pk)


def signed(world, **said) -> Project:
    """Signed by the lead's approver and the partner's; running where its first day has come."""
    project = proposed(world, **said)
    vote(world.actor(said.get("lead", "linhai"), "approver"), project)
    vote(world.actor(said.get("partner", "haoyuan"), "partner_approver"), project)
    return Project.objects.get(pk=project.pk)


def vote(actor, subject, value="yes", reasons="") -> None:
    """Cast a vote on the one open decision about something."""
    decision = Decision.objects.open().get(subject=subject.uid)
    cast_vote(actor=actor, decision=decision, seen=decision.fingerprint, value=value, reasons=reasons)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """project (running), proposal (before the parties, with its open decision), decision, comment; draft with its party and
    contribution; running_party, brought, member of the running project; amended (running) with its open amendment; later (running) with one that
    waits for its day and one that lapsed; finished; closing."""
    officer = world.actor(home, "officer")
    proposal = proposed(world, lead=home, partner=partner, title=f"Separators {mark}")
    decision = Decision.objects.open().get(subject=proposal.uid)
    said = comment(actor=officer, subject=proposal, text=f"Is this all? {mark}")
    project = signed(world, lead=home, partner=partner, title=f"Sodium-ion cells {mark}")
    own = project.participations.get(role="lead")
    brought = actions.record_contribution(actor=officer, party=own, kind="in_kind", on=project.start, amount=70_000, what=f"Oven {mark}")
    open_draft = draft(world, lead=home, partner=partner, title=f"Data commons {mark}")
    newcomer = Institution.objects.create(kind="enterprise", name_en="Newcomer Ltd")  # has nobody here
    party = actions.add_party(actor=officer, project=open_draft, institution=newcomer, role="funder")
    planned = actions.promise_contribution(
        actor=officer, project=open_draft, party=open_draft.participations.get(role="partner"), kind="in_kind", amount=5,
        since=open_draft.start, until=open_draft.end, what=f"Samples {mark}",
    )  # fmt: skip
    from tests.world import milestone_walk  # which stands on this file

    return {
        **milestone_walk.build(world, home, partner, mark, open_draft),
        "project": project, "proposal": proposal, "decision": decision, "comment": said,
        "draft": Project.objects.get(pk=open_draft.pk),
        "party": party, "newcomer": newcomer, "contribution": planned, "running_party": own, "brought": brought,
        "member": project.team.get(),
        "running": project.participations.get(role="partner"), "clause": project.clauses.first(),
        **_amended(world, home, partner, mark),
    }  # fmt: skip


def _amended(world, home: str, partner: str, mark: str) -> dict:
    project = signed(world, lead=home, partner=partner, title=f"Recycling {mark}")
    longer = {"of": "project", "uid": str(project.uid), "field": "budget", "new": project.budget + 1}
    amendment = actions.propose_amendment(
        actor=world.actor(home, "officer"), project=project, seen=project.version, reason=f"It takes more. {mark}",
        since=project.start, changes=[longer],
    )  # fmt: skip
    later = signed(world, lead=home, partner=partner, title=f"Anodes {mark}")

    def agreed(field: str, new, days: int = 0):
        project = Project.objects.get(pk=later.pk)
        agreed = actions.propose_amendment(
            actor=world.actor(home, "officer"), project=project, seen=project.version, reason=f"It takes less. {mark}",
            since=clock.today(project.owner.zone) + timedelta(days=days),
            changes=[{"of": "project", "uid": str(project.uid), "field": field, "new": new}],
        )  # fmt: skip
        vote(world.actor(home, "approver"), agreed)
        vote(world.actor(partner, "partner_approver"), agreed)
        return Amendment.objects.get(pk=agreed.pk)

    lapsed = agreed("budget", later.budget + 1, days=30)
    agreed("budget", later.budget + 2)
    waiting = agreed("end", (later.end + timedelta(days=9)).isoformat(), days=30)
    from tests.world.milestones import finished  # which stands on this file

    done = finished(world, lead=home, partner=partner, title=f"Electrolytes {mark}")
    over = finished(world, lead=home, partner=partner, title=f"Coatings {mark}")
    closing = actions.begin_closing(
        actor=world.actor(home, "officer"), project=over, seen=over.version, reasons=f"All is done. {mark}"
    )
    return {"amended": project, "amendment": amendment, "finished": done, "closing": closing,
            "later": Project.objects.get(pk=later.pk), "lapsed": Amendment.objects.get(pk=lapsed.pk), "waiting": waiting}  # fmt: skip
