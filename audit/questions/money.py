"""What was paid late, what waits to be shared, which numbers are missing."""
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.questions.question import Found
from audit.reconcile import reconciled
from incentives.models import Reward
from ip.models import Deal, Distribution, SettlementPart
from ledger.models import Receipt
from record import clock
from record.models import Counter

WAITED = 90  # days


def paid_late(actor) -> Iterator[Found]:
    """Rewards in money that were paid, or are still owed, after their due date."""
    today = clock.today(actor.zone)
    late = Q(state="paid", paid_on__gt=F("due")) | Q(due__lt=today) & ~Q(state__in=Reward.OVER)
    rows = Reward.objects.filter(late, institution=actor.institution, kind="money", due__isnull=False).select_related("person")
    for reward in rows.order_by("due"):
        days = ((reward.paid_on or today) - reward.due).days
        why = _("paid %(days)d days late") if reward.paid_on else _("owed, %(days)d days late")
        yield Found(reward.person.name, why % {"days": days}, reverse("incentives:reward", args=[reward.uid]),
                    reward.amount, reward.currency, reward.due)  # fmt: skip


def unshared(actor) -> Iterator[Found]:
    """Income of deals that came in, or was settled to us, over 90 days ago and has not been shared."""
    since = clock.today(actor.zone) - timedelta(days=WAITED)
    settled = Q(settlements__state="posted")
    own = Receipt.objects.filter(institution=actor.institution, state="recorded", received_on__lt=since)
    for receipt in own.filter(for_deal__isnull=False).exclude(settled).order_by("received_on"):
        yield Found(receipt.number, _("received and not settled"), reverse("ip:receipt", args=[receipt.uid]),
                    receipt.to_share, receipt.counts_in, receipt.received_on)  # fmt: skip
    parts = SettlementPart.objects.to_share().filter(
        institution=actor.institution, settlement__state="posted", settlement__receipt__received_on__lt=since,
    ).exclude(distributions__state="posted").select_related("settlement__receipt")  # fmt: skip
    for part in parts.order_by("settlement__receipt__received_on"):
        receipt = part.settlement.receipt
        yield Found(receipt.number, _("settled and not distributed"), reverse("ip:settlement", args=[part.settlement.uid]),
                    part.amount, receipt.counts_in, receipt.received_on)  # fmt: skip


def gaps(actor) -> Iterator[Found]:
    """Numbers of receipts, deals and distributions that were given and stand on no document."""
    documents = {"R": (Receipt, "institution"), "D": (Distribution, "institution"), "L": (Deal, "owner")}
    for counter in Counter.objects.filter(institution=actor.institution_uid, series__in=documents):
        model, owner = documents[counter.series]
        start = f"{counter.series}-{counter.year}-"
        used = set(model.objects.filter(**{owner: actor.institution}, number__startswith=start).values_list("number", flat=True))
        for n in range(1, counter.last + 1):
            if f"{start}{n:03d}" not in used:
                yield Found(f"{start}{n:03d}", _("was issued and is on no document"))


def not_reconciled(actor) -> Iterator[Found]:
    """Currencies in which rows and ledger do not agree to the last unit; shares in companies stand beside them as one."""
    for account in reconciled(actor.institution):
        if account.left_over:
            yield Found(account.currency, _("rows and ledger differ"), amount=account.left_over, currency=account.currency)
