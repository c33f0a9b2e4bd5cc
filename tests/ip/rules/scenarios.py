"""A scenario of the facts, played by the library (ip/rules/play)."""

from collections.abc import Iterator
from fractions import Fraction

from ip.rules import Refused
from ip.rules.play import World, read_setting
from tests.ip.rules import shapes
from tests.ip.rules.facts import FEATURE, read
from tests.ip.rules.folder import not_supported

WORDS = {"id", "words", "features", "institutions", "deals", "share_sets", "events", "payout", "cases", "assets"}
TOLD = {"notes", "source", "verified", "origin", "status", "optional", "result_provenance"}
SOMETIMES = {"steps", "converted", "vat", "cash", "withheld_counted_as_received", "paid_now", "share_set", "units"}


def world(scenario: dict) -> World:
    """The beginning of the scenario. A word that the library does not know is skipped by its name."""
    shapes.scenario(scenario)
    for word in sorted(scenario.keys() - WORDS - TOLD):
        not_supported(f"scenario with {word}")
    houses = scenario["institutions"]
    policies = {name: [read(facts) for facts in house["policies"]] for name, house in houses.items()}
    beside = {name: {key: value for key, value in house.items() if key != "policies"} for name, house in houses.items()}
    setting = {key: scenario[key] for key in ("deals", "share_sets", "payout", "cases", "assets") if key in scenario}
    return World(_supported(read_setting, policies, {**setting, "institutions": beside}))


def played(scenario: dict) -> Iterator[tuple[dict, dict, dict]]:
    """Each event with what was expected and what came out of it, zeros left out on both sides."""
    here = world(scenario)
    for event in scenario["events"]:
        told = {word: value for word, value in event.items() if word not in ("words", *TOLD)}
        found = _supported(here.play, told)
        expected = event["expected"]
        assert sum(found["amounts"].values()) == found["to_share"], event.get("n")
        yield event, comparable(expected), comparable(_looked_at(found, expected))


def _looked_at(found: dict, expected: dict) -> dict:
    """As much of what was found as the event speaks of; what nothing here computes is skipped by its name."""
    unknown = expected.keys() - found.keys() - SOMETIMES
    unknown |= expected.get("state", {}).keys() - found["state"].keys() - {"held", "carried", "paid"}
    if unknown:
        not_supported(f"expected {', '.join(sorted(unknown))}")
    seen = {key: found.get(key) for key in expected}
    if "state" in expected:
        seen["state"] = {key: found["state"].get(key) for key in expected["state"]}
    if "steps" in expected:
        seen["steps"] = [{key: value for key, value in step.items() if key != "trace"} for step in found.get("steps", ())]
    return seen


def comparable(found: dict) -> dict:
    """Without zeros; parts of a share set as fractions in lowest terms, however they are written."""
    parts = {"share_set": {key: str(Fraction(part)) for key, part in found["share_set"].items()}} if "share_set" in found else {}
    return without_zeros(found | parts)


def _supported(act, *given):
    try:
        return act(*given)
    except Refused as error:
        if error.code in FEATURE:
            not_supported(error)
        raise


def without_zeros(value: object) -> object:
    """A line of zero may be left out, on both sides."""
    if isinstance(value, dict):
        return {key: without_zeros(item) for key, item in value.items() if item != 0}
    return [without_zeros(item) for item in value] if isinstance(value, list) else value
