"""Milestones in each state, for the walk over every address: four running projects, each with two milestones."""
from datetime import timedelta

from ledger.actions import record_receipt
from projects import actions
from projects.models import ExpectedIncome, Failure
from record import clock
from tests.world import milestones as made
from tests.world import projects


class Walk:
    """One home that delivers, one partner that accepts and pays; every text carries the mark."""

    def __init__(self, world, home: str, partner: str, mark: str):
        self.world, self.home, self.partner, self.mark = world, home, partner, mark
        self.investigator, self.approver = (home, "investigator"), world.actor(partner, "partner_approver")

    def both(self, title: str):
        """The two milestones of a new running project."""
        project = projects.signed(self.world, lead=self.home, partner=self.partner, title=f"{title} {self.mark}")
        return list(project.milestones.all())

    def work(self, milestone):
        kept = [(f"Report {self.mark}.pdf", made.blob(b"%PDF-1.4 " + self.mark.encode()))]
        actor = self.world.actor(*self.investigator)
        (file,) = actions.add_files(actor=actor, milestone=milestone, files=kept, criterion=milestone.criteria.first())
        return file

    def submit(self, milestone, **said):
        self.work(milestone)
        return made.submit(self.world, milestone, by=self.investigator, note=f"Look at page 3. {self.mark}", **said)

    def decide(self, submission, value, **said):
        made.decide(self.approver, submission, value, **said)
        return submission.milestone


def build(world, home: str, partner: str, mark: str, draft) -> dict:
    """in_work with work_file and criterion, planned, submission with submitted_file, condition, reported, rejected, failure, income,
    receipt, draft_milestone."""
    walk = Walk(world, home, partner, mark)
    in_work, planned = walk.both("Anodes")
    file = walk.work(in_work)
    waiting, hard = walk.both("Cathodes")
    submission = walk.submit(waiting)
    walk.decide(walk.submit(hard), "no", reasons=f"Another chemistry. {mark}")
    tied, lost = walk.both("Casings")
    due = clock.today("Asia/Shanghai") + timedelta(days=9)
    told = walk.submit(tied)
    walk.decide(told, "conditions", conditions=[(f"Raw data. {mark}", due), (f"Drawings. {mark}", due)])
    condition, reported = told.conditions.all()
    actions.report_condition(actor=world.actor(home, "officer"), condition=reported, seen="1", remark=f"Sent. {mark}")
    failure = _failing(walk, lost)
    good, _next = walk.both("Foils")
    walk.decide(walk.submit(good), "yes")
    receipt = record_receipt(actor=world.actor(home, "finance"), payer=world.institutions[partner], purpose=good.project, currency="CNY",
                             banked=1000, received_on=clock.today("Asia/Shanghai"), note=mark)  # fmt: skip
    return {
        "in_work": made.again(in_work), "work_file": file, "criterion": in_work.criteria.first(), "planned": planned,
        "submission": submission, "submitted_file": submission.files.get(), "condition": condition, "reported": made.again(reported),
        "rejected": made.again(hard), "failure": failure, "income": ExpectedIncome.objects.get(milestone=good),
        "project_receipt": receipt, "draft_milestone": draft.milestones.first(),
        "draft_party": draft.participations.get(role="lead"),
    }  # fmt: skip


def _failing(walk: Walk, milestone) -> Failure:
    parts = [(walk.world.institutions[walk.home], 60), (walk.world.institutions[walk.partner], 40)]
    return actions.propose_failure(
        actor=walk.world.actor(walk.home, "officer"), milestone=milestone, seen=milestone.version, parts=parts,
        reasons=f"It dissolves. {walk.mark}", lessons=f"Test first. {walk.mark}",
    )  # fmt: skip
