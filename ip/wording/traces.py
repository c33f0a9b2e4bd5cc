"""A computation step by step: who gets what, and why. One sentence for each code of a step of ip.rules."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ip.rules import Origin, exact
from ip.wording import deductions, moves, portions
from ip.wording.origins import origin_said
from ip.wording.parts import in_words, joined, share
from record.wording import money


@dataclass(frozen=True)
class Told:
    """One step as people read it; `amount` in minor units. `of` is the party whose share a person divides."""

    code: str
    key: str
    label: str
    why: str
    amount: int
    extra: int = 0
    of: str = ""
    section: str = ""
    clause: str = ""  # what the source says there, in our words
    doubts: list[str] = field(default_factory=list)  # what no source confirms about it


@dataclass(frozen=True)
class Reader:
    """What the sentences need besides their step."""

    currency: str
    names: Mapping[str, str]
    signed: Mapping[str, date]
    parties: Mapping[str, str]
    tiers: list
    grants: list  # deductions whose money goes to a party
    moves: list  # what thresholds, credits and caps moved between parties

    def money(self, minor) -> str:
        return money(minor, self.currency)


def tell(trace, *, names=None, signed=None, currency: str = "") -> list[Told]:
    """Every step of a stored or fresh trace. `names`: words for keys that are uids; `signed`: the day on which a person
    signed their share, by `signer`. The trace of a settlement does not know its `currency`."""
    steps = trace["steps"]
    parties = {step["key"]: in_words(step["name"]) for step in steps if step["code"] in ("party", "split")}
    tiers = [step for step in steps if step["code"] == "tier"]
    grants = [step for step in steps if step.get("payee") and not step.get("credited")]
    currency = currency or trace["inputs"]["currency"]
    reader = Reader(currency, names or {}, signed or {}, parties, tiers, grants, [s for s in steps if s["code"] in moves.SENTENCES])
    return [_told(step, reader) for step in steps]


def _told(step, reader: Reader) -> Told:
    label, why = SENTENCES[step["code"]](step, reader)
    clause = step.get("clause", {})
    doubts = [in_words(doubt) for doubt in step.get("unconfirmed", ())]
    why = joined([why, _rounding(step, reader), clause.get("section", "")])
    return Told(
        step["code"], step.get("key", step.get("party", step["code"])), label, why, step["amount"], step.get("extra", 0), step.get("of", "")
        if step["code"] == "person" else "", clause.get("section", ""), in_words(clause), doubts,
    )  # fmt: skip


def _rounding(step, reader: Reader) -> str:
    extra = step.get("extra", 0)
    if not extra:
        return ""
    unit = {"unit": reader.money(1)}
    return _("rounded up to the full %(unit)s") % unit if extra > 0 else _("rounded down to the full %(unit)s") % unit


def _received(step, reader):
    return _("Received"), _formula(step["formula"]) if "formula" in step else ""


def _formula(facts) -> str:
    """Which of several formulas shares it, and what of its origin decided that."""
    origin = Origin.read(facts["known"])
    own = {name: (in_words(called), {str(origin.says(name)): in_words(word)}) for name, (called, word) in facts.get("names", {}).items()}
    known = origin_said(((name, [str(origin.says(name))]) for name in facts["asks"] if origin.says(name) is not None), own)
    if not facts["key"]:
        return _("shared by the formula itself: none of the others is for it (%(known)s)") % {"known": known}
    return _("shared by the formula “%(name)s” (%(known)s)") % {"name": in_words(facts["name"]), "known": known}


def _apart(step, reader):
    return _("Rounding"), _("what whole units leave over stands apart")


def _taken_back(step, reader):
    """A refund's part of a line."""
    label = in_words(step["name"]) if "name" in step else reader.names.get(step["key"], step["key"])
    said = {"left": reader.money(step["left"]), "back": reader.money(step["back"]), "stood": reader.money(step["stood"])}
    return label, _("in proportion: %(left)s stood here, %(back)s of %(stood)s went back") % said


def _common_costs(step, reader):
    why = _("common costs paid back; %(left)s stay open") % {"left": reader.money(step["pool_after"])}
    return reader.names.get(step["key"], step["key"]), why


def _part(step, reader):
    return reader.names.get(step["key"], step["key"]), _("%(part)s by the income clause") % {"part": share(exact(step["share"]))}


SENTENCES: dict[str, Callable[..., tuple[str, str]]] = {
    "received": _received, "rounding": _apart, "taken_back": _taken_back, "common_costs": _common_costs, "part": _part,
    **deductions.SENTENCES, **portions.SENTENCES, **moves.SENTENCES,
}  # fmt: skip
