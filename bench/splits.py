"""Sharing against the same arithmetic on bare integers, with and without reasons; a million splits against numpy's."""
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy
from place import say, seconds, size

from ip.rules import Shares, Standing, distribute, read_policy
from ip.rules.compiled import Compiled, units
from ip.rules.many import split_many
from ip.rules.money import largest_remainder

RECEIPTS, ROWS, WEIGHTS = size(20_000, 40), size(1_000_000, 500), (30, 25, 15, 10, 8, 5, 4, 3)
named = lambda key, **words: {"key": key, "name": {"en": key}, **words}  # noqa: E731
POLICY = {
    "format": 1, "id": "bench", "name": {"en": "B"}, "institution": {"en": "B"}, "source": {"citation": "bench"}, "currency": "CNY",
    "applies_by": "received", "scope": "asset", "rounding": "largest_remainder",
    "parties": [named("inventors", persons=True), named("department"), named("school"),
                named("university", split=[named("fund", percent="60"), named("library", percent="40")])],
    "deductions": [named("office", kind="percent", percent="15", of="gross"), named("costs", kind="cost_recovery", at_most="80")],
    "tiers": [
        {"from": 0, "to": 100_000, "shares": {"inventors": "50", "department": "20", "school": "20", "university": "10"}},
        {"from": 100_000, "to": 500_000, "shares": {"inventors": "40", "department": "20", "school": "25", "university": "15"}},
        {"from": 500_000, "shares": {"inventors": "100/3", "department": "20", "school": "80/3", "university": "20"}},
    ],
}  # fmt: skip
SHARES = Shares.read([("ada", 3), ("ben", 2)], whole=5)
BARE = ((0, 10_000_000, (150, 60, 60, 30)), (10_000_000, 50_000_000, (120, 60, 75, 45)), (50_000_000, None, (100, 60, 80, 60)))


def bare(gross, before, pool):
    """The same formula written down by hand, with the same last step: no policy, no names, no reasons."""
    office = gross * 15
    costs = min(pool * 100, gross * 80, gross * 100 - office)
    office, costs, net = units([office, costs, gross * 100 - office - costs], 100, gross)
    after, parts = before + net, [0, 0, 0, 0]
    for start, end, weights in BARE:
        inside = min(after, end or after) - max(before, start)
        if inside > 0:
            parts = [had + inside * weight for had, weight in zip(parts, weights, strict=True)]
    inventors, department, school, university = units(parts, 300, net)
    persons = units([inventors * 3, inventors * 2], 5, inventors)
    return [office, costs, *persons, department, school, *units([university * 60, university * 40], 100, university)]


def by_numpy(amounts, weights):
    """Largest remainder as one writes it in numpy, without care for more than 64 bits."""
    total = weights.sum()
    products = amounts[:, None] * weights
    parts, rests = products // total, products % total
    left = amounts - parts.sum(axis=1)
    order = numpy.argsort(-rests, axis=1, kind="stable")
    ranks = numpy.empty_like(order)
    numpy.put_along_axis(ranks, order, numpy.arange(len(weights))[None, :], axis=1)
    return parts + (ranks < left[:, None])


def formula() -> None:
    policy, draw = read_policy(POLICY), random.Random(1)
    receipts = [(draw.randrange(10**8), draw.randrange(10**8), draw.randrange(10**6)) for _ in range(RECEIPTS)]
    compiled = Compiled(policy, SHARES)
    for receipt in receipts[:2_000]:
        full = distribute(policy, receipt[0], currency="CNY", standing=Standing(*receipt[1:]), shares=SHARES)
        assert compiled.amounts(*receipt) == bare(*receipt) == [line.amount for line in full.lines]
    ours = seconds(lambda: [compiled.amounts(*receipt) for receipt in receipts])
    limit = seconds(lambda: [bare(*receipt) for receipt in receipts])
    say("A nested four-party tiered formula without reasons", ours, limit, f"the same on bare integers; {RECEIPTS / ours:,.0f} splits/s")
    few = receipts[:1_000]

    def reasons():
        for gross, before, pool in few:
            distribute(policy, gross, currency="CNY", standing=Standing(before, pool), shares=SHARES).trace()

    with_trace = seconds(reasons, 3) / len(few)
    say("… with every reason", with_trace, ours / RECEIPTS, f"without reasons; {1 / with_trace:,.0f} traces/s")


def rows() -> None:
    amounts = numpy.random.default_rng(1).integers(0, 10**12, ROWS)
    weights = numpy.array(WEIGHTS)
    ours, theirs = split_many(amounts, WEIGHTS), by_numpy(amounts, weights)
    off = int((ours != theirs).any(axis=1).sum())
    checked = [tuple(row) == largest_remainder(int(amount), WEIGHTS) for amount, row in zip(amounts[:20_000], ours, strict=False)]
    assert all(checked) and not off
    taken, limit = seconds(lambda: split_many(amounts, WEIGHTS)), seconds(lambda: by_numpy(amounts, weights))
    say("A million splits by 8 weights", taken, limit, f"largest remainder written in numpy; {off} rows off; {ROWS / taken:,.0f} rows/s")
    large = [2**70 + number for number in range(size(20_000, 500))]
    begun = time.perf_counter()
    beyond = split_many(large, WEIGHTS)
    rate = len(large) / (time.perf_counter() - begun)
    assert all(sum(row) == amount for row, amount in zip(beyond, large, strict=True))
    print(f"… above 64 bits, by Python's integers: {rate:,.0f} rows/s, each exact")


if __name__ == "__main__":
    formula()
    rows()
