"""Whether two names mean one institution: compared without case, width, punctuation and legal form."""
import re
import unicodedata

_FORMS_ZH = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "（集团）", "集团")
_FORMS_EN = {
    "the", "co", "company", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "llc", "plc", "gmbh", "ag",
    "sa", "bv", "group", "of", "and", "for",
}  # fmt: skip


def words(name: str) -> list[str]:
    """The words of a name by which it is found; a run of Chinese is one word. All of them where nothing else is left."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    for form in _FORMS_ZH:
        if folded.endswith(form) and folded != form:
            folded = folded.removesuffix(form)
    found = re.findall(r"[^\W_]+", folded)
    return [word for word in found if word not in _FORMS_EN] or found


def plain(name: str) -> str:
    """"Haoyuan Energy Co., Ltd." and "HAOYUAN ENERGY" are both "haoyuan energy"."""
    return " ".join(words(name))


def bounded(name: str) -> str:
    """A whole name within a key, so that "beizhou" is no namesake of "beizhou recycling"."""
    return f"|{name}|"


def key_of(*names: str) -> str:
    """Both names of an institution as one column that both searches read."""
    return "".join(map(bounded, filter(None, map(plain, names))))[:420]
