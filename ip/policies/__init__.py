"""Published formulas and the law as data. One file per formula (FORMAT.md); `law/` holds statutes, floors, defaults."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ip.rules.canonical import read_json
from ip.rules.deadlines import DeadlineRule, read_deadlines
from ip.rules.documents import Fields, text
from ip.rules.floors import Floor, read_floors
from ip.rules.lambert import Lambert, read_lambert
from ip.rules.law import Law, read_law
from ip.rules.statutes import Article, read_statutes

HERE = Path(__file__).parent


def published(folder: Path = HERE) -> dict[str, dict[str, object]]:
    """Every formula file of the folder as its document, by id, in the order of the file names. Raises Refused."""
    documents = [Fields(read_json(path.read_bytes()), path.name).data for path in sorted(folder.glob("*.json"))]
    return {text(document.get("id"), "id"): document for document in documents}


@cache
def statutes() -> Mapping[str, Article]:
    """The articles that rules and floors quote, by key."""
    return read_statutes(_law("statutes.json"))


@cache
def floors() -> tuple[Floor, ...]:
    """The legal floors."""
    return read_floors(_law("floors.json"))


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """What the law lets one owe by a date."""
    return read_deadlines(_law("deadlines.json"))


@cache
def lambert() -> Lambert:
    """The Lambert model agreements and their decision guide."""
    return read_lambert(_law("lambert.json"))


@cache
def law() -> Law:
    """Default rules of ownership and income."""
    return read_law(_law("ownership.json"))


def _law(name: str) -> object:
    return read_json((HERE / "law" / name).read_bytes())
