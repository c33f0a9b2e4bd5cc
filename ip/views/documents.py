"""The documents behind money, for whoever reads the row that holds them."""
from django.http import FileResponse

from ip.models import Cost
from ledger.models import Receipt
from record.files import path_of
from record.pages import find

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


def receipt_document(request, uid):
    row = find(Receipt.objects.select_related("document"), request.actor, uid=uid, document__isnull=False)
    return sent(row.document, row.number)


def cost_document(request, uid):
    row = find(Cost.objects.select_related("document"), request.actor, uid=uid, document__isnull=False)
    return sent(row.document, f"cost-{row.spent_on}")


def sent(blob, name: str) -> FileResponse:
    name += ENDINGS.get(blob.type, "")
    return FileResponse(path_of(blob.sha256).open("rb"), as_attachment=True, filename=name, content_type=blob.type)
