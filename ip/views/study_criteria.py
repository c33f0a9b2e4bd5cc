"""By which criteria contributions are judged in a study, and weights that are taken over as contributions."""
from django.http import Http404
from django.utils.translation import gettext as _

from ip import actions
from ip.actions.criteria import WEIGHED
from ip.forms.studies import CriteriaForm
from ip.models import Method
from ip.showing_studies import Shown
from ip.views.studies import page_of, stated_in
from record.pages import ActionForm, perform


def criteria(request, uid):
    """The criteria that are asked from now on."""
    row, table = stated_in(request, uid)
    form = CriteriaForm(request.POST or None, table=table, initial={"seen": row.version})

    def act():
        actions.set_criteria(actor=request.actor, study=row, seen=form.cleaned_data["seen"], names=form.names)
        return page_of(row)

    context = {"study": row, "cancel": page_of(row), "submit": _("Judge by these")}
    return perform(request, form, act, page="ip/study/criteria.html", context=context, done=_("Saved: now compare them in pairs."))


def weights(request, uid, method):
    """The weights of an AHP method become the contributions."""
    if method not in WEIGHED:
        raise Http404
    row, table = stated_in(request, uid)
    option = table.option(method)
    form = ActionForm(request.POST or None, initial={"seen": row.version})

    def act():
        actions.adopt_weights(actor=request.actor, study=row, seen=form.cleaned_data["seen"], method=method)
        return page_of(row)

    shown = Shown(table, set())
    context = {"study": row, "label": Method(method).label, "option": option, "rows": shown.cells(option),
               "contradicted": shown.contradicted, "cancel": page_of(row), "submit": _("State them as contributions")}  # fmt: skip
    return perform(request, form, act, page="ip/study/weights.html", context=context, done=_("Stated."))
