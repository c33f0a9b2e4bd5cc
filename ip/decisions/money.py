"""What two people decide about an institution's money: settling, distributing, taking back, releasing what is held."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from ip.actions import distributions, holds, openings, reversals, settlements
from ip.models import Distribution, Hold, Opening, Settlement
from ip.sharing import bound, bounds
from record.wording import money


def _settled(settlement: Settlement) -> str:
    return f"{money(settlement.amount, settlement.currency)} · {settlement.asset}"


def _settlement_url(settlement: Settlement) -> str:
    return reverse("ip:settlement", args=[settlement.uid])


def _distributed(distribution: Distribution) -> str:
    return f"{money(distribution.amount, distribution.currency)} · {distribution.scope.asset}"


def _distribution_url(distribution: Distribution) -> str:
    return reverse("ip:distribution", args=[distribution.uid])


def _opened(opening: Opening) -> str:
    return f"{money(opening.life_to_date, opening.scope.currency)} · {opening.scope.asset}"


def _opening_url(opening: Opening) -> str:
    return reverse("ip:opening", args=[opening.uid])


add_decision_kinds(
    DecisionKind(
        code=settlements.APPROVE,
        model=Settlement,
        name=_("settlement between institutions"),
        related=("receipt", "institution", "deal", "asset", "schedule"),
        fingerprints=settlements.settlement_fingerprints,
        rows=lambda settlement: [settlement, settlement.corrects, settlement.receipt, settlement.deal],
        fingerprint=settlements.settlement_fingerprint,
        outcome=settlements.decide_settlement,
        title=_settled,
        url=_settlement_url,
        check=settlements.still,
        conditions=False,
    ),
    DecisionKind(
        code=settlements.REVERSE,
        model=Settlement,
        name=_("taking a settlement back"),
        related=("receipt", "institution", "deal", "asset", "schedule"),
        fingerprints=settlements.settlement_fingerprints,
        rows=lambda settlement: [settlement],
        fingerprint=settlements.settlement_fingerprint,
        outcome=settlements.reverse_settlement,
        title=_settled,
        url=_settlement_url,
        check=settlements.own_part_free,
        conditions=False,
    ),
    DecisionKind(
        code=openings.APPROVE,
        model=Opening,
        name=_("opening balance"),
        related=("scope__asset", "institution", "deal", "evidence"),
        rows=lambda opening: [opening, opening.scope],
        fingerprint=openings.opening_fingerprint,
        outcome=openings.post_opening,
        title=_opened,
        url=_opening_url,
        check=openings.free,
        conditions=False,
    ),
    DecisionKind(
        code=openings.REVERSE,
        model=Opening,
        name=_("taking an opening balance back"),
        related=("scope__asset", "institution", "deal", "evidence"),
        rows=lambda opening: [opening, opening.scope],
        fingerprint=openings.opening_fingerprint,
        outcome=openings.reverse_opening,
        title=_opened,
        url=_opening_url,
        check=openings.free,
        conditions=False,
    ),
    DecisionKind(
        code=distributions.APPROVE,
        model=Distribution,
        name=_("distribution"),
        related=("scope__asset", "institution", "part__settlement__receipt", "deal", "policy_version"),
        fingerprints=bounds,
        rows=distributions.rows_of,
        fingerprint=bound,
        outcome=distributions.post_distribution,
        title=_distributed,
        url=_distribution_url,
        check=distributions.agreeable,
        voiced=distributions.on_grounds,
        conditions=False,
    ),
    DecisionKind(
        code=reversals.REVERSE,
        model=Distribution,
        name=_("taking a distribution back"),
        related=("scope__asset", "institution", "part__settlement__receipt", "deal", "policy_version"),
        rows=reversals.changed_rows,
        fingerprint=reversals.reversal_fingerprint,
        outcome=reversals.reverse_distribution,
        title=_distributed,
        url=_distribution_url,
        conditions=False,
    ),
    DecisionKind(
        code=holds.RELEASE,
        model=Hold,
        name=_("release of a held share"),
        related=("line__distribution__scope__asset",),
        rows=lambda hold: [hold, hold.line.distribution, *holds.rows_with(hold)],
        fingerprint=holds.release_fingerprint,
        outcome=holds.release_share,
        title=lambda hold: _distributed(hold.line.distribution),
        url=lambda hold: reverse("ip:hold", args=[hold.uid]),
        conditions=False,
    ),
)
