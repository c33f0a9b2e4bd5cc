"""The approver’s page: what was promised and what was delivered, who decides, what follows, and the three buttons."""
from django.utils.translation import gettext as _

from governance.panel import latest, panel, talk
from projects import actions
from projects import milestone_access as access
from projects.actions.submissions import KIND
from projects.delivery import file_changes, submission_fingerprint, text_changes
from projects.forms.deciding import DecideForm
from projects.models import Submission
from projects.outcomes import outcomes
from projects.views.invite import invite_url
from projects.views.milestones import SIDES
from record import clock
from record.actions import require
from record.pages import find, perform


def submission(request, uid):
    """Reading changes nothing; the answer is a POST to the same address, bound to the fingerprint that was read."""
    related = [f"milestone__{side}" for side in SIDES]
    rows = Submission.objects.select_related("submitted_by__person", "submitted_by__institution", *related)
    row, actor = find(rows, request.actor, uid=uid), request.actor
    milestone, decision = row.milestone, latest(actor, row, KIND)
    require(request.method != "POST" or access.decides(actor, milestone))
    now = submission_fingerprint(row)
    form = DecideForm(request.POST or None, initial={"seen": now})

    def act():
        actions.decide_submission(actor=actor, submission=row, **form.answer)
        return request.path

    previous = Submission.objects.visible_to(actor).filter(milestone=milestone, number=row.number - 1).first()
    invite = invite_url(actor, milestone.project)
    context = {
        "submission": row, "milestone": milestone, "project": milestone.project, "decision": decision, "digest": now,
        "panel": panel(decision, actor, invite), "criteria": _criteria(actor, row, previous), "previous": previous,
        "texts": text_changes(row, previous), "gone": [c.name for c in file_changes(row, previous) if c.how == "gone"],
        "outcomes": outcomes(milestone, clock.today(milestone.project.owner.zone)), "submits": access.submits(actor, milestone),
        "acceptance": milestone.project.clause("acceptance", clock.today(milestone.project.owner.zone)),
        "talk": talk(actor, row), "tried": {form.data.get("value"): True} if form.is_bound else {},
    }  # fmt: skip
    return perform(request, form, act, page="projects/submission/page.html", context=context, done=_("Your decision stands in the record."))


def _criteria(actor, row: Submission, previous: Submission | None) -> list[dict]:
    """Each criterion with its self-assessment and files; what belongs to none comes last."""
    how = {change.name: change.how for change in file_changes(row, previous)}
    files = [(file, how.get(file.name, "")) for file in row.files.visible_to(actor).select_related("blob")]
    said = {a.criterion_id: a for a in row.assessments.visible_to(actor)}
    rows = [
        {"criterion": c, "assessment": said.get(c.pk), "files": [f for f in files if f[0].criterion_id == c.pk]}
        for c in row.milestone.criteria.visible_to(actor)
    ]
    rest = [f for f in files if f[0].criterion_id is None]
    return [*rows, {"criterion": None, "assessment": None, "files": rest}] if rest else rows
