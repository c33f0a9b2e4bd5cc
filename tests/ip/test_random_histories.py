"""Random formulas over random histories: the ledger's totals are the library's, to the minor unit, after every event.

A few in every run; `HISTORIES=200 pytest tests/ip/test_random_histories.py` plays as many as one likes, with `FIRST=500`
others than before.
"""
import os
from fractions import Fraction
from math import lcm
from random import Random

import pytest
from django.db.models import Sum

from audit.recompute import recompute
from ip import actions
from ip.actions import costs, receipts
from ip.models import Distribution, DistributionLine
from ip.rules import read_policy
from ip.rules.play import World, read_setting
from ip.standing import open_pool, scope_of
from ip.versions import dates_of
from ledger.balances import total
from ledger.models import Entry, Receipt
from partners.models import Institution
from record.errors import Invalid
from tests.ip.played import LONG_AGO
from tests.ip.rules.random_formulas import PERSONS, document, history, parts, walk
from tests.ip.test_holds import reverse
from tests.world import ip as made
from tests.world import money, policies

pytestmark = pytest.mark.django_db
COUNT, FIRST = (int(os.environ.get(name, usual)) for name, usual in (("HISTORIES", "3"), ("FIRST", "0")))
FEE = "upfront"  # the kind of income that a random formula may share in its own way


def formula(draw: Random) -> dict:
    """As the reader takes it; kinds of income by the words of this house; and what becomes of who leaves or dies."""
    found = document(draw)
    to = [party["key"] for party in found["parties"] if not party.get("persons") and not party.get("split")]
    fates = ["lost_to_others", *({"lost_to": key} for key in to[:1])]
    if any(party.get("persons") for party in found["parties"]):
        found["persons"] = {"leaves": draw.choice(["keeps", *fates, *fates]), "dies": draw.choice(["heirs", "heirs", *fates])}
    for item in found.get("schedules", ()):
        if "kinds" in item:
            item["kinds"] = [FEE if kind == "signing_fee" else kind for kind in item["kinds"]]
    return found


def people_of(draw: Random, facts: dict) -> dict[str, Fraction]:
    if not any(party.get("persons") for party in facts["parties"]):
        return {}
    names = PERSONS[: draw.randint(1, 4)]
    return {name: Fraction(part) / 100 for name, part in zip(names, parts(draw, len(names)), strict=True) if Fraction(part)}


def groups_of(draw: Random, facts: dict) -> dict[str, dict[str, Fraction]]:
    """By group of the formula who is in it, some of them inventors, too."""
    found = {}
    for party in (below for top in facts["parties"] for below in walk(top)):
        if isinstance(party.get("persons"), str):
            names = draw.sample((*PERSONS, "eve", "flo"), draw.randint(1, 3))
            shares = zip(names, parts(draw, len(names)), strict=True)
            found[party["persons"]] = {name: Fraction(part) / 100 for name, part in shares if Fraction(part)}
    return found


def events_of(draw: Random, facts: dict, people: dict[str, Fraction]) -> list[dict]:
    """Costs and receipts, and now and then a receipt that goes back, in part or as a whole, and somebody who leaves or dies."""
    found, came, n, there = [], {}, 0, list(people)
    pools = {step.get("pool", "") for step in all_steps(facts) if step["kind"] == "cost_recovery"}
    for what, day, amount, of in history(draw, facts):
        n += 1
        own = {item["key"]: draw.choice(item["options"])["value"] for item in facts.get("circumstances", ())}
        if (what == "cost" and of not in ("", *pools)) or not amount:
            continue
        given = {"amount": amount, "pool": of} if what == "cost" else {"amount": amount, "income": FEE if of == "signing_fee" else of, "circumstances": own}
        found.append({"n": n, "date": day, "kind": what, "given": given})
        if what == "receipt":
            came[n] = amount
        if came and draw.random() < 0.5:
            of = draw.choice(list(came))
            back = draw.choice((came[of], draw.randint(1, came[of])))
            found.append({"n": 100 + n, "date": day, "kind": "partial_reversal", "given": {"of": of, "amount": back}})
            came[of] -= back
            came = {key: left for key, left in came.items() if left}
        if len(there) > 1 and draw.random() < 0.4:
            kind = draw.choice(("leaves", "dies"))
            heirs = {"heir 1": "2/3", "heir 2": "1/3"} if kind == "dies" and facts["persons"]["dies"] == "heirs" else {}
            given = {"person": there.pop(draw.randrange(len(there))), **({"heirs": heirs} if heirs else {})}
            found.append({"n": 200 + n, "date": day, "kind": kind, "given": given})
            if heirs:  # one case of inheritance is enough
                there = []
    return found


def all_steps(facts: dict) -> list[dict]:
    return [*facts["deductions"], *(step for item in facts.get("schedules", ()) for step in item.get("deductions", ()))]


class House:
    """One licence of Linhai, and the actions of its people."""

    def __init__(self, world, deal, facts: dict, sets: dict[str, dict[str, Fraction]]):
        self.world, self.deal, self.came = world, deal, {}
        self.version = policies.published(world, facts, applies_by="", since=LONG_AGO)
        self.people = {name: world.person("linhai", "viewer", name=name) for people in sets.values() for name in people}
        for group, people in sets.items():
            whole = lcm(*(part.denominator for part in people.values()))
            pairs = [(self.people[name], int(part * whole)) for name, part in people.items()]
            actions.propose_shares(actor=world.actor("linhai", "investigator"), asset=deal.asset, seen=0, since=LONG_AGO, whole=whole,
                                   parts=pairs, reasons="", group=group)  # fmt: skip
        self.names = {str(person.uid): name for name, person in self.people.items()}
        self.scope = scope_of(deal.owner, deal.asset, "CNY")

    def play(self, n, date, kind, given) -> None:
        finance = self.world.actor("linhai", "finance")
        if kind == "cost":
            costs.record_cost(actor=finance, asset=self.deal.asset, currency="CNY", spent_on=date, what="Fee", **given)
        elif kind in ("leaves", "dies"):
            self.depart(kind, date, **given)
        elif kind == "receipt":
            self.came[n] = money.posted(self.world, self.deal, given["amount"], on=date, income=given["income"],
                                          circumstances=given["circumstances"])  # fmt: skip
        elif self.came[given["of"]].corrections.exists() or given["amount"] < self.came[given["of"]].amount:
            money.taken(self.world, self.came[given["of"]], given["amount"])
        else:
            row = Distribution.objects.get(pk=self.came[given["of"]].pk)
            reverse(self.world, row)
            receipt = Receipt.objects.get(pk=row.part.settlement.receipt_id)
            receipts.reverse_deal_receipt(actor=finance, receipt=receipt, seen=receipt.version, reasons="The bank.")

    def depart(self, kind, date, person, heirs=None) -> None:
        last = self.deal.asset.share_sets.filter(group="").order_by("-number").first()
        said = {"asset": self.deal.asset, "seen": last.number, "person": self.people[person], "what": "left" if kind == "leaves" else "died",
                "on": date, "version": self.version, "reasons": "It happened.",
                "heirs": [{"name_en": name, "part": int(3 * Fraction(part))} for name, part in (heirs or {}).items()]}  # fmt: skip
        investigator = self.world.actor("linhai", "investigator")
        if kind == "leaves" and self.version.formula.people.leaves == "keeps":
            with pytest.raises(Invalid):
                actions.propose_departure(actor=investigator, **said)
            return
        departure = actions.propose_departure(actor=investigator, **said)
        self.names |= {str(share.person.uid): share.person.name for share in departure.share_set.shares.exclude(person=None)
                       if share.person.name in (heirs or {})}  # fmt: skip

    def totals(self) -> dict[str, int]:
        lines = DistributionLine.objects.filter(distribution__state="posted").order_by()
        return {f"U/{self.names.get(key, key)}": sum_ for key, sum_ in lines.values_list("key").annotate(Sum("amount")) if sum_}

    def pools(self, names) -> dict[str, int]:
        found = {name: open_pool(self.scope, name=name) for name in names}
        return {f"U/A/{name}" if name else "U/A": amount for name, amount in found.items() if amount}


@pytest.fixture
def deal(world):
    Institution.objects.filter(founder="state").update(founder="private", country="JP")  # floors of one law have their own tests
    return made.licence(world, made.owned(world, stakes=(("linhai", 1),), completed_on=LONG_AGO))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_the_ledger_holds_what_the_library_computes(world, deal, seed):
    draw = Random(f"history {seed}")
    facts = formula(draw)
    people = people_of(draw, facts)
    events = events_of(draw, facts, people)
    sets = ({"": people} if people else {}) | groups_of(draw, facts)
    shares = {"share_sets": {"A": {f"U/{group}".rstrip("/"): {name: str(part) for name, part in of.items()} for group, of in sets.items()}}}
    dates = {name: day.isoformat() for name, day in dates_of(deal, deal.asset, LONG_AGO).items() if name != "received"}
    one = {"currency": "CNY", "assets": {"A": "1"}, "settlement": {"A": {"U": "1"}}, "kind": deal.kind, "dates": dates}
    alone = World(read_setting({"U": [read_policy(facts)]}, {"currency": "CNY", "assets": {"A": {"kind": deal.asset.kind}}, "deals": {"D1": one}, **shares}))
    house = House(world, deal, facts, sets)
    pools = {"", *(step.get("pool", "") for step in all_steps(facts))}
    for event in events:
        given = dict(event["given"])
        if event["kind"] == "cost":
            given["pool"] = f"U/A/{given['pool']}" if given["pool"] else "U/A"
        elif event["kind"] in ("leaves", "dies"):
            given |= {"asset": "A", "institution": "U"}
        found = alone.play({**event, "date": event["date"].isoformat(), "given": given})
        house.play(**event)
        where = f"seed {seed}, event {event}"
        assert house.totals() == {key: amount for key, amount in found["totals"].items() if amount}, where
        assert house.pools(pools) == {key: amount for key, amount in found["state"]["pools"].items() if amount}, where
        assert total(Entry.objects.all()) == 0, where
    for row in Distribution.objects.exclude(posting=None):
        assert recompute(row).holds, (seed, recompute(row).words)
