"""A stored file on its way to a reader: always an attachment, never run, under a name that fits what it is."""
from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext as _

from record.errors import WrongState
from record.files import OFFICE, path_of
from record.models import Blob

ENDINGS = {  # of names that say what the content is; others get the first
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".md", ".csv", ".json", ".log", ".tex"),
    "text/csv": (".csv",),
    f"{OFFICE}.wordprocessingml.document": (".docx",),
    f"{OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{OFFICE}.presentationml.presentation": (".pptx",),
    "application/zip": (".zip",),
}


def sent(blob: Blob, name: str) -> FileResponse:
    """The content, for whoever has been found to see the row that holds it. WrongState where it cannot be read."""
    try:
        content = path_of(blob.sha256).open("rb")
    except OSError as error:
        raise WrongState(_("This file cannot be read at present; tell whoever runs this installation.")) from error
    response = FileResponse(content, content_type=blob.type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(fitting(name, blob.type), safe='')}"
    response["Content-Length"] = str(blob.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def fitting(name: str, kind: str) -> str:
    """Whoever opens `page.html` from a folder of downloads runs it, whatever it was sent as: it becomes `page.html.png`."""
    endings = ENDINGS[kind]
    return name if name.lower().endswith(endings) else name + endings[0]
