"""A second, naive computation of the format agrees with the library on random formulas with random histories.

Some hundred in every run; `FORMULAS=10000 pytest tests/ip/rules/test_second_computation.py` runs as many as one likes,
with `FIRST=500000` others than before.
"""

import os
from datetime import date
from random import Random

import pytest

from ip.rules import Line, Origin, Shares, check, distribute, read_policy, reverse
from ip.rules.origin import running_year
from ip.rules.play.records import Book, Place, Record
from ip.rules.verification import recomputed
from tests.ip.rules.naive import Naive
from tests.ip.rules.random_formulas import document, groups, history, persons, units

COUNT, FIRST = (int(os.environ.get(name, usual)) for name, usual in (("FORMULAS", "300"), ("FIRST", "0")))
LOTS = 10
DAYS = [date(2020, 2, 29), date(2019, 12, 31), date(2020, 3, 1), date(2021, 5, 17)]


@pytest.mark.parametrize("lot", range(LOTS))
def test_both_computations_agree_to_the_last_unit(lot):
    for seed in range(FIRST + lot, FIRST + COUNT, LOTS):
        compared(seed)


class Forgetful(Naive):
    """The negative control: a second computation that knows no caps."""

    def cap(self, doc, parts, granted, day):
        return parts


class OneSet(Naive):
    """Another: one that divides every group by the share set of the inventors."""

    def give(self, doc, party, amount, lines, day):
        mine = {**party, "persons": True} if isinstance(party.get("persons"), str) and self.persons else party
        super().give(doc, mine, amount, lines, day)


@pytest.mark.parametrize("wrong", [Forgetful, OneSet])
def test_a_computation_that_forgets_a_rule_is_found_out(wrong):
    with pytest.raises(AssertionError):
        for seed in range(200):
            compared(seed, wrong)


def compared(seed: int, second: type[Naive] = Naive) -> None:
    draw = Random(seed)
    made = document(draw)
    people, events = persons(draw, made), history(draw, made)
    paths = units(draw, people)
    others = groups(draw, made)
    policy, naive, book = read_policy(made), second(made, people, paths, others), Book()
    sets = {group: Shares.read(pairs) for group, pairs in others.items()}
    shares = Shares.read(people, units=paths) if people else None
    asset, deal = draw.choice(("software", "patent", "plant_variety")), draw.choice(("licence", "assignment"))
    own = {"found_by": draw.choice(("team", "broker", "office")), "money": draw.choice(("own", "sponsor"))}
    dates = {name: draw.choice(DAYS) for name in ("reported", "licence_signed")}
    for number, (what, day, amount, of) in enumerate(events):
        if what == "cost":
            naive.cost(amount, of)
            pool = f"U/A/{of}" if of else "U/A"
            book.pools[pool] = book.pools.get(pool, 0) + amount
            continue
        place = Place("U", "A", "L", "C", day)
        first = book.first_income(place)
        years = {since: running_year(from_, day) for since, from_ in ({"first_income": first} | dates).items()}
        origin = Origin(income=of, asset=asset, deal=deal, years=years, circumstances=policy.own(own)).among(shares)
        used = policy.of(origin)
        standing = book.standing(used, place)
        result = distribute(policy, amount, currency="CNY", standing=standing, shares=shares, origin=origin, on=day, groups=sets)
        expected = naive.receive(amount, day, {"income": of, "asset": asset, "deal": deal, "circumstances": own, **dates})
        where = f"seed {seed}, event {number}"
        assert nonzero(result.amounts()) == nonzero(expected["lines"]), where
        assert result.net == expected["net"], where
        sound(policy, result, where)
        post(book, place, number, used, result)
        assert {key: value for key, value in book.pools.items() if value} == {
            f"U/A/{key}" if key else "U/A": value for key, value in naive.pools.items() if value
        }, where


def sound(policy, result, where: str) -> None:
    """What holds for every formula: exact sums, nobody below zero, a trace that recomputes, a reversal that restores."""
    assert sum(line.amount for line in result.lines) == result.gross, where
    assert all(line.amount >= 0 for line in result.lines), where
    assert check(result.trace(), recomputed(policy, result.trace())) == (), where
    back = reverse(result.lines, net=result.net)
    assert all(line.amount + other.amount == 0 for line, other in zip(result.lines, back.lines, strict=True)), where
    assert (back.life_to_date, back.gross) == (-result.net, -result.gross), where


def post(book: Book, place: Place, number: int, used, result) -> None:
    lines = list(result.lines)
    pools = [pool_of(used, line) for line in lines]
    for line, pool in zip(lines, pools, strict=True):
        if pool:
            book.pools[pool] = book.pools.get(pool, 0) - line.amount
    book.records.append(Record(number, place, lines, [line.key for line in lines], pools, used, result.net, dict(result.own_parts), dict(result.granted)))


def pool_of(used, line: Line) -> str:
    if line.kind != "cost_recovery":
        return ""
    step = next(step for step in used.deductions if step.key == line.key)
    return f"U/A/{step.pool}" if step.pool else "U/A"


def nonzero(amounts: dict[str, int]) -> dict[str, int]:
    return {key: amount for key, amount in amounts.items() if amount}
