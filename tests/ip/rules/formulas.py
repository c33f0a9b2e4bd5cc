"""A small formula of our own, and hypothesis strategies around it."""

from fractions import Fraction

from hypothesis import strategies as st

from ip.rules import Shares

AMOUNTS = st.integers(0, 10**13)
KEYS = ("inventors", "department", "school")


def formula(**changed: object) -> dict:
    """Two tiers of the asset's life, a fee of gross, costs; `changed` replaces top-level words."""
    return {
        "format": 1,
        "id": "own",
        "name": {"en": "Own", "zh": "自有"},
        "institution": {"en": "Linhai University"},
        "source": {"citation": "an illustration"},
        "currency": "CNY",
        "applies_by": "received",
        "parties": [{"key": key, "name": {"en": key}, "persons": key == "inventors"} for key in KEYS],
        "deductions": [
            {"key": "office", "kind": "percent", "name": {"en": "Office"}, "percent": "15", "of": "gross"},
            {"key": "costs", "kind": "cost_recovery", "name": {"en": "Costs"}},
        ],
        "scope": "asset",
        "tiers": [
            {"from": "0", "to": "1000", "shares": dict.fromkeys(KEYS, "100/3")},
            {"from": "1000", "shares": {"inventors": "25", "department": "37.5", "school": "37.5"}},
        ],
        "rounding": "largest_remainder",
        **changed,
    }


def _percents(parts: list[int]) -> list[str]:
    whole = sum(parts)
    return [str(Fraction(100 * part, whole)) for part in parts]


@st.composite
def formulas(draw: st.DrawFn) -> dict:
    """Any formula with one to four tiers, costs with or without a cap, a fee before or after."""
    ends = sorted(draw(st.sets(st.integers(1, 10**9), max_size=3)))
    some = st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(lambda parts: all(parts))
    tiers = [
        {"from": start, **({"to": end} if end else {}), "shares": dict(zip(KEYS, _percents(draw(some)), strict=True))}
        for start, end in zip([0, *ends], [*ends, None], strict=True)
    ]
    cap = draw(st.none() | st.integers(0, 100))
    costs = {"key": "costs", "kind": "cost_recovery", "name": {"en": "C"}, **({} if cap is None else {"at_most": cap})}
    of = draw(st.sampled_from(["gross", "remaining"]))
    percent = str(Fraction(draw(st.integers(0, 700)), 7))
    fee = {"key": "office", "kind": "percent", "name": {"en": "O"}, "percent": percent, "of": of}
    return formula(tiers=tiers, deductions=draw(st.permutations([costs, fee])))


@st.composite
def share_sets(draw: st.DrawFn) -> Shares:
    parts = draw(st.lists(st.integers(0, 1000), min_size=1, max_size=7).filter(any))
    return Shares.read([(f"person {number}", part) for number, part in enumerate(parts)], whole=sum(parts))
