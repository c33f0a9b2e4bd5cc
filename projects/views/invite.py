"""Inviting the first person of a party that nobody can speak for: a company joins by invitation from a project."""
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import actions as accounts
from partners.models import Institution
from projects.access import places
from projects.forms import InviteForm
from projects.models import Participation, Project
from record.actions import require
from record.errors import WrongState
from record.pages import find, perform


def invite(request, uid, institution):
    """By mail, with a role in this project only; whoever comes first also administers the institution's people."""
    project = find(Project.objects, request.actor, uid=uid)
    party = find(Participation.objects, request.actor, project=project, institution__uid=institution)
    party = find(Institution.objects, request.actor, pk=party.institution_id)
    require(may_invite(request.actor, project))
    if party.uses_trihelix:
        raise WrongState(_("This institution has people here: its own administrators invite others."))
    form = InviteForm(request.POST or None)
    page = reverse("projects:agreement", args=[project.uid])

    def act():
        accounts.invite(actor=request.actor, institution=party, scope=project.uid, **form.said)
        return page

    context = {"project": project, "institution": party, "cancel": page}
    return perform(request, form, act, page="projects/parties/invite.html", context=context, done=_("The invitation is on its way."))


def may_invite(actor, project: Project) -> bool:
    return actor.may("party.invite", *places(project))


def invite_url(actor, project: Project):
    """For governance's panel: where somebody can be invited who could fill a seat, "" where that is not ours to do."""
    if not may_invite(actor, project):
        return lambda seat: ""

    def url(seat) -> str:
        if seat.institution.uses_trihelix:
            return ""
        return reverse("projects:invite", args=[project.uid, seat.institution.uid])

    return url
