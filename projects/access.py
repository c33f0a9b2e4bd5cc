"""Who sees a project, and who may do what in it: role and relation here, separation and state in the action."""
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.access import show_people
from accounts.capabilities import TABLE
from accounts.models import Grant
from governance.models import Voice
from partners.models import Unit
from record import clock
from record.models import VisibleQuerySet


def _shared() -> Q:
    """Put before the parties, or signed by them once: the number is given when all have signed."""
    return Q(state="in_approval") | ~Q(number="")


def _taking_part(actor) -> Q:
    """A party, one that left, or one that is asked to join; not one that was asked and did not."""
    from projects.models import Participation

    asked_or_party = Q(joined=True) | Q(until=None)
    return Q(Exists(Participation.objects.filter(asked_or_party, project=OuterRef("pk"), institution=actor.institution)))


def _on_team(actor) -> Q:
    from projects.models import TeamMember

    day = clock.today(actor.zone)
    mine = TeamMember.objects.filter(project=OuterRef("pk"), person=actor.person, institution=actor.institution)
    return Q(Exists(mine.filter(Q(until=None) | Q(until__gte=day))))


def _within(actor, capability: str) -> Q:
    """Projects in which the actor holds a capability: all, or those named by uid or unit."""
    scopes = actor.scopes(capability)
    if actor.institution_uid in scopes:
        return ~Q(pk__in=[])  # an empty Q would vanish in an “or”
    return Q(uid__in=scopes) | Q(unit__uid__in=scopes)


class ProjectQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        """A draft is the lead's own; from approval on, the staff of every party and whoever is in the team."""
        own = Q(owner=actor.institution) | _shared() & _taking_part(actor)
        return own & (_within(actor, "project.read") | _on_team(actor))

    def shared(self):
        return self.filter(_shared())

    def led_by(self, actor):
        """Projects of the own institution in which the actor may write."""
        if actor is None or actor.system:
            return self.none()
        return self.filter(_within(actor, "project.write"), owner=actor.institution)


class OutlineQuerySet(VisibleQuerySet):
    """A project in which the own institution takes part, for who watches over public money and does not look inside."""

    def seen_by(self, actor) -> Q:
        return _shared() & _taking_part(actor) if actor.may_all("funding.read") else Q(pk__in=[])


@show_people
def colleagues(actor) -> Q:
    """Names are seen where one works together: the team, who speaks for a party, and who leads or decided."""
    from projects.models import Participation, Project, TeamMember

    seen = Project.objects.visible_to(actor).shared()
    team = TeamMember.objects.filter(person=OuterRef("pk"), project__in=seen)
    parties = Participation.objects.filter(Q(role="lead") | Q(joined=True) & ~Q(project__number=""), project__in=seen)
    staff = Grant.objects.filter(
        membership__person=OuterRef("pk"), membership__institution__in=parties.values("institution"),
        role__in=TABLE["project.read"],
    )  # fmt: skip
    voices = Voice.objects.filter(membership__person=OuterRef("pk"), decision__subject__in=seen.values("uid"))
    return Q(Exists(team)) | Q(Exists(staff)) | Q(Exists(voices))


def _seen_project(actor, path: str) -> Q:
    from projects.models import Project

    return Q(Exists(Project.objects.visible_to(actor).filter(pk=OuterRef(path))))


class OfProjectQuerySet(VisibleQuerySet):
    """Whoever sees the project sees its parts."""

    def seen_by(self, actor) -> Q:
        return _seen_project(actor, "project")


class PartQuerySet(OfProjectQuerySet):
    def parties(self):
        """Those who take part now: joined, and not gone."""
        return self.filter(joined=True, until=None)

    def concerned(self):
        """Those who take part now, and those who are asked to."""
        return self.filter(until=None)


class TeamQuerySet(OfProjectQuerySet):
    pass


class ClauseQuerySet(OfProjectQuerySet):
    def holding(self, day):
        """Of each kind the wording that holds on a day: the highest number that has begun."""
        begun = Q(since=None) | Q(since__lte=day)
        same = self.model.objects.filter(begun, project=OuterRef("project"), kind=OuterRef("kind"))
        return self.filter(begun, ~Exists(same.filter(number__gt=OuterRef("number"))))


class AmendmentQuerySet(OfProjectQuerySet):
    pass


class TurnQuerySet(OfProjectQuerySet):
    pass


class ContributionQuerySet(VisibleQuerySet):
    """What each party of a shared project brings is seen by all its parties."""

    def seen_by(self, actor) -> Q:
        return _seen_project(actor, "participation__project")


def scopes_over(project) -> list[UUID]:
    """Where a role over a project may be given, as `holders` asks for it: the project, its unit, and every unit above that.
    Nowhere in particular without a project (None)."""
    if project is None:
        return []
    return [project.uid, *(project.unit.upward if project.unit else [])]


def places(project) -> list[UUID]:
    """The uids by which an actor may hold a role over a project (None: none): its own and its unit's, as a role in a unit names
    those below it, too."""
    if project is None:
        return []
    return [project.uid, project.unit.uid] if project.unit_id else [project.uid]


def asked_of(institution, capability: str, project) -> dict:
    """A seat or duty (values of `Asked`) of an institution's people about a project, or about none (None). Its unit is known to
    the institution that leads it only, and only there can a role be held in it."""
    ours = project is not None and project.owner_id == institution.pk
    return {"institution": institution, "capability": capability, "scope": project.uid if project else None,
            "unit": project.unit if ours else None}  # fmt: skip


def units_to_write(actor, kept=None):
    """Units to which the actor may say that a project belongs: those in which they write, and the one that stands there
    (`kept`, a row or None)."""
    rows = Unit.objects.visible_to(actor).offered(kept)
    if actor.may_all("project.write"):
        return rows
    return rows.filter(Q(uid__in=actor.scopes("project.write")) | Q(pk=getattr(kept, "pk", None)))


def leads(actor, project) -> bool:
    """May write the project for the institution that leads it."""
    return project.owner_id == actor.institution and actor.may("project.write", *places(project))


def takes_part(actor, project) -> bool:
    """May write for the own institution in a project in which it takes part (the lead included)."""
    party = project.participations.parties().filter(institution=actor.institution).exists()
    return party and actor.may("project.write", *places(project))


def speaks_for(actor, project, party) -> bool:
    """May say what a party has brought: its own staff, or the lead's where the party has no people here."""
    if party.institution_id == actor.institution:
        return takes_part(actor, project)
    return not party.institution.uses_trihelix and leads(actor, project)
