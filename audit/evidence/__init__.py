"""The evidence of one distribution as one file: a page to read, the data behind it, documents, and what proves them."""
import hashlib
import io
import json
import zipfile
from pathlib import Path

from django.utils.translation import get_language

from audit.evidence.contents import contents, documents, events_of
from audit.evidence.page import page
from ip.models import Distribution
from record import clock
from record.verify import heads_root

VERIFIER = Path(__file__).with_name("verify.py")  # travels with the data: needs Python and nothing of ours


def bundle(actor, distribution: Distribution) -> tuple[bytes, str]:
    """A ZIP archive and its SHA-256. `manifest.json` names every file with its hash; `evidence.html` is for people, in the
    language of whoever takes it out; `verify.py` checks all that the others say."""
    events = events_of(distribution)
    said = contents(distribution, events)
    files = {f"{name}.json": _json(data) for name, data in said.items()} | documents(distribution)
    files["verify.py"] = VERIFIER.read_bytes()
    made, heads, hashes = clock.now(), heads_root(), _hashes(files)
    files["evidence.html"] = page(actor, distribution, said, [event for event, _previous in events], hashes, made, heads)
    hashes |= _hashes({"evidence.html": files["evidence.html"]})
    files["manifest.json"] = _json({
        "distribution": distribution.number, "made": made.isoformat(), "heads": heads, "language": get_language(), "files": hashes,
    })  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(name, data)
    data = out.getvalue()
    return data, hashlib.sha256(data).hexdigest()


def _hashes(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def _json(data) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, default=str).encode()
