"""Where the bars of shares, plans and waterfalls stand: fractions of a width, as SVG attributes (no inline style)."""
from fractions import Fraction


def at(share):
    """A fraction of the width as an SVG length, cut (never rounded up) so that bars do not pass the edge."""
    return f"{int(share * 1_000_000) / 10_000:g}%"


def spans(parts):
    """Weights in their order → (left, width) of each, as SVG lengths; the whole is their sum."""
    whole, left, found = sum(parts), 0, []
    for part in parts:
        found.append((at(Fraction(left, whole)), at(Fraction(part, whole))) if whole else ("0%", "0%"))
        left += part
    return found


def waterfall(rows):
    """Rows with `amount` and `start` (minor units, counted from the left) → (left, width) against the largest end."""
    full = max((row["start"] + abs(row["amount"]) for row in rows), default=0)
    if not full:
        return [("0%", "0%") for _ in rows]
    return [(at(Fraction(row["start"], full)), at(Fraction(abs(row["amount"]), full))) for row in rows]
