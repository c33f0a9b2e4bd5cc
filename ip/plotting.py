"""A curve as its page draws it: lines with their strands, bends with their labels, and the table that says the same."""
from fractions import Fraction

from django.utils.translation import gettext as _

from ip.curve import Curve
from ip.probing import counts_each
from ip.wording.parts import joined, share
from record.wording import money, percent

MOST = 8  # lines that one can tell apart


def drawn(curve: Curve) -> dict:
    """What `{% plot %}` takes, once for amounts and once for rates, and the rows of the table."""
    keys = list(curve.names)[:MOST]
    marks = [{"at": bend, "label": money(bend, curve.currency)} for bend in curve.bends]
    return {
        "amounts": _figure(curve, marks, {key: curve.points[key] for key in keys}, lambda y: money(y, curve.currency)),
        "rates": _figure(curve, marks, {key: _steps(curve, key) for key in keys}, _rate),
        "segments": [_row(curve, segment) for segment in curve.segments], "one": counts_each(curve.policy.under(None)),
    }  # fmt: skip


def _steps(curve: Curve, key: str) -> list[tuple[int, Fraction]]:
    return [(at, segment.rates[key]) for segment in curve.segments for at in (segment.start, segment.end)]


def _figure(curve: Curve, marks: list, points: dict, spelled) -> dict:
    height = max((y for line in points.values() for _x, y in line), default=0)
    lines = [
        {"label": curve.names[key], "strand": n % 5 + 1, "dash": n // 5 or n % 3, "points": line, "last": spelled(line[-1][1])}
        for n, (key, line) in enumerate(points.items())
    ]
    figure = {"lines": lines, "marks": marks, "right": curve.top, "height": height,
              "across": [(0, "0"), (curve.top, money(curve.top, curve.currency))],
              "up": [(0, "0"), (height, spelled(height))]}  # fmt: skip
    return figure | {"described": described(figure)}


def _row(curve: Curve, segment) -> dict:
    gets = joined(f"{curve.names[key]} {_rate(rate)}" for key, rate in segment.rates.items() if rate)
    above = max(0, segment.start - 1)  # where the segment before it ends
    return {"start": above, "end": segment.end, "net": segment.net, "gets": gets, "last": segment.end == curve.top}


def _rate(rate: Fraction) -> str:
    """Of lines that are rounded to whole units: the simple part that it comes from, where there is one."""
    near = rate.limit_denominator(1000)
    return share(near) if near and abs(near - rate) < Fraction(1, 10**6) else percent(rate, digits=2)


def described(figure: dict) -> str:
    """The drawing in one sentence, for who does not see it."""
    bends = joined(mark["label"] for mark in figure["marks"]) or _("none")
    ends = joined(f"{line['label']} {line['last']}" for line in figure["lines"])
    return _("Bends: %(bends)s. At the right end: %(ends)s.") % {"bends": bends, "ends": ends}
