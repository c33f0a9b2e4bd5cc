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
from tests.ip.rules.folder import came_out, not_supported, only

RULE_NAMES = {
    "cea": "equal_awards", "cel": "equal_losses", "constrained_equal_awards": "equal_awards",
    "constrained_equal_losses": "equal_losses", "layered_minimal_overlap": "minimal_overlap",
    "contested_garment": "talmud", "concede_and_divide": "talmud", "aumann_maschler": "talmud",
}  # fmt: skip
GAME = ("players", "v", "generator", "n", "L", "R")


def assert_shapley(case: dict) -> None:
    given, subkind = case["input"], case["subkind"]
    only(case, given=(*GAME, "weights", "quota", "risk"), expected=("allocation", "index"))
    if "risk" in given and not str(subkind).startswith("risk_adjusted"):
        not_supported("a risk in a case that is not risk_adjusted")
    if subkind == "shapley_shubik":
        close(case, list(shapley(voting(given)).values()), case["expected"]["index"])
    elif subkind in ("risk_adjusted", "risk_adjusted_shapley") and "risk" in given:
        close(case, risk_adjusted(game(given), named(game(given).players, given["risk"])), case["expected"]["allocation"])
    elif subkind is None:
        close(case, shapley(game(given)), case["expected"]["allocation"])
    else:
        not_supported(f"shapley {subkind}")


def assert_nucleolus(case: dict) -> None:
    if case["subkind"] not in (None, "nucleolus", "prenucleolus"):
        not_supported(f"nucleolus {case['subkind']}")
    only(case, given=GAME, expected=("allocation",))
    found = nucleolus(game(case["input"]), individual=case["subkind"] != "prenucleolus")
    close(case, found, case["expected"]["allocation"])


def assert_claims(case: dict) -> None:
    only(case, given=("estate", "claims", "rule"), expected=("awards",))
    said, beside = (_rule(word or "") for word in (case["subkind"], case["input"].get("rule", case["subkind"])))
    rules = {**RULES, "random_arrival": random_arrival}
    if said not in rules or said != beside:
        not_supported(f"bankruptcy {case['subkind']}" if said == beside else f"bankruptcy {case['subkind']} by {case['input']['rule']}")
    claims = case["input"]["claims"]
    names = list(claims) if isinstance(claims, dict) else range(len(claims))
    found = rules[said](number(case["input"]["estate"]), named(names, claims))
    close(case, found if isinstance(case["expected"]["awards"], dict) else list(found.values()), case["expected"]["awards"])


def random_arrival(estate: Fraction, claims: dict[str, Fraction]) -> dict[str, Fraction]:
    """Whoever comes first is paid in full, over all orders: the Shapley value of what each group can be sure of. B. O'Neill (1982)."""
    names, owed = list(claims), sum(claims.values())
    groups = {mask: sum(claims[name] for at, name in enumerate(names) if mask >> at & 1) for mask in range(1, 1 << len(names))}
    return shapley(game_of(names, {mask: max(Fraction(0), estate - owed + own) for mask, own in groups.items()}))


def _rule(word: str) -> str:
    return RULE_NAMES.get(word.lower(), word)


def assert_bargain(case: dict) -> None:
    given = case["input"]
    only(case, given=("total", "disagreement", "power"), expected=("allocation",))
    places = range(len(given["disagreement"]))
    powers = [number(power) for power in given.get("power") or [1] * len(places)]
    powers = [power / sum(powers) for power in powers]
    found = nash(number(given["total"]), named(places, given["disagreement"]), named(places, powers))
    close(case, list(found.values()), case["expected"]["allocation"])


def assert_weights(case: dict) -> None:
    """The half of the matrix above the diagonal; the other half says the same turned over."""
    given, expected = case["input"], case["expected"]
    only(case, given=("matrix", "method", "criteria", "names"), expected=("weights", "lambda_max", "ci", "cr"))
    rows = [[number(cell) for cell in row] for row in given["matrix"]]
    names = [str(name) for name in given.get("criteria") or given.get("names") or range(len(rows))]
    pairs = {(names[i], names[j]): rows[i][j] for i in range(len(rows)) for j in range(i + 1, len(rows))}
    for i, j in pairs:
        here, there = rows[names.index(i)][names.index(j)], rows[names.index(j)][names.index(i)]
        assert abs(here * there - 1) < Fraction(1, 50), f"the matrix says {here} one way and {there} the other"
    made = weigh(names, pairs, given.get("method") or case["subkind"] or "eigenvector")
    by_name = isinstance(expected["weights"], dict)
    close(case, dict(made.weights) if by_name else list(made.weights.values()), expected["weights"], exactly=False)
    for key, found in (("lambda_max", made.eigenvalue), ("ci", made.index), ("cr", made.ratio)):
        if key in expected:
            close(case, [found or Fraction(0)], [expected[key]], exactly=False)


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
        return read_game([str(player) for player in given["players"]], {key: number(value) for key, value in given["v"].items()})
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


def close(case: dict, found, expected, *, exactly: bool = True) -> None:
    """Within the tolerance of the case; where the source gives a fraction, exactly that fraction (not of what is iterated)."""
    came_out(dict(found) if isinstance(found, dict) else list(found))
    if isinstance(expected, dict):
        assert set(found) == set(expected)
        found, expected = [found[name] for name in expected], list(expected.values())
    assert len(found) == len(expected)
    for got, wanted in zip(found, expected, strict=True):
        exact = exactly and (isinstance(wanted, int) or "/" in str(wanted))
        tolerance = 0 if exact and number(case["tolerance"]) < Fraction(1, 10**5) else number(case["tolerance"])
        assert abs(got - number(wanted)) <= tolerance, (got, wanted)
