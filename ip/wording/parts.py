"""Shares, clauses and doubts as words."""
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.rules.formula import Clause
from record.texts import pick
from record.wording import fraction, percent

MOST_DIGITS = 4  # behind the point of a percentage that is written out


def share(part: Fraction) -> str:
    """A part of one as people say it, always exact: "15 %", "one third", "3/7 (42.9 %)"."""
    known = {Fraction(1, 3): _("one third"), Fraction(2, 3): _("two thirds"), Fraction(1): _("all")}
    if part in known:
        return known[part]
    if (part * 100 * 10**MOST_DIGITS).denominator == 1:
        return percent(part, digits=MOST_DIGITS)
    return _("%(exact)s (%(about)s)") % {"exact": fraction(part), "about": percent(part)}


def layer(above: str, up_to: str, per: str) -> str:
    """Of which part of the gross total a percentage is taken; amounts as money, empty where there is none."""
    said = {"above": above, "up_to": up_to}
    where = _("of gross income above %(above)s") if above else ""
    if up_to:
        where = _("of gross income between %(above)s and %(up_to)s") if above else _("of the first %(up_to)s of gross income")
    counted = {"life": _("counted over the life of the case"), "year": _("counted within a year"), "receipt": _("counted in each receipt")}
    return joined([where % said, counted[per]])


def at_least(amount: str) -> str:
    """The least that a percentage takes of a receipt, as money."""
    return _("at least %(amount)s of each receipt, as far as the money reaches") % {"amount": amount}


def most(amount: str, per: str) -> str:
    """The most that a deduction takes, as money, and over which time."""
    said = {"limit": amount}
    return {
        "life": _("at most %(limit)s over the life of the case"),
        "year": _("at most %(limit)s in a year"),
        "receipt": _("at most %(limit)s of each receipt"),
    }[per] % said


def cap_text(per: str, each: bool) -> str:
    """The most that a party, or each of its persons, gets over a time; `limit` and `to` are filled in by the caller."""
    if each:
        return {
            "life": _("each person gets no more than %(limit)s in all; what is above goes to: %(to)s"),
            "year": _("each person gets no more than %(limit)s a year; what is above goes to: %(to)s"),
            "receipt": _("each person gets no more than %(limit)s of a receipt; what is above goes to: %(to)s"),
        }[per]
    return {
        "life": _("gets no more than %(limit)s in all; what is above goes to: %(to)s"),
        "year": _("gets no more than %(limit)s a year; what is above goes to: %(to)s"),
        "receipt": _("gets no more than %(limit)s of a receipt; what is above goes to: %(to)s"),
    }[per]


def in_words(words: Mapping[str, str]) -> str:
    """`{"en": …, "zh": …}` in the reader's language, else in the other."""
    return pick(words.get("en", ""), words.get("zh", ""))


def clause_said(clause: Clause) -> str:
    """A clause of a policy: its number, and what it says where the policy quotes it."""
    return " ".join(filter(None, [clause.section, in_words(clause.words.data())]))


def joined(parts: Iterable[str]) -> str:
    """What belongs together, separated as the language does it; empty parts fall out."""
    if not (get_language() or "en").startswith("zh"):
        return ", ".join(part for part in parts if part)
    return re.sub(r"的 (?=[\u4e00-\u9fff])", "的", "，".join(part for part in parts if part))  # 净收入的三分之一, but 净收入的 50%
