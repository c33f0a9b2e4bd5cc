"""Whole units by weights, a second time and plainly: what the naive computation divides by."""

from fractions import Fraction
from math import gcd, lcm

F = Fraction


def units(value, decimals=2):
    return F(str(value)) * 10**decimals


def split(amount, weights, convention="largest_remainder", ties="listed"):
    """Whole units by weights, and what stands apart."""
    total = F(sum(weights))  # of whole numbers, too: never a float
    if not total:
        return [0] * len(weights), 0
    exact = [amount * w / total for w in weights]
    if convention == "cascade":
        given, left = [0] * len(weights), amount
        for i in reversed(range(len(weights))):
            rest = sum(weights[: i + 1])
            given[i] = int(left * weights[i] / rest) if rest else 0
            left -= given[i]
        return given, 0
    if convention == "block_separate":
        block = lcm(*(F(w).denominator for w in weights))
        whole = [int(w * block) for w in weights]
        whole = [w // gcd(*whole) for w in whole]
        times = amount // sum(whole)
        given = [w * times for w in whole]
        return given, amount - sum(given)
    given = [int(x) for x in exact]
    left = amount - sum(given)
    if convention == "separate":
        return given, left
    able = [i for i, w in enumerate(weights) if w]
    if convention == "all_to_first":
        given[able[0]] += left
        left = 0
    if convention == "all_to_last":
        given[able[-1]] += left
        left = 0
    while left:
        if convention == "to_first":
            winner = able.pop(0)
        elif convention == "to_last":
            winner = able.pop()
        else:
            best = max(exact[i] - int(exact[i]) for i in able)
            those = [i for i in able if exact[i] - int(exact[i]) == best]
            if ties == "reversed":
                those.reverse()
            if ties == "largest_share":
                those = [i for i in those if weights[i] == max(weights[j] for j in those)]
            winner = those[0]
            able.remove(winner)
        given[winner] += 1
        left -= 1
    return given, 0
