"""What a fair division is worth to those who share it, in words: who would do better without the others, and by how much."""
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ip.rules import half_away_from_zero
from ip.rules.fair import Block, Verdict, Weighing
from ip.wording.parts import joined
from record.wording import figure, money

SHOWN = 3  # groups that block, the worst off first


@dataclass(frozen=True)
class ToldVerdict:
    """One sentence as a row of `.voices`: `mark` ok, bad, or due (not known)."""

    mark: str
    text: str


def tell_verdict(verdict: Verdict | None, whole: bool, names: dict[str, str], currency: str) -> list[ToldVerdict]:
    """Whether it adds up, individual rationality, then the groups that block. `whole`: whether every group's value was known."""
    if verdict is None:
        return [ToldVerdict("due", _("What each party has alone is not stated: whether it does better here cannot be said."))]
    told = [_sum(verdict, currency)] if verdict.over else []
    told += [ToldVerdict("bad", _alone(block, names, currency)) for block in verdict.alone]
    if verdict.rational:
        told.append(ToldVerdict("ok", _("Nobody would do better alone.")))
    if not whole:
        return [*told, ToldVerdict("due", _("Not every group’s value is stated: whether some would do better together cannot be said."))]
    told += [ToldVerdict("bad", _group(block, names, currency)) for block in verdict.groups[:SHOWN]]
    if rest := len(verdict.groups) - SHOWN:
        more = ngettext("%(count)d more group is short, by less.", "%(count)d more groups are short, by less.", rest)
        told += [ToldVerdict("bad", more % {"count": rest})] if rest > 0 else []
    return told


def tell_weighing(weighing: Weighing, of: str = "") -> ToldVerdict:
    """How consistent the judgements `of` something were; Saaty's rule of thumb is a ratio of at most 0.1."""
    mark, text = _consistency(weighing)
    return ToldVerdict(mark, _("%(of)s: %(text)s") % {"of": of, "text": text} if of else text)


def _consistency(weighing: Weighing) -> tuple[str, str]:
    if weighing.ratio is None:
        return "ok", _("Two are one comparison: it cannot contradict itself.")
    said = {"ratio": _three(weighing.ratio), "top": _three(weighing.eigenvalue)}
    if weighing.consistent:
        return "ok", _("Consistency ratio %(ratio)s (λmax %(top)s): at most 0.1, the comparisons agree.") % said
    return "bad", _("Consistency ratio %(ratio)s (λmax %(top)s): above 0.1, the comparisons contradict each other.") % said


def _sum(verdict: Verdict, currency: str) -> ToldVerdict:
    if verdict.over > 0:
        return ToldVerdict("bad", _("It gives out %(amount)s more than there is.") % {"amount": _money(verdict.over, currency)})
    return ToldVerdict("bad", _("It leaves %(amount)s undivided.") % {"amount": _money(-verdict.over, currency)})


def _alone(block: Block, names: dict[str, str], currency: str) -> str:
    said = {"name": names[block.group[0]], **_said(block, currency)}
    return _("%(name)s would have %(value)s alone and gets %(gets)s here: %(short)s less.") % said


def _group(block: Block, names: dict[str, str], currency: str) -> str:
    said = {"names": joined([names[key] for key in block.group]), **_said(block, currency)}
    return _("%(names)s together would have %(value)s without the others and get %(gets)s here: %(short)s less.") % said


def _said(block: Block, currency: str) -> dict[str, str]:
    return {name: _money(getattr(block, name), currency) for name in ("value", "gets", "short")}


def _money(value, currency: str) -> str:
    """To the nearest cent; less than half a cent is said to be so."""
    near = half_away_from_zero(value)
    if not near and value:
        return _("less than %(least)s") % {"least": figure(1, currency)}
    return money(near, currency)


def _three(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / value.denominator:.3f}"
