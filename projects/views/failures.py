"""Closing a milestone that did not succeed: proposed with lessons and parts, agreed by all parties."""
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.actions import cast_vote
from governance.panel import latest, panel
from projects import access, actions
from projects.actions.failures import failure_fingerprint
from projects.actions.submissions import FAIL
from projects.forms import VoteForm
from projects.forms.deciding import FailureForm
from projects.models import Failure, Milestone
from projects.views.invite import invite_url
from projects.views.milestones import milestone_of, page_of
from record import clock
from record.actions import expect, require
from record.errors import WrongState
from record.pages import ActionForm, find, perform


def propose(request, uid):
    """What happened, what was learnt, who bears what; the liability clause fills in the parts where it has some."""
    row = milestone_of(request, uid)
    require(access.takes_part(request.actor, row.project))
    expect(row, *Milestone.FAILABLE)
    clause = row.project.clause("liability", clock.today(row.project.owner.zone))
    terms = clause.terms if clause and clause.terms.get("whole") == 100 else {}
    parties = row.project.participations.visible_to(request.actor).parties().select_related("institution")
    given = {part["institution"]: part["part"] for part in terms.get("parts", ())}
    form = FailureForm(request.POST or None, parties=parties, given=given, initial={"seen": row.version})

    def act():
        failure = actions.propose_failure(actor=request.actor, milestone=row, **form.answer)
        return reverse("projects:failure", args=[failure.uid])

    context = {"milestone": row, "project": row.project, "cancel": page_of(row), "clause": clause}
    done = _("The parties are asked now.")
    return perform(request, form, act, page="projects/failure/propose.html", context=context, done=done)


def failure(request, uid):
    """What is proposed or agreed, and the vote of whoever is asked."""
    row = find(Failure.objects.select_related("milestone__project__owner", "proposed_by__institution"), request.actor, uid=uid)
    decision = latest(request.actor, row, FAIL)
    form = VoteForm(request.POST or None, initial={"seen": failure_fingerprint(row)})

    def act():
        if decision is None:
            raise WrongState
        cast_vote(actor=request.actor, decision=decision, seen=form.cleaned_data["seen"], **form.said)
        return request.path

    own = row.proposed_by.institution_id == request.actor.institution
    project = row.milestone.project
    context = {
        "failure": row, "milestone": row.milestone, "project": project,
        "panel": panel(decision, request.actor, invite_url(request.actor, project)),
        "parts": row.parts.visible_to(request.actor).select_related("institution"), "decision": decision,
        "submit": _("Answer"), "cancel": page_of(row.milestone),
        "may_withdraw": own and decision.state == "open" and access.takes_part(request.actor, row.milestone.project),
    }  # fmt: skip
    return perform(request, form, act, page="projects/failure/page.html", context=context, done=_("Your decision stands in the record."))


def withdraw(request, uid):
    row = find(Failure.objects.select_related("milestone__project", "proposed_by"), request.actor, uid=uid)
    require(access.takes_part(request.actor, row.milestone.project) and row.proposed_by.institution_id == request.actor.institution)
    form = ActionForm(request.POST or None)

    def act():
        actions.withdraw_failure(actor=request.actor, failure=row)
        return page_of(row.milestone)

    context = {"failure": row, "milestone": row.milestone, "project": row.milestone.project, "submit": _("Withdraw the proposal"),
               "cancel": reverse("projects:failure", args=[row.uid])}  # fmt: skip
    return perform(request, form, act, page="projects/failure/withdraw.html", context=context)
