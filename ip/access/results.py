"""Who sees disclosures, assets and their owners, and who may write them."""
from django.db.models import Exists, OuterRef, Q

from accounts.access import holders, others, root_in, root_of, show_people
from ip.access.parts import NOBODY, held, within
from projects.access import places, scopes_over
from record import clock
from record.models import VisibleQuerySet


class DisclosureQuerySet(VisibleQuerySet):
    """What was never submitted is its author's alone; else the staff of the institution that received it see it, and
    those who are named in it."""

    def seen_by(self, actor) -> Q:
        from ip.models import Contributor

        named = Exists(Contributor.objects.filter(disclosure=OuterRef("pk"), person__in=actor.same_person))
        received = Q(disclosed_on__isnull=False) & (held(actor, "asset.read", "institution", "project") | Q(named))
        return Q(disclosed_by=actor.membership) | received

    def acceptable_by(self, actor):
        """What waits for the office: submitted by somebody else, and without the actor's own part in it."""
        from ip.models import Contributor

        if actor is None or actor.system:
            return self.none()
        named = Contributor.objects.filter(disclosure=OuterRef("pk"), person__in=actor.same_person)
        theirs = held(actor, "asset.manage", "institution", "project")
        return self.filter(theirs, ~Exists(named), state="submitted").exclude(disclosed_by__person__in=actor.same_person)


class ContributorQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("Disclosure", actor, "disclosure")


class AssetQuerySet(VisibleQuerySet):
    """The staff of those who manage or own it; of the parties to its project and of who holds a licence (both see facts
    and owners only: shares, deals and money have rules of their own); and the people who made it."""

    def seen_by(self, actor) -> Q:
        from ip.models import Licence

        licensed = Exists(Licence.objects.visible_to(actor).filter(asset=OuterRef("pk")))
        return self.from_inside(actor) | Q(licensed) if actor.scopes("asset.read") else self.from_inside(actor)

    @staticmethod
    def from_inside(actor) -> Q:
        """All of these but licensees, who are not told how the owners came to own it."""
        from ip.models import Contributor, Share, Stake
        from projects.models import Project

        shares = Share.objects.filter(share_set__asset=OuterRef("pk"), person__in=actor.same_person)
        made = Contributor.objects.filter(disclosure__asset=OuterRef("pk"), person__in=actor.same_person)
        mine = Q(Exists(shares)) | Q(Exists(made))
        if not actor.scopes("asset.read"):
            return mine
        stakes = Stake.objects.filter(version__asset=OuterRef("pk"), institution=actor.institution)
        owned = Q(Exists(stakes)) if actor.may_all("asset.read") else NOBODY
        project = Exists(Project.objects.visible_to(actor).filter(pk=OuterRef("project")))
        return mine | held(actor, "asset.read", "manager", "project") | owned | Q(project)

    def managed_by(self, actor):
        """Assets of the own institution that the actor's office manages."""
        return self.none() if actor is None or actor.system else self.filter(held(actor, "asset.manage", "manager", "project"))


class OwnershipQuerySet(VisibleQuerySet):
    path = "asset"

    def seen_by(self, actor) -> Q:
        from ip.models import Asset

        return Q(Exists(Asset.objects.filter(AssetQuerySet.from_inside(actor), pk=OuterRef(self.path))))


class StakeQuerySet(OwnershipQuerySet):
    path = "version__asset"


@show_people
def makers(actor) -> Q:
    """Who is named in a disclosure that one sees."""
    from ip.models import Contributor, Disclosure

    seen = Disclosure.objects.visible_to(actor)
    return Q(Exists(Contributor.objects.filter(person=OuterRef("pk"), disclosure__in=seen)))


def writes(actor, project=None) -> bool:
    """May disclose results and propose shares for the own institution (in a project)."""
    return actor.may("asset.write", *places(project))


def manages(actor, institution: int, project=None) -> bool:
    """Is of the office that accepts disclosures, confirms owners and files papers for an institution (its key)."""
    return actor.institution == institution and actor.may("asset.manage", *places(project))


def receivers_of(disclosure):
    """Memberships of the office that can decide on it: not of who disclosed it or is named in it. Empty: nobody can."""
    day = clock.today(disclosure.institution.zone)
    able = holders("asset.manage", disclosure.institution_id, *scopes_over(disclosure.project), day=day)
    return others(able, [root_of(disclosure.disclosed_by.person)], disclosure.contributors.values_list(root_in()))


def contributes(actor, disclosure) -> bool:
    """Whether the person, by whatever account, is named in the disclosure."""
    return disclosure.contributors.filter(person__in=actor.same_person).exists()
