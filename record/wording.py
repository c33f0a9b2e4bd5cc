"""How figures and dates are spelled for people, in the active language: on pages, in mails, PDFs and the record.

Amounts are int in minor units, shares are exact; a float is refused everywhere.
"""
import re
from datetime import datetime
from fractions import Fraction

from django.utils import dateformat, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from record.currencies import SHARES, exponent

NBSP, MINUS = "\u00a0", "\u2212"
# Only the yuan has a sign of its own here: "$" and a second "¥" would not say whose.
_SIGNS = {"CNY": "¥"}
_MARKS = {":": "：", ",": "、", ";": "；"}
_PLACE, _TAG = re.compile(r"\{(\w+)\}"), re.compile(r"<[^>]*>")
_HAN, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\w¥%+\u2212)(]", re.ASCII)
_DAYS = {"en": ("j M Y", "j M"), "zh": ("Y 年 n 月 j 日", "n 月 j 日")}


def money(amount, currency):
    """25000000, "CNY" → "¥250,000.00"; other currencies by code; shares in a company as such. Never hides a digit."""
    sign = MINUS if amount < 0 else ""
    if currency == SHARES:
        return ngettext("%(figure)s share", "%(figure)s shares", abs(amount)) % {"figure": sign + figure(abs(amount), currency)}
    return sign + _SIGNS.get(currency, currency + NBSP) + figure(abs(amount), currency)


def unit(currency):
    """What heads a column of figures: CNY, shares."""
    return _("shares") if currency == SHARES else currency


def to_the_last(currency):
    """How exact an amount is that holds to its last unit: to the cent, to the share."""
    if currency == SHARES:
        return _("to the share")
    return _("to the cent") if exponent(currency) == 2 else _("to the smallest unit")  # a yen, a fils


def signed_money(amount, currency):
    """Like `money`, with a plus where it grows: for differences."""
    return ("+" if amount > 0 else "") + money(amount, currency)


def figure(amount, currency):
    """The amount without its currency, for tables whose head names it."""
    if not isinstance(amount, int) or isinstance(amount, bool):
        raise TypeError(f"money is int minor units, not {amount!r}")
    places = exponent(currency)
    whole, rest = divmod(abs(amount), 10**places)
    return (MINUS if amount < 0 else "") + f"{whole:,}" + (f".{rest:0{places}d}" if places else "")


def percent(part, whole=1, digits=1):
    """1, 3 → "33.3 %", in Chinese "33.3%". Exact shares drop idle zeros; what is neither nothing nor all never reads 0 % or 100 %."""
    share = _share(part, whole) * 100
    scale = 10**digits
    scaled = abs(share) * scale
    steps = int(scaled + Fraction(1, 2))
    exact, bound = scaled.denominator == 1, ""
    if not exact and steps == 0:
        bound, steps = "<" + NBSP, 1
    elif not exact and steps == 100 * scale > scaled:
        bound, steps = ">" + NBSP, steps - 1
    text = f"{steps // scale:,}" + (f".{steps % scale:0{digits}d}" if digits else "")
    if exact and digits:
        text = text.rstrip("0").rstrip(".")
    return bound + (MINUS if share < 0 else "") + text + ("%" if _language() == "zh" else NBSP + "%")


def fraction(part, whole=1):
    """The share as it is: "1/3"."""
    return str(_share(part, whole))


def day(date, *, year=True):
    """3 Dec 2026, 2026 年 12 月 3 日; without the year where it is plain from the place; of an instant, the day in the reader's zone."""
    date = timezone.localtime(date) if isinstance(date, datetime) else date
    return dateformat.format(date, _DAYS[_language()][0 if year else 1])


def moment(instant, *, year=True):
    """An instant in the reader's zone: 14 Aug 2026, 16:20. Whoever has none, not being signed in, reads 16:20 UTC."""
    local = timezone.localtime(instant)
    between, zone = " " if _language() == "zh" else ", ", " UTC" if local.tzname() == "UTC" else ""
    return day(local, year=year) + between + dateformat.format(local, "H:i") + zone


def until(date, today):
    """How far a due date is from `today` (no clock is read here)."""
    days = (date - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}


def fingerprint(digest):
    """The start and end of a hash, by fours; the whole stands in the page for whoever copies it."""
    text = digest.hex() if isinstance(digest, bytes) else digest
    fours = [text[i : i + 4] for i in range(0, len(text), 4)]
    return " ".join(fours if len(fours) < 6 else [*fours[:3], "…", fours[-1]])


def between(mark):
    """A mark with what follows it, as the language prints it: ": " after a label, in Chinese "："; so "," of a list and ";"."""
    return _MARKS[mark] if _language() == "zh" else mark + " "


def fill(sentence, places):
    """The sentence with its places taken. In Chinese a number or a Latin word stands off from the characters beside it."""

    def taken(place):
        text = str(places.get(place[1], "–"))
        if _language() != "zh":
            return text
        bare = _TAG.sub("", text)
        before = " " if _HAN.match(sentence[place.start() - 1 : place.start()]) and _LATIN.match(bare[:1]) else ""
        return before + text + (" " if _HAN.match(sentence[place.end() :]) and _LATIN.match(bare[-1:]) else "")

    return _PLACE.sub(taken, sentence)


def listed(words):
    """Several of a kind in a row, as the language separates them; what is empty falls out."""
    return between(",").join(str(word) for word in words if word)


def size(octets):
    """2400000 → "2.4 MB", by thousands."""
    if octets < 1000:
        return f"{octets}{NBSP}B"
    unit, scale = next((u, s) for u, s in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)) if octets >= s)
    tenths = (octets * 10 + scale // 2) // scale
    return f"{tenths // 10}" + (f".{tenths % 10}" if unit != "KB" else "") + NBSP + unit


def _share(part, whole):
    if isinstance(part, float) or isinstance(whole, float):
        raise TypeError("a share is exact: int, Fraction or Decimal, not float")
    return Fraction(part) / Fraction(whole)


def _language():
    return "zh" if (get_language() or "en").startswith("zh") else "en"
