"""A year replayed: every distribution computed anew by the version that then held, beside what was kept."""
from django.utils.translation import gettext as _

from audit.forms import ReplayFilter
from audit.recompute import RELATED, Recomputation, recompute
from audit.views.desk import needs_reader
from ip.models import Distribution
from record.lists import browse, summable
from record.numbers import as_counted


def replay(request):
    """Page by page; the file has all of them, computed one by one while it is sent."""
    needs_reader(request)
    rows = Distribution.objects.visible_to(request.actor).filter(state__in=Distribution.BOOKED)
    rows = rows.select_related(*RELATED, "policy_version__policy")
    found = browse(request, rows, ReplayFilter, {"on": ("on",), "number": as_counted()}, first="-on")
    if found.exported:
        heads = [_("Number"), _("Day of receipt"), _("Policy"), _("Version"), _("Currency"), _("Recorded"), _("Recomputed"), _("Outcome")]
        return found.table("replay", heads, lambda row: _cells(recompute(row)))
    return found.shown("audit/replay", {"replayed": [recompute(row) for row in found.page]})


def _cells(anew: Recomputation) -> list:
    row = anew.distribution
    version = row.policy_version
    sums = [summable(amount, row.currency) for amount in (anew.recorded, anew.recomputed)]
    return [row.number, row.on, version.policy.name, version.number, row.currency, *sums, verdict(anew)]


def verdict(anew: Recomputation) -> str:
    if anew.holds:
        return _("the same, bit by bit") if anew.same else _("the same amounts, told otherwise")
    return " ".join([_("differs"), *anew.words])
