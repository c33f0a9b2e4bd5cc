"""The documents behind money, for whoever reads the row that holds them."""
from ip.models import Cost
from ledger.models import Receipt
from record.downloads import sent
from record.pages import find


def receipt_document(request, uid):
    row = find(Receipt.objects.select_related("document"), request.actor, uid=uid, document__isnull=False)
    return sent(row.document, row.number)


def cost_document(request, uid):
    row = find(Cost.objects.select_related("document"), request.actor, uid=uid, document__isnull=False)
    return sent(row.document, f"cost-{row.spent_on}")
