"""The folder of facts (`FACTS=folder`, else the ones of this repository): its entries, and what is said of each.

What needs a word that nothing here knows is skipped by its name ("not supported: …"), never passed.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

OURS = Path(__file__).parent.parent / "facts"
FOLDER = Path(os.environ.get("FACTS") or OURS)
NAMES = {"policies.json": "polic*.json", "worked_examples.json": "worked*.json", "scenarios.json": "scenario*.json"}
SEEN: list[object] = []  # what the case at hand came to, for the report
BESIDE: list[str] = []  # words of the entry that say something which the check does not compute


def came_out(found: object) -> None:
    SEEN.append(found)


def left_aside(words: Iterable[str]) -> None:
    BESIDE.extend(words)


def not_supported(what: object) -> NoReturn:
    pytest.skip(f"not supported: {what}")


def only(case: dict, *, given: Iterable[str], expected: Iterable[str]) -> None:
    """A word of a case that its check would not look at is named, never passed over."""
    for part, known in (("input", given), ("expected", expected)):
        if beyond := sorted(case[part].keys() - set(known)):
            not_supported(f"{part} {', '.join(beyond)}")


def load(name: str, folder: Path = FOLDER) -> list:
    """All entries of this kind: of every file whose name begins so. Decimals stay text, so that nothing becomes a binary
    fraction."""
    return [entry for path in sorted(folder.glob(NAMES.get(name, name))) for entry in _entries(path)]


def _entries(path: Path) -> list:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
    except (OSError, ValueError) as error:
        raise SystemExit(f"{path}: cannot be read as JSON: {error}") from None
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)), data)
    if not isinstance(data, list):
        raise SystemExit(f"{path}: must hold a list of entries, or an object that holds one")
    return data


def one(name: str, key: str) -> dict | None:
    """The entry of this id, whatever else stands in the file: of the folder, else of this repository."""
    found = (entry for folder in (FOLDER, OURS) for entry in load(name, folder))
    return next((entry for entry in found if isinstance(entry, dict) and entry.get("id") == key), None)


if not any(list(FOLDER.glob(pattern)) for pattern in NAMES.values()):
    raise SystemExit(f"FACTS={FOLDER}: no policies.json, worked_examples.json or scenarios.json there")
