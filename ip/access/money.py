"""Who sees policies, costs, settlements and distributions."""
from django.db.models import Exists, OuterRef, Q

from ip.access.parts import NOBODY, held, within
from record.models import VisibleQuerySet


class PolicyQuerySet(VisibleQuerySet):
    """An institution's policy is published inside it (促进科技成果转化法 art. 44): all its members may read it."""

    def seen_by(self, actor) -> Q:
        return Q(institution=actor.institution)


class PolicyVersionQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        own = Q(policy__institution=actor.institution)
        return own if actor.may_all("policy.write") or actor.may_all("money.read") else own & Q(state="published")

    def published_by(self, institution):
        """What holds, held or will hold there, of all its policies."""
        return self.filter(policy__institution=institution, state="published")


class UnfinishedQuerySet(VisibleQuerySet):
    """What somebody is typing is theirs alone."""

    def seen_by(self, actor) -> Q:
        return Q(author=actor.membership)


class CostQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return held(actor, "money.read", "institution")


class OpeningQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return held(actor, "money.read", "institution")


class OpeningLineQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("Opening", actor, "opening")


class SettlementQuerySet(VisibleQuerySet):
    """The institution that received sees the whole; each other one sees the settlement and its own part of it."""

    def seen_by(self, actor) -> Q:
        from ip.models import SettlementPart

        part = Exists(SettlementPart.objects.filter(settlement=OuterRef("pk"), institution=actor.institution))
        posted = Q(part) & Q(state__in=self.model.BOOKED)
        return Q(institution=actor.institution) | posted if actor.may_all("money.read") else NOBODY


class SettlementPartQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        from ip.models import Settlement

        whole = Q(settlement__institution=actor.institution)
        own = Q(institution=actor.institution, settlement__state__in=Settlement.BOOKED)
        return whole | own if actor.may_all("money.read") else NOBODY

    def to_share(self):
        """Parts of owners (not common costs) that come to anything: above zero, of a refund below."""
        return self.filter(kind="part").exclude(amount=0)


class DistributionQuerySet(VisibleQuerySet):
    """Never seen by another institution; a person sees their own line, not the whole (LineQuerySet)."""

    def seen_by(self, actor) -> Q:
        return held(actor, "money.read", "institution")


class LineQuerySet(VisibleQuerySet):
    """A person sees their own line from the day on which it is put before an approver: expected, then owed, then paid."""

    def seen_by(self, actor) -> Q:
        from ip.models import Distribution

        stands = Q(distribution__state__in=[*Distribution.STANDING, Distribution.State.REVERSED])
        return held(actor, "money.read", "distribution__institution") | Q(person__in=actor.same_person) & stands


class HoldQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("DistributionLine", actor, "line")


def bears_costs(actor, asset) -> bool:
    """Finance of whoever manages the asset, or owns or owned a part of it."""
    from ip.models import Stake

    concerned = asset.manager_id == actor.institution or Stake.objects.filter(
        version__asset=asset, institution=actor.institution
    ).exists()
    return concerned and actor.may_all("receipt.record")


class PayoutQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return within("DistributionLine", actor, "line") | within("SettlementPart", actor, "part")
