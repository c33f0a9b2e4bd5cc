"""Allocation studies: opened, filled with values, looked at side by side, one chosen."""
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access, actions
from ip.actions.studies import concerned
from ip.forms.studies import ChooseForm, OpenStudyForm, ValuesForm
from ip.models import Asset, Method, Study, StudyCriterion, StudyParty, StudyValue
from ip.models.study import sheet
from ip.showing_studies import Shown
from ip.studying import Table, table_of
from projects.models import Project
from record import clock
from record.actions import expect, require
from record.feed import feed
from record.pages import ActionForm, find, perform

RELATED = ("project__unit", "project__owner", "asset__project__unit", "asset__manager", "owner")


def page_of(study: Study) -> str:
    return reverse("ip:study", args=[study.uid])


def found_study(request, uid) -> Study:
    return find(Study.objects.select_related(*RELATED), request.actor, uid=uid)


def table_for(request, study: Study) -> Table:
    seen = (model.objects.visible_to(request.actor) for model in (StudyParty, StudyValue, StudyCriterion))
    return table_of(study, *seen)


def of_project(request, uid):
    """A new study of a project's income."""
    project = find(Project.objects.select_related("unit", "owner"), request.actor, uid=uid)
    return _open(request, project, reverse("projects:project", args=[project.uid]))


def of_asset(request, uid):
    """A new study between the owners of an asset."""
    asset = find(Asset.objects.select_related("project__unit", "manager"), request.actor, uid=uid)
    return _open(request, asset, reverse("ip:asset", args=[asset.uid]))


def _open(request, about: Project | Asset, back: str):
    require(access.opens_study(request.actor, about), _("Only staff of a party open an allocation study."))
    currency = about.currency if isinstance(about, Project) else ""
    form = OpenStudyForm(request.POST or None, institutions=concerned(about), currency=currency)

    def act():
        return page_of(actions.open_study(actor=request.actor, about=about, **form.said))

    context = {"about": about, "cancel": back, "submit": _("Open the study")}
    return perform(request, form, act, page="ip/study/open.html", context=context, done=_("Opened: now state values."))


def study(request, uid):
    """Every division side by side, what is on the table, who would do better without the others, and where values come from."""
    row, actor = found_study(request, uid), request.actor
    table = table_for(request, row)
    people = {value.stated_by.person_id for value in table.values}
    named = set(Person.objects.visible_to(actor).filter(pk__in=people).values_list("pk", flat=True))
    is_open = row.state == Study.State.OPEN
    return render(request, "ip/study/page.html", {
        "study": row, "shown": Shown(table, named), "back": _back(row), "events": feed(actor, row.uid, limit=10),
        "states": states(request, row), "chooses": is_open and access.chooses_study(actor, row),
        "withdraws": is_open and access.withdraws_study(actor, row),
    })  # fmt: skip


def states(request, row: Study) -> bool:
    """Whether the reader may state something in it now."""
    return row.state == Study.State.OPEN and access.states_values(request.actor, row)


def state(request, uid, kind, criterion=0):
    """Values of one kind, or comparisons under one criterion; what is not asked in this study is no address."""
    row, table = stated_in(request, uid)
    of = sheet(kind, criterion)
    if of not in table.sheets:
        raise Http404
    form = ValuesForm(request.POST or None, table=table, sheet=of, initial={"seen": row.version})

    def act():
        said = {"seen": form.cleaned_data["seen"], "evidence": form.cleaned_data["evidence"], "criterion": criterion or None}
        actions.state_values(actor=request.actor, study=row, kind=kind, values=form.values, **said)
        return page_of(row)

    context = {"study": row, "kind": StudyValue.Kind(kind), "label": table.sheets[of], "cancel": page_of(row),
               "by_table": kind == StudyValue.Kind.WORTH}  # fmt: skip
    return perform(request, form, act, page="ip/study/state.html", context=context, done=_("Stated."))


def stated_in(request, uid) -> tuple[Study, Table]:
    """An open study in which the reader may state something, with all that stands in it."""
    row = found_study(request, uid)
    require(access.states_values(request.actor, row), _("Only staff of a party state values."))
    expect(row, Study.State.OPEN)
    return row, table_for(request, row)


def choose(request, uid, method):
    """One method's division becomes the clause, the amendment or the owners' parts."""
    if method not in Method.values:
        raise Http404
    row = found_study(request, uid)
    require(access.chooses_study(request.actor, row), _("Only who may write the clause or the owners’ parts chooses."))
    expect(row, Study.State.OPEN)
    table = table_for(request, row)
    option = table.option(method)
    drafted = bool(row.project and row.project.state == Project.State.DRAFT)
    initial = {"seen": row.version, "since": clock.today(request.actor.zone)}
    form = ChooseForm(request.POST or None, dated=not drafted, initial=initial)

    def act():
        said = {**form.said, "seen": form.cleaned_data["seen"]}
        actions.choose_allocation(actor=request.actor, study=row, method=method, **said)
        return _back(row)

    context = {"study": row, "option": option, "drafted": drafted, "cancel": page_of(row), "submit": _("Choose this division"),
               "rows": Shown(table, set()).cells(option), "derived": table.derived_for(method)}  # fmt: skip
    return perform(request, form, act, page="ip/study/choose.html", context=context, done=_("Chosen. It stands where it belongs now."))


def withdraw(request, uid):
    row = found_study(request, uid)
    require(access.withdraws_study(request.actor, row), _("Only the institution that opened a study withdraws it."))
    expect(row, Study.State.OPEN)
    form = ActionForm(request.POST or None, initial={"seen": row.version})

    def act():
        actions.withdraw_study(actor=request.actor, study=row, seen=form.cleaned_data["seen"])
        return page_of(row)

    context = {"study": row, "cancel": page_of(row), "submit": _("Withdraw the study")}
    return perform(request, form, act, page="ip/study/withdraw.html", context=context, done=_("Withdrawn."))


def _back(row: Study) -> str:
    if row.project:
        return reverse("projects:project", args=[row.project.uid])
    return reverse("ip:asset", args=[row.asset.uid])
