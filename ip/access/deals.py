"""Who sees deals.

A deal is private to the institution that runs it: the other owners learn of it by the settlement. Its counterparty sees
what it signed, once signed, through `Licence`: never the preparation, the approval, the other owners' consent, receipts
or shares. Events and decisions name the deal, so the counterparty sees none of them.
"""
from django.db.models import Q

from ip.access.parts import held, places
from record.models import VisibleQuerySet


class DealQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return held(actor, "deal.read", "owner", "asset__project")


class LicenceQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        signed = Q(state__in=["signed", "ended"])
        return signed & held(actor, "asset.read", "counterparty")


def deals(actor, project=None) -> bool:
    """May prepare deals of the own institution (over results of a project)."""
    return actor.may("deal.write", *places(project))
