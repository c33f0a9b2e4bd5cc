"""Numbers as people type them, or copy them from a PDF, to the exact text of the format. What is not understood stays as
it was typed, for the library to refuse: nothing is guessed.
"""
import re
import unicodedata
from fractions import Fraction

from ip.rules.exact import exact_text

_BESIDE = re.compile(r"^\s*[A-Z]{3}(?=\s*[0-9])|(?<=[0-9])\s*[A-Z]{3}\s*$|[\s%$£€¥₩₹元圆円]")
_NUMBER = re.compile(r"(?P<groups>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)|(?P<comma>[0-9]+,[0-9]+)|(?P<plain>[0-9]+(?:\.[0-9]+)?)")
_TIMES = {
    "": 1, "k": 10**3, "thousand": 10**3, "千": 10**3, "万": 10**4, "萬": 10**4, "lakh": 10**5, "百万": 10**6, "mio": 10**6,
    "million": 10**6, "crore": 10**7, "千万": 10**7, "亿": 10**8, "億": 10**8,
}  # fmt: skip


def shown(value: object) -> object:
    """A number of the format as it is read most easily: "5000000" → "5,000,000"; `clean` takes it back."""
    whole, point, rest = value.partition(".") if isinstance(value, str) else ("", "", "")
    if not (len(whole) > 4 and whole.isascii() and whole.isdigit() and ((rest.isascii() and rest.isdigit()) or not point)):
        return value
    return f"{int(whole):,}{point}{rest}" if not whole.startswith("0") else value


def clean(typed: str) -> str:
    """"£1,000,000" → "1000000", "33.34 %" → "33.34", "37,5" → "37.5", "200万" → "2000000", "1.5 million" → "1500000"."""
    text = _BESIDE.sub("", unicodedata.normalize("NFKC", typed))
    found = _NUMBER.match(text)
    times = _TIMES.get(text[found.end():].lower().rstrip(".")) if found else None
    if not found or times is None:
        return text
    number = (found["groups"] or "").replace(",", "") or (found["comma"] or "").replace(",", ".") or found["plain"]
    return number if times == 1 else exact_text(Fraction(number) * times)
