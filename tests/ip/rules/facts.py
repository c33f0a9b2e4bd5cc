"""The facts' own form of policies, read for the library."""

import datetime
import re

from ip.rules import Policy, Refused, read_policy
from tests.ip.rules import shapes
from tests.ip.rules.folder import left_aside, not_supported

FEATURE = ("unknown", "unknown_value")
PERIODS = {
    "flat": ("asset", "life"), "cumulative": ("asset", "life"), "per_case": ("case", "life"), "annual": ("asset", "year"),
    "cumulative_per_license": ("licence", "life"), "cumulative_per_licence": ("licence", "life"), "per_license": ("licence", "life"),
    "cumulative_per_invention": ("asset", "life"), "per_invention": ("asset", "life"), "cumulative_per_case": ("case", "life"),
    "per_person": ("person", "life"), "cumulative_per_person": ("person", "life"), "annual_per_license": ("licence", "year"),
    "annual_per_person": ("person", "year"), "cumulative_per_institution": ("institution", "life"), "per_receipt": ("asset", "receipt"),
}  # fmt: skip
ABOVE = ("above_gross", "only_above_gross", "gross_threshold")
SPLITS = ("second_level", "second_level_split", "splits", "split")
DESCRIPTIVE = {
    *("id", "institution", "country", "source", "verified", "notes", "tier_sums", "sums_ok", "brackets_contiguous"),
    *("open_ended", "applies_by_note", "treatment", "treatment_note", "flags", "published_shares", "persons"),
    *("effective_from", "effective_to", "currency", "period", "deductions", "tiers", "partial", "applies_by", "when"),
    *("caps", "schedules", "indexation", "thresholds", "variants", "previous", "base", "departure", "units", "groups", *SPLITS),
}
ASIDE = ("previous", "effective_from", "effective_to", "published_shares")  # said in the report: no amount follows from them


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
    shapes.policy(facts)
    facts = {**facts, "deductions": facts.get("deductions") or []}
    if facts["period"] not in PERIODS:
        not_supported(f"period {facts['period']}")
    if facts.get("base") == "gross" and facts.get("treatment", "load") == "load" and _costs(facts):
        not_supported("shares of the gross beside deductions from it")
    left_aside(word for word in ASIDE if word in facts)
    tiers = _tiers(facts)
    parties = _parties(facts, tiers)
    splits = next((facts[word] for word in SPLITS if word in facts), {})
    persons = facts.get("persons") or next(iter(parties[:1]), None)
    persons = None if persons in splits else persons
    divided, groups = facts.get("units") or {}, facts.get("groups") or {}
    scope, period = PERIODS[facts["period"]]
    if len(tiers) == 1 and tiers[0].get("to") is None and scope == "asset":
        scope, period = "flat", "life"
    unknown = facts.get("applies_by") == "unknown"
    optional = {
        "answers": {"applies_by": "received"} if unknown else None,
        "holds": facts.get("when"),
        "partial": {"en": facts.get("notes") or "partial"} if facts.get("partial") else None,
        "period": period if period != "life" else None,
        "caps": [_cap(item) for item in facts.get("caps", ())] or None,
        "schedules": [_schedule(item) for item in facts.get("schedules", ())] or None,
        "indexation": _indexation(facts["indexation"]) if "indexation" in facts else None,
        **_thresholds(facts),
        "persons": _departure(facts["departure"]) if "departure" in facts else None,
        "unconfirmed": _unconfirmed(facts) or None,
        "what": {"en": facts["base"]} if facts.get("base") not in (None, "net", "gross", "income") else None,
    }
    return {
        "format": 1,
        "id": facts["id"],
        "name": {"en": facts["id"]},
        "institution": {"en": facts.get("institution") or facts["id"]},
        "source": {"citation": facts.get("source") or "scenario"},
        "currency": facts["currency"],
        "applies_by": facts.get("applies_by", "received"),
        "parties": [_party(key, key == persons, splits, divided, groups) for key in parties],
        "deductions": [_deduction(item) for item in facts["deductions"]],
        "scope": scope,
        "tiers": tiers,
        "rounding": "largest_remainder",
        **{key: value for key, value in optional.items() if value is not None},
        **{key: value for key, value in facts.items() if key not in DESCRIPTIVE},
    }


def _tiers(facts: dict) -> list[dict]:
    """Where the first tier begins at the height of an advance, the money below it is the advance: the net begins there."""
    tiers = _plain(facts["tiers"])
    advances = {str(item["value"]) for item in facts["deductions"] if item["kind"] == "amount" and item.get("payee")}
    if tiers and str(tiers[0]["from"]) in advances:
        tiers[0]["from"] = 0
    return tiers


def _plain(tiers: list[dict]) -> list[dict]:
    """Shares as text, without what is only said of a tier."""
    found = [{**tier, "shares": {key: str(share) for key, share in tier["shares"].items()}} for tier in tiers]
    return [{word: value for word, value in tier.items() if word not in ("notes", "note", "source")} for tier in found]


def _schedule(facts: dict) -> dict:
    """A formula for money of some origin: its tiers, deductions and caps in the words of the facts, or of the format."""
    item = {**facts, "tiers": _plain(facts["tiers"])}
    item["name"] = {"en": facts["name"]} if isinstance(facts.get("name"), str) else facts.get("name", {"en": facts.get("key", "")})
    if "deductions" in facts:
        item["deductions"] = [_deduction(step) if isinstance(step.get("name"), str) else step for step in facts["deductions"]]
    if "caps" in facts:
        item["caps"] = [_cap(cap) for cap in facts["caps"]]
    return item


def _parties(facts: dict, tiers: list[dict]) -> list[str]:
    named = [key for tier in tiers for key in tier["shares"]]
    named += [item["payee"] for item in facts["deductions"] if item.get("payee")]
    within = {key for word in SPLITS for parts in facts.get(word, {}).values() for key in parts}
    named += [item["excess_to"] for item in facts.get("caps", ()) if item.get("excess_to") not in (None, *within)]
    return list(dict.fromkeys(named))


def _party(key: str, persons: bool, splits: dict, units: dict, groups: dict) -> dict:
    """`units`: by party, whose units divide it; `groups`: by party, the group of persons that has it."""
    words = {name: {"key": name, "name": {"en": name}, **({"units": units[name]} if name in units else {}),
                    **({"persons": groups[name]} if name in groups else {})} for name in (key, *splits.get(key, {}))}
    parts = [{"percent": str(part), **words[name]} for name, part in splits.get(key, {}).items()]
    return {"persons": persons, **words[key], **({"split": parts} if parts else {})}


def _deduction(facts: dict) -> dict:
    item = {key: value for key, value in facts.items() if key not in ("value", "value_verified", "name", "notes", "note", "source")}
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
        item["percent" if facts["kind"] in ("percent", "statutory") else "amount"] = facts["value"]
    if facts["kind"] == "statutory":
        item.pop("of", None)
        item.setdefault("law", facts["name"])
    return item


def _costs(facts: dict) -> bool:
    """Whether anything comes off that is neither a law's grant nor owed to others."""
    return any(item["kind"] != "statutory" and not item.get("payee") and not item.get("third_party") for item in facts["deductions"])


def _unconfirmed(facts: dict) -> list[dict]:
    """Values that no source confirms."""
    at = [number for number, item in enumerate(facts["deductions"]) if item.get("value_verified") is False and item.get("value") is not None]
    return [{"at": f"deductions[{number}]", "en": facts.get("treatment_note") or "Not confirmed in a source."} for number in at]


def _departure(rule: str) -> dict:
    """`keeps`, `lost_to_others`, `lost_to:PARTY`, as a scenario's institution says it."""
    word, _colon, party = rule.partition(":")
    return {"leaves": {word: party} if party else word}


def _cap(facts: dict) -> dict:
    item = dict(facts)
    if "max" not in item:
        return item
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


def _thresholds(facts: dict) -> dict:
    """`payable < 500: carry forward`, `unclaimed > 5 years: forfeited to other inventors` (or to a party); what else a
    threshold says has no place."""
    payout: dict[str, object] = {}
    for rule in facts.get("thresholds") or ():
        least = re.fullmatch(r"payable < ([0-9.]+)", rule["if"])
        years = re.fullmatch(r"unclaimed (?:>|>=|for|after)? ?([0-9]+) years?", rule["if"])
        if least and rule["then"] in ("carry forward", "carried forward"):
            payout["minimum"] = least[1]
        elif years and rule["then"].startswith("forfeit"):
            to = rule["then"].rpartition(" to ")[2].removeprefix("the ")
            others = re.fullmatch(r"other (inventors|persons|creators|completers)", to)
            payout |= {"forfeited_after_years": int(years[1]), "forfeited_to": "other_persons" if others else to.replace(" ", "_")}
        elif facts.get("treatment") != "ask":
            not_supported(f"threshold {rule['if']}: {rule['then']}")
    return {"payout": payout or None}
