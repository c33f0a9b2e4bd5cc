"""Formulas in the manner of published ones, with odd features, typed in by an administrator: over several receipts everyone gets
what a program of this file alone gives, written for that formula by itself on plain fractions, to the unit that rounding moves."""
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest
from django.urls import reverse

from ip.models import PolicyVersion
from ip.rules import Shares, distribute
from ip.rules.standing import START
from record.currencies import exponent
from tests.ip.typist import Typist

Gives = dict[str, Fraction]
RECEIPTS = [(1_234, 0), (60_000, 7_777), (1, 0), (99_999, 123_456), (333_333, 0), (1_000_000, 50_000), (7, 0)]  # (gross, new costs)


@dataclass(frozen=True)
class Typed:
    """`steps`: of each step of the editor, what is typed into its head and its rows (list, kind, fields)."""

    currency: str
    parties: list[dict]
    tiers: list[tuple[str, dict]]  # (up to, percentages by field)
    program: Callable[[], Callable[[Fraction, Fraction], Gives]]  # one life of a case: receipt and new costs → by key
    deductions: list[tuple[str, dict]] = field(default_factory=list)
    counting: dict = field(default_factory=dict)
    special: list[tuple[str, str, dict]] = field(default_factory=list)
    persons: tuple = (("ada", "2/3"), ("bo", "1/3"))
    rounding: str = "largest_remainder"


def among(tiers, before: Fraction, net: Fraction) -> list[Fraction]:
    """[(end or None, parts)] → what lies in each tier, by its parts."""
    found, begin = [Fraction(0)] * len(tiers[0][1]), Fraction(0)
    for end, parts in tiers:
        inside = max(Fraction(0), min(before + net, before + net if end is None else Fraction(end)) - max(before, begin))
        found = [had + inside * Fraction(part) / 100 for had, part in zip(found, parts, strict=True)]
        begin = Fraction(end or 0)
    return found


def by_share(amount: Fraction) -> Gives:
    return {"ada": amount * Fraction(2, 3), "bo": amount / 3}


def insured():
    """The employer’s insurance of 13.8 % on top is borne by the researchers: of 113.8 they get 100."""
    tiers = [(72_000, ("60", "10", "30")), (720_000, ("45", "30", "25")), (None, ("22.5", "40", "37.5"))]
    state = {"net": Fraction(0), "pool": Fraction(0)}

    def one(gross, costs):
        state["pool"] += costs
        paid = min(state["pool"], gross)
        state["pool"] -= paid
        net = gross - paid
        researchers, fund, department = among(tiers, state["net"], net)
        state["net"] += net
        return {"costs": paid, "insurance": researchers * Fraction(138, 1138), "fund": fund, "department": department,
                **by_share(researchers * Fraction(1000, 1138))}  # fmt: skip

    return one


def capped_costs():
    """17 % of the gross to the centre; costs at most half of a receipt; slab tiers of the year; what the lab has above 150,000 goes
    to the faculty and the reserve, one to two."""
    state = {"net": Fraction(0), "pool": Fraction(0), "lab": Fraction(0)}

    def one(gross, costs):
        state["pool"] += costs
        fee = gross * 17 / 100
        paid = min(state["pool"], gross / 2, gross - fee)
        state["pool"] -= paid
        net = gross - fee - paid
        state["net"] += net
        total = state["net"]
        parts = ("50", "40", "10") if total <= 100_000 else ("33.335", "56.665", "10") if total <= 500_000 else ("25", "60", "15")
        inventors, lab, faculty = (net * Fraction(part) / 100 for part in parts)
        over = max(Fraction(0), lab - max(Fraction(0), 150_000 - state["lab"]))
        state["lab"] += lab - over
        return {"centre": fee, "costs": paid, "lab": lab - over, "faculty": faculty + over / 3, "reserve": over * 2 / 3, **by_share(inventors)}

    return one


def third_party():
    """A funder’s 12.345 % first, no more than 20,000 in all; of what is left a third each; the chair’s third goes half to the unit
    of each inventor, and what has no unit to the school."""
    state = {"funder": Fraction(0)}

    def one(gross, costs):
        fee = min(gross * Fraction("12.345") / 100, 20_000 - state["funder"])
        state["funder"] += fee
        third = (gross - fee) / 3
        return {"funder": fee, "school": third + third / 3, "optics": third * 2 / 3, **by_share(third)}

    return one


def by_person():
    """Each inventor’s own part of the net runs through the tiers; the first 500 of each year for each of them come first."""
    tiers = [(20_000, ("80", "20")), (200_000, ("50", "50")), (None, ("100/3", "200/3"))]
    state = {"ada": Fraction(0), "bo": Fraction(0), "had": {"ada": Fraction(0), "bo": Fraction(0)}, "pool": Fraction(0)}

    def one(gross, costs):
        state["pool"] += costs
        dues = {who: 500 - state["had"][who] for who in ("ada", "bo")}
        first = min(sum(dues.values()), gross)
        firsts = {who: first * due / sum(dues.values()) if sum(dues.values()) else Fraction(0) for who, due in dues.items()}
        for who, amount in firsts.items():
            state["had"][who] += amount
        paid = min(state["pool"], (gross - first))
        state["pool"] -= paid
        gives = {"costs": paid, "office": Fraction(0)}
        for who, part in by_share(gross - first - paid).items():
            own, office = among([(end, [Fraction(p) for p in parts]) for end, parts in tiers], state[who], part)
            state[who] += part
            gives |= {who: own + firsts[who], "office": gives["office"] + office}
        return gives

    return one


def of_gross():
    """The tiers count what came in; the broker has 10 % of the first 100,000 and 2.5 % above, there no more than 20,000; of all
    together no inventor has more than 200,000, what is above goes to the library."""
    tiers = [(100_000, ("60", "25", "15")), (None, ("40", "35", "25"))]
    state = {"gross": Fraction(0), "broker": Fraction(0), "each": {"ada": Fraction(0), "bo": Fraction(0)}}

    def one(gross, costs):
        first = max(Fraction(0), min(gross, 100_000 - state["gross"]))
        low = min(first / 10, gross)
        high = min((gross - first) / 40, 20_000 - state["broker"])
        state["broker"] += high
        net = gross - low - high
        parts = among(tiers, state["gross"], gross)
        inventors, lab, library = (net * part / gross for part in parts)
        state["gross"] += gross
        gives = {"broker": low, "broker_above": high, "lab": lab, "library": library}
        for who, part in by_share(inventors).items():
            kept = min(part, 200_000 - state["each"][who])
            state["each"][who] += kept
            gives |= {who: kept, "library": gives["library"] + part - kept}
        return gives

    return one


def row(name: str, **more) -> dict:
    return {"name_en": name, **more}


COSTS = ("cost_recovery", row("Costs"))
FORMULAS = {
    "Researchers bear the employer’s insurance": Typed(
        "GBP", [row("Researchers"), row("Fund"), row("Department"), row("Inventors", of="1", percent="100000/1138", persons="on"),
                row("Insurance", of="1", percent="13800/1138")],
        [("£72k", {"researchers": "60%", "fund": "10%", "department": "30%"}), ("£720,000", {"researchers": "45", "fund": "30", "department": "25"}),
         ("", {"researchers": "22,5", "fund": "40", "department": "37,5"})], insured, [COSTS], {"scope": "asset"},
    ),
    "A fee of the gross, costs of half a receipt, slabs of a life and a laboratory that is full": Typed(
        "EUR", [row("Inventors", persons="on"), row("Lab"), row("Faculty"), row("Reserve")],
        [("100.000,00", {"inventors": "50", "lab": "40", "faculty": "10"}), ("500 000 €", {"inventors": "33,335 %", "lab": "56,665 %", "faculty": "10"}),
         ("", {"inventors": "25", "lab": "60", "faculty": "15"})], capped_costs,
        [("percent", row("Centre", percent="17 %")), ("cost_recovery", row("Costs", at_most="50,000 %"))], {"scope": "asset", "tiering": "slab"},
        [("caps", "cap", {"party": "lab", "amount": "€150 000", "to__faculty": "33 1/3", "to__reserve": "200/3"})],
    ),
    "A funder’s part by contract, thirds, and units": Typed(
        "CHF", [row("Inventors", persons="on"), row("School"), row("Chair", units="own", no_unit_to="school")],
        [("", {"inventors": "100/3", "chair": "100/3", "school": "100/3"})], third_party,
        [("percent", row("Funder", percent="12,345 %", limit="CHF 20'000.–", third_party="on"))], {"scope": "flat"},
    ),
    "Tiers of each person, and a first amount for each": Typed(
        "AUD", [row("Inventors", persons="on"), row("Office")],
        [("A$20,000", {"inventors": "80", "office": "20"}), ("A$200,000", {"inventors": "50", "office": "50"}),
         ("", {"inventors": "100/3", "office": "200/3"})], by_person,
        [("amount", row("First dollars", amount="$500", payee="inventors", per="life", each="on")), COSTS], {"scope": "person"},
    ),
    "The gross counts, a broker slides, and each inventor has a limit": Typed(
        "SGD", [row("Inventors", persons="on"), row("Lab"), row("Library")],
        [("S$100,000", {"inventors": "60", "lab": "25", "library": "15"}), ("", {"inventors": "40", "lab": "35", "library": "25"})], of_gross,
        [("percent", row("Broker", percent="10", up_to="100,000")), ("percent", row("Broker above", percent="2,5", above="100,000", limit="20,000"))],
        {"scope": "asset", "counts": "gross"}, [("caps", "cap", {"party": "inventors", "amount": "200,000", "holds": "each", "to__library": "100"})],
    ),
}  # fmt: skip


def typed(desk: Typist, name: str, said: Typed) -> PolicyVersion:
    desk.fill("head", name_en=name, institution_en="Ours", citation=name, currency=said.currency, applies_by="received").go("parties")
    for party in said.parties:
        desk.add("parties", "party", **party)
    desk.go("deductions")
    for kind, fields in said.deductions:
        desk.add("deductions", kind, **fields)
    desk.go("tiers").fill("head", **said.counting)
    for to, shares in said.tiers:
        desk.add("tiers", "tier", to=to, **{f"share__{key}": part for key, part in shares.items()})
    desk.go("special")
    for rows, kind, fields in said.special:
        desk.add(rows, kind, **fields)
    desk.go("check")
    desk.page.sent["deal_kinds"] = ["licence"]
    assert desk.press("save").answer.status_code == 303, desk.text
    return PolicyVersion.objects.get(state="draft")


@pytest.mark.parametrize("name", FORMULAS)
def test_over_several_receipts_everyone_gets_what_a_program_of_its_own_gives(world, name):
    said = FORMULAS[name]
    policy = typed(Typist(world.client("linhai", "administrator"), reverse("ip:write_policy")), name, said).formula
    unit, standing, program = 10 ** exponent(said.currency), START, said.program()
    persons = Shares.read(said.persons, units={"ada": ("science", "optics")})
    for gross, costs in RECEIPTS:
        standing = replace(standing, pool=standing.pool + costs * unit)
        found = distribute(policy, gross * unit, currency=said.currency, standing=standing, shares=persons)
        gives, amounts = {key: part * unit for key, part in program(Fraction(gross), Fraction(costs)).items()}, found.amounts()
        assert sum(gives.values()) == sum(amounts.values()) == gross * unit
        off = {key: (amounts.get(key, 0), float(gives.get(key, Fraction(0)))) for key in {*gives, *amounts} if abs(amounts.get(key, 0) - gives.get(key, Fraction(0))) > 3}
        assert not off, (gross, off)
        standing = found.after
