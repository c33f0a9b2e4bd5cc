"""Fair allocation: divisions that parties may choose from, each exact, none of them a rule of law.

    from ip.rules.fair import judge, nucleolus, read_game, shapley, talmud

    game = read_game(["uni", "firm"], {"uni": "2", "firm": "3", "uni,firm": {"value": "9", "by": "…", "evidence": "…"}})
    shapley(game)                      # {"uni": Fraction(4), "firm": Fraction(5)}
    judge(game, shapley(game))         # who would do better without the others, and by how much
    talmud(100, {"a": Fraction(60), "b": Fraction(90)})
    to_cents(shapley(game))            # whole minor units by largest remainder, summing to the total

Every method takes and gives fractions in the order of the parties. Weights by AHP are the one thing that has no exact
form; they say so. What a method does not take it refuses by name, as the library does: `Refused(path, code, facts)`.
"""

from ip.rules.fair.ahp import Hierarchy, Weighing, weigh, weigh_by_criteria
from ip.rules.fair.bargaining import nash
from ip.rules.fair.claims import RULES, equal_awards, equal_losses, minimal_overlap, proportional, talmud
from ip.rules.fair.core import Block, Verdict, judge
from ip.rules.fair.filling import ALONE, COVER, Derived, fill
from ip.rules.fair.games import Game, game_of, read_game
from ip.rules.fair.nucleolus import MOST_EXACT, least_excess, nucleolus
from ip.rules.fair.parts import to_cents, to_parts
from ip.rules.fair.shapley import risk_adjusted, shapley

__all__ = [
    "ALONE",
    "COVER",
    "MOST_EXACT",
    "RULES",
    "Block",
    "Derived",
    "Game",
    "Hierarchy",
    "Verdict",
    "Weighing",
    "equal_awards",
    "equal_losses",
    "fill",
    "game_of",
    "judge",
    "least_excess",
    "minimal_overlap",
    "nash",
    "nucleolus",
    "proportional",
    "read_game",
    "risk_adjusted",
    "shapley",
    "talmud",
    "to_cents",
    "to_parts",
    "weigh",
    "weigh_by_criteria",
]
