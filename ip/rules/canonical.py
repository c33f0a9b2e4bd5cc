"""Canonical bytes and fingerprints of data: the same content gives the same bytes wherever it was stored."""

import hashlib
import json
from collections.abc import Mapping

from ip.rules.errors import Refused


def canonical_bytes(data: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces. Lists keep their order, so an order that matters is always a list.

    Raises Refused where the data holds a float or a character that UTF-8 cannot carry.
    """
    try:
        _refuse_floats(data, "")
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        raise Refused("document", "bad_text") from None
    except RecursionError:
        raise Refused("document", "too_deep") from None


def fingerprint(data: object) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(canonical_bytes(data)).hexdigest()


def read_json(text: str | bytes) -> object:
    """Parse JSON that neither repeats a key nor holds a binary fraction or half a character. Raises Refused."""
    try:
        found: object = json.loads(text, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)
        json.dumps(found, ensure_ascii=False).encode()
        return found
    except Refused:
        raise
    except UnicodeEncodeError:
        raise Refused("document", "bad_text") from None
    except RecursionError:
        raise Refused("document", "too_deep") from None
    except ValueError as error:
        raise Refused("document", "not_json", reason=str(error)[:80]) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Refused("document", "duplicate", name=name)
        found[name] = value
    return found


def _no_float(text: str) -> object:
    raise Refused(f"document ({text[:20]})", "float")


def _refuse_floats(data: object, path: str) -> None:
    if isinstance(data, float):
        raise Refused(path or "document", "float")
    if isinstance(data, Mapping):
        for key, value in data.items():
            _refuse_floats(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            _refuse_floats(value, f"{path}[{index}]")
