"""In which currency the income of a deal counts, and what money in another one comes to at the rate written on its receipt."""
import re
from datetime import date

from django.utils.translation import gettext as _

from ip.models import Deal, DealReceipt
from ip.refusals import told
from ip.rules import convert, exact
from ip.versions import version_for
from ledger.actions import Exchanged
from record.currencies import SHARES
from record.errors import Invalid

RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")


def counting(deal: Deal, day: date, income: str = "") -> str:
    """The currency of the own policy's thresholds where it names one, else the deal's. Shares count as shares."""
    if income == DealReceipt.Income.SHARES:
        return SHARES
    try:
        _version, policy = version_for(deal.owner, deal, deal.asset, day)
    except Invalid:  # no policy yet: what is missing is said when the money is shared
        return deal.currency
    return policy.currency or deal.currency


def exchanged(deal: Deal, day: date, currency: str, amount: int, rate: str, source: str, income: str = "") -> Exchanged | None:
    """As what `amount` minor units of `currency` count: converted once, to the nearest minor unit, halves away from zero.

    None where it counts in its own currency. Invalid for a rate that is missing, not wanted, or not a decimal above zero.
    """
    counts = counting(deal, day, income)
    rate, source = rate.strip(), source.strip()
    if counts == currency:
        if rate:
            raise Invalid(_("It counts in the currency in which it came: no rate is needed."), field="rate")
        return None
    named = {"counts": counts, "currency": currency}
    if not RATE.fullmatch(rate):
        raise Invalid(_("It counts in %(counts)s: write the rate as a decimal, %(counts)s for one %(currency)s.") % named, field="rate")
    if not source:
        raise Invalid(_("Say where the rate is from: bank and day, or the agreement."), field="rate_source")
    with told("rate"):
        return Exchanged(counts, convert(amount, exact(rate), source=currency, target=counts), rate, source)
