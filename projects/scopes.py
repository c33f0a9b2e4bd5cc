"""A role may hold in one project in which its institution takes part."""
from django.db.models import Exists, OuterRef

from accounts.scopes import offer_scopes
from projects.models import Participation, Project


@offer_scopes
def projects(actor, institution):
    """Those that the actor sees and of which the institution is, or is asked to become, a party."""
    parties = Participation.objects.filter(project=OuterRef("pk"), institution=institution, until=None)
    return Project.objects.visible_to(actor).filter(Exists(parties))
