"""The exact Shapley value of twelve parties against the subset formula word by word, and against shapiq where it is installed
(`pip install shapiq`: three quarters of a gigabyte with all that it needs, so it is no dependency of ours)."""
import random
import sys
from fractions import Fraction
from math import factorial
from pathlib import Path

import numpy as np
from place import say, seconds, size

PLAYERS = size(12, 6)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def by_subsets(game) -> list[Fraction]:
    """Σ s!(n−s−1)!/n! · (v(S∪i) − v(S)) over every group without the player."""
    weights = [factorial(size) * factorial(PLAYERS - size - 1) for size in range(PLAYERS)]
    units, whole = game.units, factorial(PLAYERS) * game.scale
    return [
        Fraction(sum(weights[mask.bit_count()] * (units[mask | 1 << player] - units[mask])
                     for mask in range(1 << PLAYERS) if not mask >> player & 1), whole)
        for player in range(PLAYERS)
    ]  # fmt: skip


def by_shapiq(values):
    """Its exact computer on the same table of values, or None where it is not installed."""
    try:
        from shapiq import ExactComputer
    except ImportError:
        return None
    places = 1 << np.arange(PLAYERS)
    return lambda: ExactComputer(lambda groups: values[groups.astype(int) @ places], PLAYERS)("SV")


if __name__ == "__main__":
    from ip.rules.fair import Game, shapley

    drawn = random.Random(12)
    game = Game(tuple("abcdefghijkl"[:PLAYERS]), (0, *(drawn.randrange(10**9) for _mask in range((1 << PLAYERS) - 1))))
    assert list(shapley(game).values()) == by_subsets(game)
    ours = seconds(lambda: shapley(game), 25)
    naive = seconds(lambda: by_subsets(game))
    what = f"Shapley, {PLAYERS} parties, exact"
    say(what, ours, naive, f"the subset formula in Python takes {naive / ours:.0f} times our {ours * 1000:.1f} ms")
    theirs = by_shapiq(np.array(game.units, dtype=float))
    if theirs is None:
        print(f"Shapley, {PLAYERS} parties: shapiq is not installed, not compared")
    else:
        close = zip(theirs().get_n_order_values(1), shapley(game).values(), strict=True)
        assert all(abs(float(own) - found) < 1e-3 for found, own in close)
        taken = seconds(theirs)
        say(what, ours, taken, f"shapiq's ExactComputer, floating point, takes {taken / ours:,.0f} times as long")
