"""The facts' own form of policies, cases and scenarios, read for the library.

`FACTS=folder` runs the same tests over other files of the same form (`make test-facts` tells what came out). What needs a
word that has no place here is skipped by name ("not supported: …"), never passed.
"""

import datetime
import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

from ip.rules import Policy, Refused, read_policy

FOLDER = Path(os.environ.get("FACTS") or Path(__file__).parent.parent / "facts")
if not any((FOLDER / f"{name}.json").exists() for name in ("policies", "worked_examples", "scenarios")):
    raise FileNotFoundError(f"FACTS={FOLDER}: no policies.json, worked_examples.json or scenarios.json there")
FEATURE = ("unknown", "unknown_value")
PERIODS = {
    "flat": ("asset", "life"), "cumulative": ("asset", "life"), "per_case": ("case", "life"), "annual": ("asset", "year"),
    "cumulative_per_license": ("licence", "life"), "cumulative_per_invention": ("asset", "life"), "per_person": ("person", "life"),
    "per_receipt": ("asset", "receipt"),
}  # fmt: skip
ABOVE = ("above_gross", "only_above_gross", "gross_threshold")
SPLITS = ("second_level", "second_level_split", "splits", "split")
DESCRIPTIVE = {
    *("id", "institution", "country", "source", "verified", "notes", "tier_sums", "sums_ok", "brackets_contiguous"),
    *("open_ended", "applies_by_note", "treatment", "treatment_note", "flags", "published_shares", "persons"),
    *("effective_from", "effective_to", "currency", "period", "deductions", "tiers", "partial", "applies_by", "when"),
    *("caps", "indexation", "thresholds", "variants", "previous", "base", "departure", *SPLITS),
}
SEEN: list[object] = []  # what the case at hand came to, for the report


def came_out(found: object) -> None:
    SEEN.append(found)


def load(name: str) -> list[dict]:
    """A file of the facts; decimals stay text, so that nothing becomes a binary fraction."""
    path = FOLDER / name
    data = json.loads(path.read_text(encoding="utf8"), parse_float=str) if path.exists() else []
    return data["scenarios"] if isinstance(data, dict) else data


def one(name: str, key: str) -> dict | None:
    """The entry of this id, whatever else stands in the file."""
    return next((entry for entry in load(name) if isinstance(entry, dict) and entry.get("id") == key), None)


def not_supported(what: object) -> NoReturn:
    pytest.skip(f"not supported: {what}")


def read(facts: dict) -> Policy:
    """The policy of a facts entry; a feature that the library refuses is skipped by its name."""
    try:
        return read_policy(document(facts))
    except Refused as error:
        if error.code in FEATURE:
            not_supported(error)
        raise


def document(facts: dict) -> dict:
    """A facts entry word by word in format 1. What has no place there is handed on, so that the library refuses it."""
    if facts["period"] not in PERIODS:
        not_supported(f"period {facts['period']}")
    tiers = _tiers(facts)
    parties = _parties(facts, tiers)
    persons = facts.get("persons") or (parties[0] if parties else None)
    scope, period = PERIODS[facts["period"]]
    if len(tiers) == 1 and tiers[0]["to"] is None and scope == "asset":
        scope, period = "flat", "life"
    unknown = facts.get("applies_by") == "unknown"
    optional = {
        "answers": {"applies_by": "received"} if unknown else None,
        "holds": facts.get("when"),
        "partial": {"en": facts.get("notes") or "partial"} if facts.get("partial") else None,
        "period": period if period != "life" else None,
        "caps": [_cap(item) for item in facts.get("caps", ())] or None,
        "indexation": _indexation(facts["indexation"]) if "indexation" in facts else None,
        "payout": _payout(facts),
        "what": {"en": facts["base"]} if facts.get("base") not in (None, "net", "gross", "income") else None,
    }
    splits = next((facts[word] for word in SPLITS if word in facts), {})
    return {
        "format": 1,
        "id": facts["id"],
        "name": {"en": facts["id"]},
        "institution": {"en": facts.get("institution", facts["id"])},
        "source": {"citation": facts.get("source", "scenario")},
        "currency": facts["currency"],
        "applies_by": facts.get("applies_by", "received"),
        "parties": [_party(key, key == persons, splits) for key in parties],
        "deductions": [_deduction(item) for item in facts["deductions"]],
        "scope": scope,
        "tiers": tiers,
        "rounding": "largest_remainder",
        **{key: value for key, value in optional.items() if value is not None},
        **{key: value for key, value in facts.items() if key not in DESCRIPTIVE},
    }


def _tiers(facts: dict) -> list[dict]:
    """Where the first tier begins at the height of an advance, the money below it is the advance: the net begins there."""
    tiers = [{**tier, "shares": {key: str(share) for key, share in tier["shares"].items()}} for tier in facts["tiers"]]
    advances = {str(item["value"]) for item in facts["deductions"] if item["kind"] == "amount" and item.get("payee")}
    if tiers and str(tiers[0]["from"]) in advances:
        tiers[0]["from"] = 0
    return tiers


def _parties(facts: dict, tiers: list[dict]) -> list[str]:
    named = [key for tier in tiers for key in tier["shares"]]
    named += [item["payee"] for item in facts["deductions"] if item.get("payee")]
    named += [item["excess_to"] for item in facts.get("caps", ())]
    return list(dict.fromkeys(named))


def _party(key: str, persons: bool, splits: dict) -> dict:
    parts = [{"percent": str(part), "key": name, "name": {"en": name}} for name, part in splits.get(key, {}).items()]
    return {"key": key, "name": {"en": key}, "persons": persons, **({"split": parts} if parts else {})}


def _deduction(facts: dict) -> dict:
    item = {key: value for key, value in facts.items() if key not in ("value", "value_verified", "name")}
    item |= {"key": facts["name"][:80], "name": {"en": facts["name"]}}
    if "base" in item:
        item["of"] = {"net": "remaining"}.get(facts["base"], item.pop("base"))
        item.pop("base", None)
    if "cap_percent_of_receipt" in item:
        item["at_most"] = item.pop("cap_percent_of_receipt")
    for word in ABOVE:
        if word in item:
            item["above"] = item.pop(word)
    if facts.get("value") is not None:
        item["percent" if facts["kind"] == "percent" else "amount"] = facts["value"]
    return item


def _cap(facts: dict) -> dict:
    item = dict(facts)
    return {"party": item.pop("party"), "amount": item.pop("max"), "to": item.pop("excess_to"), **item}


def _indexation(facts: dict) -> dict:
    """Thresholds as printed up to a day; what is printed without a day is left out. A table of the format stays as it is."""
    if "table" in facts:
        return facts
    if "snapshots" not in facts:
        not_supported(f"indexation by {', '.join(facts)}")
    dated = sorted((day, ends) for day, ends in facts["snapshots"].items() if day[:4].isdigit())
    since, table = facts["base_date"], []
    for until, ends in dated:
        table.append({"from": since, "to": until, "thresholds": ends})
        since = (datetime.date.fromisoformat(until) + datetime.timedelta(days=1)).isoformat()
    return {"index": facts["index"], "base_date": facts["base_date"], "table": table}


def _payout(facts: dict) -> dict | None:
    """`payable < 500: carry forward`; what else a threshold says has no place."""
    for rule in facts.get("thresholds", ()):
        words = rule["if"].split()
        if words[:2] == ["payable", "<"] and rule["then"] == "carry forward":
            return {"minimum": words[2]}
        if facts.get("treatment") != "ask":
            not_supported(f"threshold {rule['if']}")
    return None
