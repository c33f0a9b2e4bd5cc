"""Who sees deals.

A deal is private to the institution that runs it: the other owners learn of it by the settlement. Its counterparty sees
what it signed, once signed, through `Licence`: never the preparation, the approval, the other owners' consent, receipts
or shares. Events and decisions name the deal, so the counterparty sees none of them.
"""
from django.db.models import Exists, OuterRef, Q

from ip.access.parts import held, within
from projects.access import places
from record.models import VisibleQuerySet


class DealQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return held(actor, "deal.read", "owner", "asset__project")

    def over(self, asset):
        """Over this asset, alone or with others: by what a version of the schedule says that was not rewritten in draft."""
        from ip.models import Schedule, ScheduleLine

        rewritten = Schedule.objects.filter(
            deal=OuterRef("schedule__deal"), since=None, number__gt=OuterRef("schedule__number")
        )
        lines = ScheduleLine.objects.filter(schedule__deal=OuterRef("pk"), asset=asset)
        lines = lines.filter(Q(schedule__since__isnull=False) | ~Exists(rewritten))
        return self.filter(Q(asset=asset) | Exists(lines))


class LicenceQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        granted = Q(state__in=self.model.CONCLUDED) & ~Q(kind="own_implementation")
        return granted & held(actor, "asset.read", "counterparty")


class ScheduleQuerySet(VisibleQuerySet):
    """How its income is allocated is part of a deal: seen with it, and by its counterparty as little as the rest."""

    def seen_by(self, actor) -> Q:
        return within("Deal", actor, "deal")


class ScheduleLineQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("Schedule", actor, "schedule")


class AmendmentQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("Deal", actor, "deal")


def deals(actor, project=None) -> bool:
    """May prepare deals of the own institution (over results of a project)."""
    return actor.may("deal.write", *places(project))
