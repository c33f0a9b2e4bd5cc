"""Allocation studies as a list: what is divided, between whom, and how far it is."""
from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ip.forms import StudyFilter
from ip.models import Study, StudyParty
from record.lists import browse, summable

SORTS = {"purpose": ("purpose",), "amount": ("currency", "amount"), "opened": ("made_at",), "state": ("state", "method")}


def studies(request):
    """Those of the own institution, and those in which others ask it to take part."""
    parties = StudyParty.objects.visible_to(request.actor).select_related("institution").order_by("line")
    rows = Study.objects.visible_to(request.actor).select_related("project", "asset", "owner")
    rows = rows.prefetch_related(Prefetch("parties", parties, to_attr="between"))
    found = browse(request, rows, StudyFilter, SORTS, first="-opened")
    if found.exported:
        return found.table("studies", _heads(), _cells)
    opens = any(request.actor.scopes(asks) for asks in ("project.write", "asset.write"))
    return found.shown("ip/studies", {"opens": opens})


def _heads() -> list[str]:
    return [_("What is divided"), _("Project or asset"), _("Parties"), _("Currency"), _("Amount"),
            _("State"), _("Chosen method"), _("Opened by"), _("Opened on")]  # fmt: skip


def _cells(study: Study) -> list:
    parties = "; ".join(party.institution.name for party in study.between)
    return [study.purpose, study.about.title, parties, study.currency, summable(study.amount, study.currency), study.get_state_display(),
            study.get_method_display(), study.owner.name, localdate(study.made_at)]  # fmt: skip
