"""Worked cases of fair allocation in the facts' own form: read, computed, and held against what the source prints."""

from fractions import Fraction

from ip.rules.fair import (
    RULES,
    Block,
    Game,
    game_of,
    judge,
    nash,
    nucleolus,
    proportional,
    read_game,
    risk_adjusted,
    shapley,
    weigh,
)
from tests.ip.rules.facts import came_out, not_supported

RULE_NAMES = {"CEA": "equal_awards", "CEL": "equal_losses", "layered_minimal_overlap": "minimal_overlap"}


def assert_shapley(case: dict) -> None:
    given, subkind = case["input"], case["subkind"]
    if subkind == "shapley_shubik":
        close(case, list(shapley(voting(given)).values()), case["expected"]["index"])
    elif subkind in ("risk_adjusted", "risk_adjusted_shapley") and "risk" in given:
        close(case, risk_adjusted(game(given), named(game(given).players, given["risk"])), case["expected"]["allocation"])
    elif subkind is None:
        close(case, shapley(game(given)), case["expected"]["allocation"])
    else:
        not_supported(f"shapley {subkind}")


def assert_nucleolus(case: dict) -> None:
    if case["subkind"] not in ("nucleolus", "prenucleolus"):
        not_supported(f"nucleolus {case['subkind']}")
    found = nucleolus(game(case["input"]), individual=case["subkind"] == "nucleolus")
    close(case, found, case["expected"]["allocation"])


def assert_claims(case: dict) -> None:
    name = RULE_NAMES.get(case["subkind"], case["subkind"])
    if name not in RULES:
        not_supported(f"bankruptcy {case['subkind']}")
    claims = named(range(len(case["input"]["claims"])), case["input"]["claims"])
    close(case, list(RULES[name](number(case["input"]["estate"]), claims).values()), case["expected"]["awards"])


def assert_bargain(case: dict) -> None:
    given = case["input"]
    places = range(len(given["disagreement"]))
    powers = given.get("power") or [Fraction(1, len(places))] * len(places)
    found = nash(number(given["total"]), named(places, given["disagreement"]), named(places, powers))
    close(case, list(found.values()), case["expected"]["allocation"])


def assert_weights(case: dict) -> None:
    """The half of the matrix above the diagonal; the other half says the same turned over."""
    given, expected = case["input"], case["expected"]
    rows = [[number(cell) for cell in row] for row in given["matrix"]]
    names = [str(place) for place in range(len(rows))]
    pairs = {(names[i], names[j]): rows[i][j] for i in range(len(rows)) for j in range(i + 1, len(rows))}
    made = weigh(names, pairs, given.get("method", "eigenvector"))
    close(case, list(made.weights.values()), expected["weights"])
    for key, found in (("lambda_max", made.eigenvalue), ("ci", made.index), ("cr", made.ratio)):
        if key in expected:
            close(case, [found], [expected[key]])


def assert_rationality(case: dict) -> None:
    """Towns along a river share a plant and the pipes to it in proportion to their flow; each could build alone."""
    given = case["input"]
    flow = {str(town): number(amount) for town, amount in enumerate(given["flow"], 1)}
    paid = proportional(number(given["plant_cost"]), flow)
    for town, cost in proportional(number(given["pipe_23"]), {town: flow[town] for town in ("1", "2")}).items():
        paid[town] += cost
    paid["1"] += number(given["pipe_12"])
    close(case, list(paid.values()), case["expected"]["rounded_cost"])
    alone = dict(zip(flow, map(number, given["standalone"]), strict=True))
    masks = {mask: -alone[str(mask.bit_length())] for mask in (1, 2, 4)}
    costs = game_of(list(flow), {**dict.fromkeys((3, 5, 6), -sum(alone.values())), **masks, 7: -sum(paid.values())})
    verdict = judge(costs, {town: -cost for town, cost in paid.items()})
    blocked = {block.group[0] for block in verdict.alone}
    assert [town not in blocked for town in flow] == case["expected"]["individually_rational"]
    assert verdict.alone == tuple(Block((town,), -alone[town], -paid[town]) for town in sorted(blocked))


def game(given: dict) -> Game:
    if "players" in given:
        return read_game(given["players"], {key: number(value) for key, value in given["v"].items()})
    if given.get("generator") == "glove":
        left, right = (sum(1 << player - 1 for player in given[hand]) for hand in ("L", "R"))
        worth = [min((mask & left).bit_count(), (mask & right).bit_count()) for mask in range(1 << given["n"])]
        return Game(tuple(str(player) for player in range(1, given["n"] + 1)), tuple(worth))
    not_supported(f"a game by {given.get('generator')}")


def voting(given: dict) -> Game:
    """A group is worth 1 where its votes reach the quota."""
    sums = [0]
    for weight in given["weights"]:
        sums += [votes + weight for votes in sums]
    return Game(tuple(map(str, range(len(given["weights"])))), tuple(int(votes >= given["quota"]) for votes in sums))


def number(value: object) -> Fraction:
    return Fraction(str(value))


def named(names, values) -> dict[str, Fraction]:
    """A list by its places, or a table by names."""
    values = values.values() if isinstance(values, dict) else values
    return {str(name): number(value) for name, value in zip(names, values, strict=True)}


def close(case: dict, found, expected) -> None:
    """Within the tolerance of the case; where the source gives a fraction, exactly that fraction."""
    came_out(dict(found) if isinstance(found, dict) else list(found))
    if isinstance(expected, dict):
        assert set(found) == set(expected)
        found, expected = [found[name] for name in expected], list(expected.values())
    assert len(found) == len(expected)
    for got, wanted in zip(found, expected, strict=True):
        exact = isinstance(wanted, int) or "/" in str(wanted)
        tolerance = 0 if exact and number(case["tolerance"]) < Fraction(1, 10**5) else number(case["tolerance"])
        assert abs(got - number(wanted)) <= tolerance, (got, wanted)
