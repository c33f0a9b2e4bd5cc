"""How far the income of a receipt has come: received, settled, shared, held."""
from django.db.models import Case, Exists, OuterRef, Sum, TextChoices, Value, When
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
    """Receipts of deals with `stage`: of what the institution that received them gets. The least settled asset counts."""
    all_of = Settlement.objects.filter(receipt=OuterRef("pk"))
    standing = all_of.filter(state__in=Settlement.STANDING)
    again = Settlement.objects.filter(receipt=OuterRef("receipt"), asset=OuterRef("asset"), state__in=Settlement.STANDING)
    ended = all_of.exclude(state__in=Settlement.STANDING).filter(~Exists(again))
    own = Distribution.objects.filter(part__settlement__receipt=OuterRef("pk"), institution=OuterRef("institution"))
    shared = Distribution.objects.filter(part=OuterRef("pk"), state__in=Distribution.STANDING)
    parts = SettlementPart.objects.to_share().filter(
        settlement__receipt=OuterRef("pk"), settlement__state="posted", institution=OuterRef("institution"),
    )  # fmt: skip
    held = Hold.objects.filter(
        line__distribution__part__settlement__receipt=OuterRef("pk"), line__distribution__institution=OuterRef("institution"),
        line__distribution__state=S.POSTED,
    ).exclude(state=Hold.State.RELEASED)  # fmt: skip
    return receipts.filter(for_deal__isnull=False).annotate(stage=Case(
        When(state=Receipt.State.REVERSED, then=Value(Stage.REVERSED)),
        When(~Exists(standing) | Exists(ended), then=Value(Stage.TO_SETTLE)),
        When(Exists(standing.filter(state="in_approval")), then=Value(Stage.SETTLING)),
        When(Exists(parts.filter(~Exists(shared))), then=Value(Stage.TO_SHARE)),
        When(Exists(own.filter(state=S.IN_APPROVAL)), then=Value(Stage.IN_APPROVAL)),
        When(Exists(held), then=Value(Stage.HELD)),
        default=Value(Stage.SHARED),
    ))  # fmt: skip


def totals(rows, currency: str = "currency", amount: str = "amount") -> list[tuple[int, str]]:
    """(sum, currency) of a filtered list: never one figure over several currencies."""
    sums = rows.order_by().values(currency).annotate(sum=Sum(amount)).order_by(currency)
    return [(row["sum"], row[currency]) for row in sums]
