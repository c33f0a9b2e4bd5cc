"""Claims that exceed the money: the rules by which it is divided, exact.

W. Thomson, Axiomatic and game-theoretic analysis of bankruptcy and taxation problems (2003), names them all; the
Talmud rule is that of R. Aumann and M. Maschler (1985), minimal overlap B. O'Neill's (1982) after Ibn Ezra.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from ip.rules.errors import Refused
from ip.rules.fair.games import check_players

Claims = Mapping[str, Fraction]


def proportional(amount: Fraction | int, parts: Claims) -> dict[str, Fraction]:
    """Each its part of `amount` in proportion to what it contributed or claims. Raises Refused unless parts sum above 0."""
    _check(parts)
    if not (total := sum(parts.values())):
        raise Refused("parts", "nothing_to_divide", amount=amount)
    return {name: amount * part / total for name, part in parts.items()}


def equal_awards(amount: Fraction | int, claims: Claims) -> dict[str, Fraction]:
    """Everybody the same, but nobody more than the claim."""
    _check_shortage(amount, claims)
    level = _level(list(claims.values()), Fraction(amount))
    return {name: min(claim, level) for name, claim in claims.items()}


def equal_losses(amount: Fraction | int, claims: Claims) -> dict[str, Fraction]:
    """Everybody loses the same, but nobody more than the claim: the dual of equal awards."""
    _check_shortage(amount, claims)
    lost = equal_awards(sum(claims.values()) - Fraction(amount), claims)
    return {name: claim - lost[name] for name, claim in claims.items()}


def talmud(amount: Fraction | int, claims: Claims) -> dict[str, Fraction]:
    """Up to half of all claims equal awards on the half claims, above it equal losses on them: contested garment."""
    _check_shortage(amount, claims)
    halves = {name: claim / 2 for name, claim in claims.items()}
    total = sum(claims.values())
    if 2 * amount <= total:
        return equal_awards(amount, halves)
    lost = equal_awards(total - Fraction(amount), halves)
    return {name: claim - lost[name] for name, claim in claims.items()}


def minimal_overlap(amount: Fraction | int, claims: Claims) -> dict[str, Fraction]:
    """Each unit of money is shared equally by those who claim it, the claims laid so that as little as possible is
    claimed twice: nested from the bottom up to a level, alone above it."""
    _check_shortage(amount, claims)
    cut = {name: min(claim, Fraction(amount)) for name, claim in claims.items()}
    level = _overlap_level(sorted(cut.values()), Fraction(amount))
    return {name: _layers(min(claim, level), cut.values(), level) + max(claim - level, 0) for name, claim in cut.items()}


RULES: Final[Mapping[str, Callable[[Fraction | int, Claims], dict[str, Fraction]]]] = {
    "proportional": proportional, "equal_awards": equal_awards, "equal_losses": equal_losses, "talmud": talmud,
    "minimal_overlap": minimal_overlap,
}  # fmt: skip


def _level(claims: Sequence[Fraction], amount: Fraction) -> Fraction:
    """The λ with Σ min(claim, λ) = amount."""
    left, waiting = amount, len(claims)
    for claim in sorted(claims):
        if claim * waiting >= left:
            return left / waiting
        left, waiting = left - claim, waiting - 1
    return max(claims)


def _overlap_level(claims: Sequence[Fraction], amount: Fraction) -> Fraction:
    """The t with t + Σ max(claim − t, 0) = amount: it falls from all claims at t = 0 to the largest at its end."""
    low, covered = Fraction(0), sum(claims, Fraction(0))
    for index, claim in enumerate(claims):
        falls = len(claims) - index - 1  # one less than those whose claims still reach above t
        if falls and covered - (claim - low) * falls <= amount:
            return low + (covered - amount) / falls
        covered, low = covered - (claim - low) * falls, claim
    return claims[-1]


def _layers(claim: Fraction, claims, level: Fraction) -> Fraction:
    """What is got of the money from 0 to `claim`, each layer shared by all whose claims reach through it."""
    got, low = Fraction(0), Fraction(0)
    for high in sorted({min(one, level) for one in claims}):
        if high > claim:
            break
        got, low = got + (high - low) / sum(one >= high for one in claims), high
    return got


def _check(parts: Claims) -> None:
    check_players(list(parts), most=1000)
    for name, part in parts.items():
        if part < 0:
            raise Refused(f"parts[{name}]", "range", value=part, low=0, high="any")


def _check_shortage(amount: Fraction | int, claims: Claims) -> None:
    _check(claims)
    if amount < 0:
        raise Refused("amount", "range", value=amount, low=0, high="any")
    if (total := sum(claims.values())) < amount:
        raise Refused("claims", "no_shortage", sum=total, amount=amount)
