"""Who would be better off without the others: individual rationality and the core, with who blocks and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from ip.rules.errors import Refused
from ip.rules.fair.games import Game, sums


@dataclass(frozen=True)
class Block:
    """A group that would have `value` by itself, but gets only `gets`: it is `short` of what it could have."""

    group: tuple[str, ...]
    value: Fraction
    gets: Fraction

    @property
    def short(self) -> Fraction:
        return self.value - self.gets


@dataclass(frozen=True)
class Verdict:
    """`alone`: players who would do better alone; `groups`: larger groups that would, the worst off first.

    `over`: by how much the allocation exceeds what there is (below zero: what it leaves undivided).
    """

    over: Fraction
    alone: tuple[Block, ...]
    groups: tuple[Block, ...]

    @property
    def rational(self) -> bool:
        """Nobody is better off alone."""
        return not self.alone

    @property
    def in_core(self) -> bool:
        """All of it is divided, and neither a player nor a group is better off without the others."""
        return not (self.over or self.alone or self.groups)


def judge(game: Game, allocation: Mapping[str, Fraction]) -> Verdict:
    """The allocation against every group of the game. Raises Refused for an allocation to others than its players."""
    if set(allocation) != set(game.players):
        raise Refused("allocation", "not_party", name=next(iter(set(allocation) ^ set(game.players))))
    scale = lcm(game.scale, *(part.denominator for part in allocation.values()))
    gets = sums([int(allocation[name] * scale) for name in game.players])
    times = scale // game.scale  # both sides in whole numbers over one denominator
    blocks = [
        Block(game.members(mask), game.value(mask), Fraction(gets[mask], scale))
        for mask in game.groups() if game.units[mask] * times > gets[mask]
    ]  # fmt: skip
    blocks.sort(key=lambda block: -block.short)
    alone = tuple(block for block in blocks if len(block.group) == 1)
    return Verdict(Fraction(gets[-1], scale) - game.total, alone, tuple(block for block in blocks if len(block.group) > 1))
