"""The same values without cleverness, and games to try them on."""

from fractions import Fraction
from itertools import permutations
from math import factorial

from hypothesis import strategies as st

from ip.rules.fair import Game

NAMES = "abcdefgh"


def shapley(game: Game) -> dict[str, Fraction]:
    """What each adds on joining, over every order."""
    gained = dict.fromkeys(game.players, Fraction(0))
    for order in permutations(range(len(game.players))):
        mask = 0
        for index in order:
            gained[game.players[index]] += game.value(mask | 1 << index) - game.value(mask)
            mask |= 1 << index
    return {name: value / factorial(len(game.players)) for name, value in gained.items()}


def excesses(game: Game, allocation: dict[str, Fraction]) -> list[Fraction]:
    """What each group misses, the worst first."""
    return sorted((game.value(mask) - sum(allocation[name] for name in game.members(mask)) for mask in game.groups()), reverse=True)


def of_claims(amount: int, claims: dict[str, Fraction]) -> Game:
    """What a group can be sure of: what is left when all others are paid in full. R. Aumann and M. Maschler (1985)."""
    total, names = sum(claims.values()), list(claims)
    lists = [[name for index, name in enumerate(names) if mask >> index & 1] for mask in range(1 << len(names))]
    units = [max(0, amount - int(total - sum(claims[name] for name in group))) for group in lists]
    return Game(tuple(names), tuple(units))


@st.composite
def games(draw, most: int = 5, low: int = -50, high: int = 10**6) -> Game:
    count = draw(st.integers(1, most))
    units = draw(st.lists(st.integers(low, high), min_size=2**count - 1, max_size=2**count - 1))
    return Game(tuple(NAMES[:count]), (0, *units), draw(st.integers(1, 6)))


@st.composite
def shortages(draw, most: int = 6) -> tuple[int, dict[str, Fraction]]:
    """An amount and claims that exceed it."""
    claims = draw(st.lists(st.integers(0, 200), min_size=1, max_size=most))
    return draw(st.integers(0, sum(claims))), {NAMES[index]: Fraction(claim) for index, claim in enumerate(claims)}
