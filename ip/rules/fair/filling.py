"""Values of groups that nobody stated, by a rule that the parties chose: each says from which stated values it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

COVER: Final = "cover"  # the best that the group can make of stated groups, each member in one of them: the superadditive cover
ALONE: Final = "alone"  # what its members have alone, together


@dataclass(frozen=True)
class Derived:
    """`value` is the sum of the stated values of the groups `of`, which part the group among them."""

    value: int
    of: tuple[int, ...]


def fill(count: int, stated: Mapping[int, int], rule: str) -> dict[int, Derived]:
    """Every group of `count` players, but all together, that is not among the `stated`, by mask; each player alone must be.

    What is stated stays as it is, also where its parts would be worth more. ValueError for another rule.
    """
    groups = [mask for mask in range(1, (1 << count) - 1) if mask not in stated]
    if rule == ALONE:
        return {mask: _sum(stated, tuple(1 << at for at in range(count) if mask >> at & 1)) for mask in groups}
    if rule != COVER:
        raise ValueError(rule)
    best = _best(count, stated) if groups else []
    return {mask: _sum(stated, _pieces(best, mask)) for mask in groups}


def _sum(stated: Mapping[int, int], of: tuple[int, ...]) -> Derived:
    return Derived(sum(stated[part] for part in of), of)


def _best(count: int, stated: Mapping[int, int]) -> list[int]:
    """By mask, the stated group that holds the first member in the most valuable partition; the larger one of equals."""
    first, worth = [0] * (1 << count), [0] * (1 << count)
    for mask in range(1, 1 << count):
        low = mask & -mask
        others, most = mask ^ low, None
        rest = others
        while True:  # every part of the others beside the first member, the largest first
            part = low | rest
            if part in stated and (most is None or stated[part] + worth[mask ^ part] > most):
                most, first[mask] = stated[part] + worth[mask ^ part], part
            if not rest:
                break
            rest = (rest - 1) & others
        worth[mask] = most or 0
    return first


def _pieces(best: list[int], mask: int) -> tuple[int, ...]:
    found = []
    while mask:
        found.append(best[mask])
        mask ^= best[mask]
    return tuple(found)
