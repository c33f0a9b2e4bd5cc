"""Milestones as people make them: planned in a draft, handed in by the university, decided on by the company."""
import io

from governance.models import Decision
from projects import actions
from projects.delivery import submission_fingerprint
from projects.models import Milestone, Submission
from record.files import keep
from tests.world import projects as made


def planned(world, **said) -> Milestone:
    """The first milestone of a running project, not yet in work."""
    return made.signed(world, **said).milestones.get(position=1)


def blob(content=b"%PDF-1.4 trial report", name="report.pdf"):
    """A kept file."""
    return keep(io.BytesIO(content), name)


def in_work(world, *, files=("Trial report.pdf",), by=("linhai", "investigator"), **said) -> Milestone:
    """With files put ready by the investigator."""
    milestone = planned(world, **said)
    criterion = milestone.criteria.first()
    kept = [(name, blob(f"%PDF-1.4 {name}".encode())) for name in files]
    actions.add_files(actor=world.actor(*by), milestone=milestone, files=kept, criterion=criterion)
    return again(milestone)


def submit(world, milestone: Milestone, *, by=("linhai", "investigator"), **said) -> Submission:
    """Hand in what is at hand, every criterion met."""
    said = {"assessments": [(c, "yes", "As measured.") for c in milestone.criteria.all()], "ai": "none",
            "seen": again(milestone).version} | said  # fmt: skip
    return actions.submit_milestone(actor=world.actor(*by), milestone=milestone, **said)


def submitted(world, **said) -> Submission:
    """Before its approvers: nobody has spoken yet."""
    return submit(world, in_work(world, **said))


def before_two(world, *, signer=None, **said) -> Submission:
    """The university’s own office has to accept it, too."""
    project = made.draft(world, **said)
    officer, company = world.actor("linhai", "officer"), world.actor("haoyuan", "partner_approver")
    first = project.milestones.get(position=1)
    actions.change_milestone(actor=officer, milestone=first, seen=first.version, criteria=[("It runs", "")],
                             approvers=[world.linhai, world.haoyuan])  # fmt: skip
    actions.propose_project(actor=officer, project=again(project), seen=made.fingerprint(again(project)))
    for actor in (signer or world.actor("linhai", "approver"), company):
        made.vote(actor, project)
    actions.add_files(actor=world.actor("linhai", "investigator"), milestone=again(first), files=[("R.pdf", blob())])
    return submit(world, again(first))


def decide(actor, submission: Submission, value="yes", **said):
    """One voice on exactly what was submitted."""
    said.setdefault("seen", submission_fingerprint(submission))
    return actions.decide_submission(actor=actor, submission=submission, value=value, **said)


def accepted(world, **said) -> Milestone:
    """Accepted by the company's approver; its payment is expected."""
    submission = submitted(world, **said)
    decide(world.actor("haoyuan", "partner_approver"), submission)
    return again(submission.milestone)


def decision_of(submission: Submission) -> Decision:
    return Decision.objects.filter(subject=submission.uid).latest("pk")


def again(row):
    return type(row).objects.get(pk=row.pk)


def finished(world, *, lead="linhai", partner="haoyuan", **said):
    """A running project whose milestones are all accepted."""
    project = made.signed(world, lead=lead, partner=partner, **said)
    for milestone in project.milestones.all():
        investigator = world.actor(lead, "investigator")
        actions.add_files(actor=investigator, milestone=milestone, files=[("Report.pdf", blob())])
        decide(world.actor(partner, "partner_approver"), submit(world, milestone, by=(lead, "investigator")))
    return again(project)
