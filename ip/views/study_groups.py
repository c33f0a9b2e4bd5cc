"""What every group of a study's parties has by itself: read in pages and as a file, stated by a table, derived by a rule."""
from collections import Counter

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from ip import actions
from ip.forms.groups import HEADS, GroupFilter, GroupsForm, UnstatedForm
from ip.models import StudyValue
from ip.showing_groups import group_cells, group_rows
from ip.views.studies import found_study, page_of, stated_in, states, table_for
from record.lists import PAGE, Found
from record.pages import perform


def groups(request, uid):
    """All of them, as a page or as the file that is filled in and sent back."""
    study = found_study(request, uid)
    table, form = table_for(request, study), GroupFilter(request.GET, request.actor)
    every = group_rows(table)
    rows = form.narrow(every, form.cleaned_data) if form.is_valid() else []
    found = Found(request, form, rows, Paginator(rows, PAGE).get_page(request.GET.get("page")))
    people = {row.stated.stated_by.person_id for row in every if row.stated}
    named = set(Person.objects.visible_to(request.actor).filter(pk__in=people).values_list("pk", flat=True))
    if found.exported:
        return found.table("groups", HEADS, group_cells(table, named))
    counts = Counter(row.state for row in every)
    return found.shown("ip/groups", {"study": study, "table": table, "named": named, "counts": counts, "states": states(request, study)})


def state_groups(request, uid):
    """Many values at once, by a file or by lines."""
    study, table = stated_in(request, uid)
    form = GroupsForm(request.POST or None, request.FILES or None, table=table, initial={"seen": study.version})

    def act():
        said = {"seen": form.cleaned_data["seen"], "evidence": form.cleaned_data["evidence"], "evidences": form.evidences}
        actions.state_values(actor=request.actor, study=study, kind=StudyValue.Kind.WORTH, values=form.values, **said)
        return reverse("ip:study_groups", args=[study.uid])

    context = {"study": study, "table": table, "cancel": page_of(study), "submit": _("State these values")}
    return perform(request, form, act, page="ip/groups/state.html", context=context, done=_("Stated."))


def unstated(request, uid):
    """What a group counts as whose worth nobody stated."""
    study, _table = stated_in(request, uid)
    form = UnstatedForm(request.POST or None, initial={"seen": study.version, "rule": study.unstated})

    def act():
        actions.set_unstated(actor=request.actor, study=study, seen=form.cleaned_data["seen"], rule=form.cleaned_data["rule"])
        return reverse("ip:study_groups", args=[study.uid])

    context = {"study": study, "cancel": page_of(study), "submit": _("Let this hold")}
    return perform(request, form, act, page="ip/groups/unstated.html", context=context, done=_("It holds now."))
