"""How far the income of a receipt has come: received, settled, shared, held."""
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Sum, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from ip.models import Distribution, Hold, Settlement, SettlementPart
from ledger.models import Receipt

S = Distribution.State


class Stage(TextChoices):
    TO_SETTLE = "to_settle", _("To be settled")
    SETTLING = "settling", _("Settlement in approval")
    TO_SHARE = "to_share", _("To be shared")
    IN_APPROVAL = "in_approval", _("Distribution in approval")
    HELD = "held", _("Shared, a share is held")
    SHARED = "shared", _("Shared")
    REVERSED = "reversed", _("Reversed")


TONES = {Stage.TO_SETTLE: "wait", Stage.SETTLING: "wait", Stage.TO_SHARE: "wait", Stage.IN_APPROVAL: "wait", Stage.HELD: "wait",
         Stage.SHARED: "ok", Stage.REVERSED: "bad"}  # fmt: skip


def staged(receipts):
    """Receipts of deals with `stage`: of the part of the institution that received them."""
    settled = Settlement.objects.filter(receipt=OuterRef("pk"), state__in=["in_approval", "posted"]).order_by("-pk")
    own = Distribution.objects.filter(part__settlement__receipt=OuterRef("pk"), institution=OuterRef("institution"))
    standing = own.filter(state__in=[S.IN_APPROVAL, S.POSTED]).order_by("-pk")
    held = Hold.objects.filter(
        line__distribution__part__settlement__receipt=OuterRef("pk"), line__distribution__institution=OuterRef("institution"),
        line__distribution__state=S.POSTED,
    ).exclude(state=Hold.State.RELEASED)  # fmt: skip
    parts = SettlementPart.objects.filter(settlement__receipt=OuterRef("pk"), settlement__state="posted")
    keeps = Exists(parts.filter(institution=OuterRef("institution"), amount__gt=0))
    return receipts.filter(for_deal__isnull=False).annotate(
        settled=Subquery(settled.values("state")[:1]), shared=Subquery(standing.values("state")[:1]), has_held=Exists(held),
        keeps=keeps,
    ).annotate(stage=Case(
        When(state=Receipt.State.REVERSED, then=Value(Stage.REVERSED)),
        When(Q(shared=S.POSTED) & Q(has_held=True), then=Value(Stage.HELD)),
        When(shared=S.POSTED, then=Value(Stage.SHARED)),
        When(shared=S.IN_APPROVAL, then=Value(Stage.IN_APPROVAL)),
        When(Q(settled="posted") & Q(keeps=False), then=Value(Stage.SHARED)),
        When(settled="posted", then=Value(Stage.TO_SHARE)),
        When(settled="in_approval", then=Value(Stage.SETTLING)),
        default=Value(Stage.TO_SETTLE),
    ))  # fmt: skip


def totals(rows, currency: str = "currency", amount: str = "amount") -> list[tuple[int, str]]:
    """(sum, currency) of a filtered list: never one figure over several currencies."""
    sums = rows.order_by().values(currency).annotate(sum=Sum(amount)).order_by(currency)
    return [(row["sum"], row[currency]) for row in sums]
