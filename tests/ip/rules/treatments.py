"""What becomes of a formula of the facts: loaded and computed, loaded as a template that asks, or refused with its sum."""

from fractions import Fraction

from ip.policies import published
from ip.rules import Refused, answered, distribute, read_policy
from tests.ip.rules.facts import document, read
from tests.ip.rules.folder import came_out, not_supported

OURS = published()


def usable(doc: dict) -> dict:
    """With an answer where the source does not say which date picks the version."""
    return answered(doc, applies_by="received") if doc["applies_by"] == "unknown" else doc


def treated(facts: dict) -> None:
    known = {"refuse": _refused, "ask": _asks, "load": _loads, "exact_form": _loads}
    if facts["treatment"] not in known:
        not_supported(f"treatment {facts['treatment']}")
    known[facts["treatment"]](facts)


def _refused(facts: dict) -> None:
    try:
        read_policy(document(facts))
    except Refused as error:
        came_out(str(error))
        assert error.code in _faults(facts), f"refused for another reason: {error}"
        if error.code == "sum" and facts.get("tier_sums"):
            assert Fraction(error.facts["sum"]) in {Fraction(str(sum_)) for sum_ in facts["tier_sums"]}
        return
    raise AssertionError("it was loaded")


def _faults(facts: dict) -> tuple[str, ...]:
    """Why an entry is to be refused: what it says of itself, a wrong sum where it says nothing."""
    found = () if facts.get("sums_ok") else ("sum",)
    found += () if facts.get("brackets_contiguous", True) else ("gap", "order", "closed_end")
    return found + (() if facts.get("open_ended", True) else ("open_end",))


def _asks(facts: dict) -> None:
    """Our file of it where there is one, else the entry with the question that its treatment names."""
    policy = read_policy(usable(OURS[facts["id"]]) if facts["id"] in OURS else template(facts))
    came_out(f"asks {', '.join(question.key for question in policy.questions)}")
    assert policy.questions
    try:
        distribute(policy, 100, currency=facts["currency"])
    except Refused as error:
        assert error.code == "unanswered"
        return
    raise AssertionError("it was used without an answer")


def template(facts: dict) -> dict:
    """A facts entry that waits for its answer: for the tiers where it has none, else for which reading applies."""
    made = document(facts)
    ask = {"key": "treatment", "question": {"en": facts.get("treatment_note") or "What does the source leave out?"}}
    if not made["tiers"]:
        del made["tiers"], made["parties"]
        asks = [{**ask, "at": "tiers", "answer": "tiers"}, {**ask, "key": "parties", "at": "parties", "answer": "parties"}]
    elif unstated := [number for number, step in enumerate(made["deductions"]) if _unstated(step)]:
        asks = [{**ask, "key": f"value{number}", "at": f"deductions[{number}].percent", "answer": "percent"} for number in unstated]
    else:
        asks = [{**ask, "options": [{"value": "as_stated", "name": {"en": "As it is stated here"}}]}]
    return {**made, "asks": asks}


def _unstated(step: dict) -> bool:
    return step["kind"] == "percent" and "percent" not in step and not step.get("optional")


def _loads(facts: dict) -> None:
    policy = read(facts)
    for name, shares in (facts.get("variants") or {}).items():
        read({**facts, "id": f"{facts['id']} {name}"[:80], "tiers": [{"from": 0, "to": None, "shares": shares}], "persons": None})
    named = [key for tier in facts["tiers"] for key in tier["shares"]]
    assert [party.key for party in policy.parties][: len(set(named))] == list(dict.fromkeys(named))
    on = policy.indexation.table[0].until if policy.indexation else None
    for used in policy.formulas:
        result = distribute(used, 12_345_678, currency=facts["currency"], on=on)
        came_out(f"{f'by {used.schedule}' if used.schedule else 'loaded'}; 12345678 gives {result.amounts()}")
        assert sum(line.amount for line in result.lines) == 12_345_678
