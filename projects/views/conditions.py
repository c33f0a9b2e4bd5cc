"""Conditions of an acceptance: reported as met, confirmed, or not seen as met yet."""
from django.utils.translation import gettext_lazy as _

from projects import actions
from projects import milestone_access as access
from projects.forms.deciding import MissingForm, RemarkForm
from projects.models import Condition
from projects.views.milestones import page_of
from record.actions import require
from record.pages import find, perform

RELATED = ("institution", "submission__milestone__project__owner", "submission__milestone__responsible")
TURNS = {
    "report": (actions.report_condition, access.submits, RemarkForm, _("Report it as met")),
    "confirm": (actions.confirm_condition, access.decides, RemarkForm, _("Confirm it")),
    "refuse": (actions.refuse_condition, access.decides, MissingForm, _("Not met yet")),
}


def condition(request, uid, turn):
    """One turn of a condition: report, confirm, refuse."""
    row = find(Condition.objects.select_related(*RELATED), request.actor, uid=uid)
    write, may, form_class, title = TURNS[turn]
    milestone = row.submission.milestone
    require(may(request.actor, milestone))
    form = form_class(request.POST or None, initial={"seen": row.version})

    def act():
        write(actor=request.actor, condition=row, seen=form.cleaned_data["seen"], **form.said)
        return page_of(milestone) + "#conditions"

    context = {"condition": row, "milestone": milestone, "project": milestone.project, "title": title, "submit": title, "turn": turn,
               "cancel": page_of(milestone)}  # fmt: skip
    return perform(request, form, act, page="projects/condition/turn.html", context=context)
