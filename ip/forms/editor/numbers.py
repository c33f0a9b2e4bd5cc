"""Numbers as people type them, or copy them from a PDF, to the exact text of the format. What is not understood stays as
it was typed, for the library to refuse: nothing is guessed.
"""
import re
import unicodedata
from fractions import Fraction

from ip.rules.exact import exact_text

_MONEY = r"[A-Z]{1,3}\$|[A-Z]{3}|RM|R|Rs\.?|S?Fr\.|[Kk]r\.?|zł|Kč"  # as it stands before or after an amount
_BESIDE = re.compile(rf"^\s*(?:{_MONEY})(?=\s*[0-9])|(?<=[0-9])\s*(?:{_MONEY})\s*$|\.?[-–—]+\s*$|[\s%$£€¥₩₹₪₫₺元圆円]")
_GROUPS = "[1-9][0-9]{0,2}(?:[,'’][0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"  # 1,000,000; 1'000'000; 10,00,000; not 0,486
_POINTS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[1-9][0-9]{0,2}\.[0-9]{3},[0-9]{1,2}(?![0-9])"  # 1.000.000; 1.500,50
_NUMBER = re.compile(
    rf"(?P<points>{_POINTS})|(?P<groups>(?:{_GROUPS})(?:\.[0-9]+)?)|(?P<comma>[0-9]+,[0-9]+)|(?P<plain>[0-9]+(?:\.[0-9]+)?)"
)
_MIXED = re.compile(r"(?<![0-9.,/'’])(?<![0-9]\s)([0-9]{1,15})\s+([0-9]{1,9})\s*/\s*([1-9][0-9]{0,8})(?![0-9.,/])")
_DOTTED = re.compile(r"€|R\$|[Kk]r\b|EUR|BRL|DKK|NOK|SEK")  # where a point also parts thousands: €50.000 may be either
TWO_WAYS = re.compile(r"\D*[1-9][0-9]{0,2}\.[0-9]{3}\D*")
_NUMERAL = re.compile("[一二两三四五六七八九十百千]+")
_DIGITS = dict(zip("一二三四五六七八九两", (*range(1, 10), 2), strict=True))
PERCENTS = ("percent", "max", "at_most")  # words of the format under which parts of a hundred stand
_TIMES = {
    "": 1, "k": 10**3, "thousand": 10**3, "千": 10**3, "万": 10**4, "萬": 10**4, "lakh": 10**5, "百万": 10**6, "mio": 10**6, "m": 10**6,
    "million": 10**6, "crore": 10**7, "千万": 10**7, "亿": 10**8, "億": 10**8,
}  # fmt: skip


def shown(value: object) -> object:
    """A number of the format as it is read most easily: "5000000" → "5,000,000"; `clean` takes it back."""
    whole, point, rest = value.partition(".") if isinstance(value, str) else ("", "", "")
    if not (len(whole) > 4 and whole.isascii() and whole.isdigit() and ((rest.isascii() and rest.isdigit()) or not point)):
        return value
    return f"{int(whole):,}{point}{rest}" if not whole.startswith("0") else value


def clean(typed: str) -> str:
    """"£1,000,000" → "1000000", "33.34 %" → "33.34", "37,5" → "37.5", "200万" → "2000000", "R1.5 million" → "1500000"."""
    joined = _joined(typed)
    if re.search(r"[0-9一二两三四五六七八九十百千]\s+[0-9]+\s*/", joined):  # 1 000 1/3: without its spaces it would be another number
        return typed.strip()
    text = _BESIDE.sub("", joined)
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text) and _DOTTED.search(typed):
        return typed.strip()
    if numeral := _NUMERAL.match(text):
        text = f"{_counted(numeral[0])}{text[numeral.end():]}"
    found = _NUMBER.match(text)
    times = _TIMES.get(text[found.end():].lower().rstrip(".")) if found else None
    if not found or times is None:
        return text
    grouped = re.sub("[,'’]", "", found["groups"] or "")
    pointed = (found["points"] or "").replace(".", "") or found["comma"] or ""
    number = grouped or pointed.replace(",", ".") or found["plain"]
    return number if times == 1 else exact_text(Fraction(number) * times)


def _joined(typed: str) -> str:
    """Full-width signs as plain ones, and a whole number with a fraction behind it as one fraction: "33 1/3", "33⅓" → "100/3"."""
    parted = "".join(f" {sign}" if unicodedata.decomposition(sign).startswith("<fraction>") else sign for sign in typed)
    text = unicodedata.normalize("NFKC", parted).replace("\u2044", "/")
    return _MIXED.sub(lambda found: exact_text(int(found[1]) + Fraction(int(found[2]), int(found[3]))), text)


def clean_part(typed: str) -> str:
    """The same for a part of a hundred, which has no thousands: "99,514 %" → "99.514"."""
    return clean(re.sub(r"^([^0-9]*[0-9]{1,3}),([0-9]+)(?=[^0-9]*$)", r"\1.\2", typed))


def clean_at(place: str, typed: str) -> str:
    """One or the other, by what the format holds at a place or under a word: "deductions[0].percent", "at_most"."""
    word = place.rpartition(".")[2]
    return clean_part(typed) if word in PERCENTS or ".shares." in place else clean(typed)


def _counted(numeral: str) -> int:
    """"五十" → 50, "一百二十" → 120, "十" → 10."""
    total = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign], 0
    return total + digit
