"""Allocation studies as a list: what is divided, between whom, and how far it is."""
from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from ip.forms import StudyFilter
from ip.models import Study, StudyParty
from record.lists import browse

SORTS = {"purpose": ("purpose",), "amount": ("currency", "amount"), "opened": ("made_at",), "state": ("state", "method")}
HEADS = [gettext_lazy(head) for head in (
    "What is divided", "Project or asset", "Parties", "Currency", "Amount in smallest units", "State", "Chosen method", "Opened by",
    "Opened on",
)]  # fmt: skip


def studies(request):
    """Those of the own institution, and those in which others ask it to take part."""
    parties = StudyParty.objects.visible_to(request.actor).select_related("institution").order_by("line")
    rows = Study.objects.visible_to(request.actor).select_related("project", "asset", "owner")
    rows = rows.prefetch_related(Prefetch("parties", parties, to_attr="between"))
    found = browse(request, rows, StudyFilter, SORTS, first="-opened")
    if found.exported:
        return found.table("studies", HEADS, _cells)
    return found.shown("ip/studies", {})


def _cells(study: Study) -> list:
    parties = "; ".join(party.institution.name for party in study.between)
    return [study.purpose, study.about.title, parties, study.currency, study.amount, study.get_state_display(),
            study.get_method_display(), study.owner.name, localdate(study.made_at)]  # fmt: skip
