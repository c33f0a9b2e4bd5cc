"""Articles of the law as a page quotes and cites them."""
import re
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.policies import statutes
from ip.rules import Article, Floor
from ip.rules.documents import Words
from ip.wording.parts import in_words
from record.wording import between

_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\)(\d+)?)?")  # 45(1)2: article, paragraph, number in it
_SECTION = re.compile(r"((?:§§?|s\.) )([\w–, .]*?)(\([\w()]+\))?(?: Nr\. (\d+))?")  # § 42 Nr. 4, §§ 741–745, § 202(c)(7), s. 36
_NUMERALS = "零一二三四五六七八九"


def quoted(articles: Iterable[Article]) -> list[dict]:
    """Word by word, in the language of the law; one without text is cited only."""
    return [
        {"name": cited(a), "text": a.quotation, "lang": a.lang, "since": a.in_force_from, "until": a.in_force_to, "note": a.note,
         "source": a.source}
        for a in articles
    ]  # fmt: skip


def cited(article: Article) -> str:
    """Law and number, as people cite an article."""
    return cite(article.law, article.number)


def article_of(floor: Floor) -> str:
    """Law and number, as people cite it."""
    return cite(statutes()[floor.articles[-1]].law, floor.number)


def in_a_row(places: Iterable[str]) -> str:
    """Several places in laws, whose names may hold commas."""
    return between(";").join(places)


def cite(law: Words, number: str) -> str:
    """A place in a law as lawyers of the active language name it: “Patent Law, art. 14”, 《中华人民共和国专利法》第十四条.

    `number` is written 14, 45(1)2 (article, paragraph, item), § 42 Nr. 4 or s. 36; of any other the law alone is named.
    """
    chinese = _chinese()
    said = {"law": in_words(law.data())}
    if found := _ARTICLE.fullmatch(number):
        spelled = [(numeral(int(part)) if chinese else part) if part else "" for part in found.groups()]
        said |= zip(("article", "paragraph", "item"), spelled, strict=True)
        if said["item"]:
            return _("%(law)s, art. %(article)s para. %(paragraph)s no. %(item)s") % said
        if said["paragraph"]:
            return _("%(law)s, art. %(article)s para. %(paragraph)s") % said
        return _("%(law)s, art. %(article)s") % said
    if found := _SECTION.fullmatch(number):
        sign, section, within, item = found.groups()
        said |= {"section": section.replace(", ", "、") if chinese else sign + section, "within": within or "", "item": item}
        return (_("%(law)s %(section)s no. %(item)s") if item else _("%(law)s %(section)s%(within)s")) % said
    return said["law"]


def numeral(number: int) -> str:
    """A whole number below ten thousand as Chinese laws count their articles: 14 → 十四, 206 → 二百零六."""
    said = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += _NUMERALS[digit] + sign
        elif said and number and not said.endswith("零"):
            said += "零"
    return said.removeprefix("一") if said.startswith("一十") else said


def _chinese() -> bool:
    return (get_language() or "en").startswith("zh")
