"""What the books show on pages of lower floors."""
from django.utils.translation import gettext_lazy as _

from ledger.balances import balances
from ledger.models import Account
from record import registry
from record.registry import Section, add_sections


def of_units(actor, subject=None) -> dict | None:
    """What each unit has got of the income that was shared, for whoever reads the money: an account for each currency."""
    if not actor.may_all("money.read"):
        return None
    rows = list(Account.objects.visible_to(actor).filter(kind=Account.Kind.UNIT, party__isnull=False).order_by("party", "currency"))
    names, held = registry.names({(row.of, row.party) for row in rows}, actor), balances(rows)
    found = [(row, names.get(row.party, ("", ""))[0], -held[row.pk]) for row in rows]  # a credit is what the unit has
    return {"title": _("Income of the units"), "rows": sorted(found, key=lambda row: (row[1], row[0].currency))} if found else None


add_sections(Section("units", "ledger/sections/units.html", of_units))
