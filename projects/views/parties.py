"""Parties of a draft, and what each plans to bring and has brought."""
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import Institution
from projects import access, actions
from projects.forms import ContributeForm, PartyForm, PlanForm
from projects.models import Contribution, ContributionMade, Participation, Project
from record import clock
from record.actions import expect, require
from record.pages import ActionForm, find, perform

FOUND = 12


def _draft(request, uid) -> Project:
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    require(access.leads(request.actor, project))
    expect(project, Project.State.DRAFT)
    return project


def _page(project) -> str:
    return reverse("projects:parties", args=[project.uid])


def _party(request, project, uid) -> Participation:
    rows = Participation.objects.select_related("institution")
    return find(rows, request.actor, uid=uid, project=project)


def add(request, uid):
    """Search the directory, choose, say as what; who is not there is registered on the partners' page."""
    project = _draft(request, uid)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = Institution.objects.visible_to(request.actor)
    taken = Participation.objects.visible_to(request.actor).filter(project=project).values("institution")
    found = rows.named(query).exclude(pk__in=taken)[:FOUND] if query else []
    form = PartyForm(request.POST or None, actor=request.actor)
    return perform(
        request, form,
        lambda: _page(actions.add_party(actor=request.actor, project=project, **form.said).project),
        page="projects/parties/add.html",
        context={"project": project, "query": query, "found": found, "roles": form.fields["role"].choices, "here": request.path},
        done=_("Added. The party sees nothing before you put the project before it."),
    )  # fmt: skip


def remove(request, uid, party):
    project = _draft(request, uid)
    party = _party(request, project, party)
    form = ActionForm(request.POST or None)

    def act():
        actions.remove_party(actor=request.actor, project=project, party=party)
        return _page(project)

    context = {"project": project, "party": party, "cancel": _page(project), "submit": _("Remove the party")}
    return perform(request, form, act, page="projects/parties/remove.html", context=context, done=_("Removed."))


def plan(request, uid, party):
    """Plan what a party brings in a period."""
    project = _draft(request, uid)
    party = _party(request, project, party)
    initial = {"since": project.start, "until": project.end}
    form = PlanForm(request.POST or None, currency=project.currency, initial=initial)

    def act():
        actions.promise_contribution(actor=request.actor, project=project, party=party, **form.said)
        return _page(project)

    context = {"project": project, "party": party, "cancel": _page(project)}
    return perform(request, form, act, page="projects/parties/plan.html", context=context, done=_("Planned."))


def withdraw(request, uid, row):
    project = _draft(request, uid)
    rows = Contribution.objects.select_related("participation__institution")
    row = find(rows, request.actor, uid=row, participation__project=project)
    form = ActionForm(request.POST or None)

    def act():
        actions.withdraw_contribution(actor=request.actor, project=project, contribution=row)
        return _page(project)

    context = {"project": project, "row": row, "cancel": _page(project), "submit": _("Remove")}
    return perform(request, form, act, page="projects/parties/withdraw.html", context=context, done=_("Removed."))


def contribute(request, uid, party):
    """Say what a party has brought."""
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    party = _party(request, project, party)
    require(access.speaks_for(request.actor, project, party))
    expect(project, *Project.ALIVE)
    initial = {"on": clock.today(request.actor.zone)}
    form = ContributeForm(request.POST or None, currency=project.currency, initial=initial)

    def act():
        actions.record_contribution(actor=request.actor, party=party, **form.said)
        return _page(project)

    context = {"project": project, "party": party, "cancel": _page(project)}
    return perform(request, form, act, page="projects/parties/contribute.html", context=context, done=_("Recorded."))


def take_back(request, uid, row):
    """Undo a recorded contribution by its negative."""
    project = find(Project.objects.select_related("owner"), request.actor, uid=uid)
    rows = ContributionMade.objects.select_related("participation__institution", "participation__project")
    row = find(rows, request.actor, uid=row, participation__project=project)
    require(access.speaks_for(request.actor, project, row.participation))
    form = ActionForm(request.POST or None)

    def act():
        actions.take_back_contribution(actor=request.actor, contribution=row)
        return _page(project)

    context = {"project": project, "row": row, "cancel": _page(project), "submit": _("Take it back")}
    return perform(request, form, act, page="projects/parties/take_back.html", context=context, done=_("Taken back."))
