"""Files by content, through one place: hashed and typed while they are written, stored once, read through their owner."""
import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from record.errors import Invalid
from record.models import Blob

TYPES = {
    "application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv", "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(file: BinaryIO, name: str) -> Blob:
    """Store a file's content and give its blob. Raises Invalid(field="file") for what is empty, too large or of no known type.

    The content is on disk, and synced, before the row is written: a row never names a file that is not there.
    """
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=root)
    try:
        with os.fdopen(handle, "wb") as out:
            while chunk := file.read(1 << 20):
                size += len(chunk)
                if size > settings.FILE_LIMIT:
                    limit = settings.FILE_LIMIT // 1024 // 1024
                    raise Invalid(_("The file is larger than %(limit)d MB.") % {"limit": limit}, field="file")
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise Invalid(_("The file is empty."), field="file")
        kind, sha256 = _type(temporary, name), digest.hexdigest()
        target = path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)
    except OSError as error:
        raise Invalid(_("The file could not be stored: %(why)s") % {"why": error.strerror}, field="file") from error
    finally:
        Path(temporary).unlink(missing_ok=True)
    return Blob.objects.get_or_create(sha256=sha256, defaults={"size": size, "type": kind})[0]


def _type(path: str, name: str) -> str:
    """What the bytes are. The name only tells Office files from other archives, and never overrules the content."""
    try:
        found = {match.mime_type for match in puremagic.magic_file(path)}
    except (puremagic.PureError, ValueError):
        found = set()
    for kind in sorted(found & TYPES, key=lambda k: "openxml" not in k):
        return kind
    if not found - {""} and _is_text(path):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    raise Invalid(_("This kind of file is not accepted: PDF, Office, image, text, CSV or ZIP."), field="file")


def _is_text(path: str) -> bool:
    data = Path(path).read_bytes()
    try:
        return b"\0" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False
