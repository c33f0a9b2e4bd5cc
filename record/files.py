"""Files by content, through one place: hashed and typed while they are written, stored once, read through their owner."""
import hashlib
import os
import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from record.errors import Invalid
from record.models import Blob

TYPES = {"application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv"}
OFFICE = "application/vnd.openxmlformats-officedocument"
ARCHIVES = {  # and the part that makes it one
    f"{OFFICE}.wordprocessingml.document": "word/document.xml",
    f"{OFFICE}.spreadsheetml.sheet": "xl/workbook.xml",
    f"{OFFICE}.presentationml.presentation": "ppt/presentation.xml",
    "application/zip": "",
}
INDEX_LIMIT = 2 * 1024 * 1024  # octets of an archive's index: some thirty thousand names


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(file: BinaryIO, name: str) -> Blob:
    """Store a file's content and give its blob. Raises Invalid(field="file") for what is empty, too large or of no known type.

    The content is on disk, and synced, before the row is written: a row never names a file that is not there.
    """
    try:
        sha256, size, kind = _written(file, name)
    except OSError as error:  # a full or unwritable disk
        raise Invalid(_("The file could not be stored: %(why)s") % {"why": error.strerror}, field="file") from error
    return Blob.objects.get_or_create(sha256=sha256, defaults={"size": size, "type": kind})[0]


def _written(file: BinaryIO, name: str) -> tuple[str, int, str]:
    """Its hash, octets and type, once the whole content stands under its hash."""
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
        kind, sha256 = kind_of(temporary, name), digest.hexdigest()
        target = path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return sha256, size, kind


def kind_of(path: Path | str, name: str) -> str:
    """What the bytes are. The name only tells a table from other text, and never overrules the content."""
    try:
        found = {match.mime_type for match in puremagic.magic_file(path)}
    except (puremagic.PureError, ValueError):
        found = set()
    if found & ARCHIVES.keys():
        return _archive(path)
    for kind in sorted(found & TYPES):
        return kind
    if not found - {""} and _is_text(path):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    raise _refused()


def _archive(path: Path | str) -> str:
    """Office by what is in it, else a ZIP; nothing of it is unpacked. What carries macros, or ends before its index, is refused."""
    try:
        with open(path, "rb") as file:
            if _index_of(file) > INDEX_LIMIT:
                raise Invalid(_("This archive holds too many files."), field="file")
        with zipfile.ZipFile(path) as archive:
            inside = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Invalid(_("This archive or Office file is damaged: its end is missing."), field="file") from error
    if any(entry.endswith("vbaProject.bin") for entry in inside):
        raise _refused()
    return next((kind for kind, part in ARCHIVES.items() if part in inside), "application/zip")


def _index_of(file: BinaryIO) -> int:
    """Octets of an archive's index, found as zipfile finds it, which reads it as a whole before it can be asked for anything: a
    million names in an archive of 47 MB cost a worker half a minute and 400 MB."""
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    return end[zipfile._ECD_SIZE] if end else 0  # type: ignore[attr-defined]


def _refused() -> Invalid:
    return Invalid(_("This kind of file is not accepted: PDF, Office, image, text, CSV or ZIP."), field="file")


def _is_text(path: Path | str) -> bool:
    data = Path(path).read_bytes()
    try:
        return b"\0" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False
