"""The facts' own form of policies, cases and scenarios, read for the library.

`FACTS=folder` runs the same tests over other files of the same form. What needs a feature that the library does not
have is skipped by name ("not supported: …"), never passed.
"""

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest

from ip.rules import Policy, Refused, read_policy

FOLDER = Path(os.environ.get("FACTS") or Path(__file__).parent.parent / "facts")
if not any((FOLDER / f"{name}.json").exists() for name in ("policies", "worked_examples", "scenarios")):
    raise FileNotFoundError(f"FACTS={FOLDER}: no policies.json, worked_examples.json or scenarios.json there")
FEATURE = ("unknown", "unknown_value")
PERIODS = {"flat": "flat", "cumulative": "asset", "per_case": "asset", "cumulative_per_license": "licence"}
DESCRIPTIVE = {
    *("id", "institution", "country", "source", "verified", "notes", "tier_sums", "sums_ok", "brackets_contiguous"),
    *("open_ended", "applies_by_note", "treatment", "treatment_note", "flags", "published_shares", "persons"),
    *("effective_from", "effective_to", "currency", "period", "deductions", "tiers", "partial", "applies_by", "when"),
}


def load(name: str) -> list[dict]:
    """A file of the facts; decimals stay text, so that nothing becomes a binary fraction."""
    path = FOLDER / name
    data = json.loads(path.read_text(encoding="utf8"), parse_float=str) if path.exists() else []
    return data["scenarios"] if isinstance(data, dict) else data


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
    tiers = facts["tiers"]
    parties = list(dict.fromkeys(key for tier in tiers for key in tier["shares"]))
    persons = facts.get("persons") or (parties[0] if parties else None)
    one_open_tier = len(tiers) == 1 and tiers[0]["from"] == 0 and tiers[0]["to"] is None
    scope = PERIODS.get(facts["period"], facts["period"])
    unknown = facts.get("applies_by") == "unknown"
    return {
        "format": 1,
        "id": facts["id"],
        "name": {"en": facts["id"]},
        "institution": {"en": facts.get("institution", facts["id"])},
        "source": {"citation": facts.get("source", "scenario")},
        "currency": facts["currency"],
        "applies_by": facts.get("applies_by", "received"),
        **({"answers": {"applies_by": "received"}} if unknown else {}),
        **({"holds": facts["when"]} if "when" in facts else {}),
        **({"partial": {"en": facts.get("notes", "partial")}} if facts.get("partial") else {}),
        "parties": [{"key": key, "name": {"en": key}, "persons": key == persons} for key in parties],
        "deductions": [_deduction(item) for item in facts["deductions"]],
        "scope": "flat" if one_open_tier and scope in ("asset", "annual") else scope,
        "tiers": [{**tier, "shares": {key: str(share) for key, share in tier["shares"].items()}} for tier in tiers],
        "rounding": "largest_remainder",
        **{key: value for key, value in facts.items() if key not in DESCRIPTIVE and (key != "base" or _foreign(value))},
    }


def _foreign(base: str) -> bool:
    """A formula that shares something else than money received."""
    return base not in ("net", "gross", "income")


def _deduction(facts: dict) -> dict:
    item = {key: value for key, value in facts.items() if key not in ("value", "value_verified", "name")}
    item |= {"key": facts["name"][:80], "name": {"en": facts["name"]}}
    if "base" in item:
        item["of"] = {"net": "remaining"}.get(facts["base"], item.pop("base"))
        item.pop("base", None)
    if "cap_percent_of_receipt" in item:
        item["at_most"] = item.pop("cap_percent_of_receipt")
    if facts.get("value") is not None:
        item["percent" if facts["kind"] == "percent" else "amount"] = facts["value"]
    return item


def fractions(parts: dict[str, str]) -> list[tuple[str, Fraction]]:
    return [(key, Fraction(part)) for key, part in parts.items()]
