"""The last day of a deal: who is told before, what happens after it, and what is still open then."""
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import Due
from governance.waiting import Waiting
from ip.access.parts import held
from ip.income import Stage, staged, totals
from ip.models import Deal
from ledger.models import Receipt
from record import clock

ENDS = "deal.ends"
DAYS = (90, 14)  # days before the last one on which it is spoken of
OVER = -1  # the day after the last one
SHOWN = 8


def plan(deal: Deal) -> None:
    """The rows by which the sweep will remind, and end it. A day before today is not spoken of any more."""
    if deal.ends_on is None:
        return
    today = clock.today(deal.owner.zone)
    days = [deal.ends_on - timedelta(days=n) for n in (*DAYS, OVER)]
    Due.objects.bulk_create(
        [Due(kind=ENDS, subject=deal.uid, of=deal._meta.label_lower, institution=deal.owner, on=on)
         for on in days if on > today or on > deal.ends_on],
        ignore_conflicts=True,
    )  # fmt: skip


def near(actor, rows):
    """Of these deals, the signed ones that run out within the longest notice."""
    return rows.filter(state=Deal.State.SIGNED, ends_on__lte=clock.today(actor.zone) + timedelta(days=max(DAYS)))


def waits(actor, subject=None) -> dict | None:
    """Deals that run out soon, for whoever prepares deals."""
    mine = Deal.objects.visible_to(actor).filter(held(actor, "deal.write", "owner", "asset__project"))
    rows = near(actor, mine).select_related("counterparty").order_by("ends_on", "pk")[:SHOWN]
    found = [
        Waiting(f"{deal.number} · {deal.counterparty}", reverse("ip:deal", args=[deal.uid]), _("runs out: renew it or let it end"),
                deal.ends_on, _("Look at it"))
        for deal in rows
    ]  # fmt: skip
    return {"rows": found} if found else None


def of_deal(actor, deal: Deal) -> dict | None:
    """When it ended or soon ends, and what of its money is not done yet."""
    over = deal.state == Deal.State.ENDED
    if not over and not near(actor, Deal.objects.visible_to(actor).filter(pk=deal.pk)).exists():
        return None
    told = {"deal": deal, "over": over, "today": clock.today(actor.zone)}
    if not actor.may_all("money.read"):
        return told
    receipts = staged(Receipt.objects.visible_to(actor).filter(for_deal__deal=deal, state=Receipt.State.RECORDED))
    return told | {"received": totals(receipts), "to_share": receipts.exclude(stage=Stage.SHARED).count(), "money": True}
