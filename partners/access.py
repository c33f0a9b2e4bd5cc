"""Who sees what of partners."""
from django.db.models import Q

from partners import matching
from record.models import VisibleQuerySet


class InstitutionQuerySet(VisibleQuerySet):
    """The directory is common: whoever is signed in sees who takes part, never with whom."""

    def seen_by(self, actor) -> Q:
        return Q()

    def named(self, typed: str):
        """Those whose names hold all that was typed, in either language, or that have it as an identifier."""
        words = matching.words(typed)
        if not words:
            return self.none()
        names = Q()
        for word in words:
            names &= Q(match_key__contains=word)
        exact = typed.strip()
        return self.filter(names | Q(uscc=exact.upper()) | Q(lei=exact.upper()) | Q(ror=exact.lower()))

    def namesakes(self, *names: str):
        """Those that bear one of these names but for legal form, case, width and punctuation."""
        same = Q(pk__in=[])
        for name in filter(None, map(matching.plain, names)):
            same |= Q(match_key__contains=matching.bounded(name))
        return self.filter(same)


class UnitQuerySet(VisibleQuerySet):
    """The tree of units is the institution's own."""

    def seen_by(self, actor) -> Q:
        return Q(institution=actor.institution)

    def offered(self, kept=None):
        """For choice: those that are not closed, and the one that stands there already (a row, or None)."""
        return self.filter(Q(until=None) | Q(pk=getattr(kept, "pk", None))).order_by("pk")


class RelationQuerySet(VisibleQuerySet):
    """What we know of a partner is seen by our own staff only."""

    def seen_by(self, actor) -> Q:
        return Q(owner=actor.institution) if actor.may_all("partner.read") else Q(pk__in=[])


class ContactQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        ours = Q(relation__owner=actor.institution, removed=False)
        return ours if actor.may_all("partner.read") else Q(pk__in=[])


def may_change_institution(actor, institution) -> bool:
    """Its own administrators; while nobody there uses Trihelix, also those who registered it."""
    if actor.institution == institution.pk:
        return actor.may_all("institution.manage")
    registered = institution.registered_by_id is not None and institution.registered_by_id == actor.institution
    return registered and not institution.uses_trihelix and actor.may_all("partner.write")
