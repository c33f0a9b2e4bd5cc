"""Files on disk against the hash that names them: every file that the one who verifies may see, at night whoever may verify."""
import hashlib
from collections.abc import Iterator

from django.apps import apps

from accounts.actors import actor_of
from accounts.models import Membership
from audit.access import oversight
from audit.findings import Finding
from audit.models import Verification
from record.errors import Invalid
from record.files import kind_of, path_of
from record.models import Blob

PAGE = 20  # a file may be large, and a run that does not move is taken for lost


def files(verification: Verification) -> Iterator[list[Finding]]:
    """Those that are gone, or are no longer what was put there: page by page."""
    reader = verification.started_by or _reader(verification.institution)
    named = sorted(_named(actor_of(reader))) if reader else []
    for start in range(0, len(named), PAGE):
        blobs = Blob.objects.filter(pk__in=named[start : start + PAGE]).order_by("pk")
        looked = [(blob, _wrong(blob)) for blob in blobs]
        yield [Finding("file", str(blob.uid), "record.blob", {"why": why, "sha256": blob.sha256}) for blob, why in looked if why]


def _reader(institution) -> Membership | None:
    """Auditors and administrators see the same files; where there is neither, nobody could be told."""
    return oversight(institution).first()


def _named(actor) -> set[int]:
    """Keys of files that rows name which the actor sees."""
    found: set[int] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Blob and hasattr(model.objects, "visible_to"):
                found |= set(model.objects.visible_to(actor).values_list(field.attname, flat=True))
    return found - {None}


def _wrong(blob: Blob) -> str:
    path = path_of(blob.sha256)
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != blob.sha256 or file.tell() != blob.size:
                return "bytes"
        return "" if kind_of(path, ".csv" if blob.type == "text/csv" else "") == blob.type else "type"
    except OSError:
        return "gone"
    except Invalid:
        return "type"
