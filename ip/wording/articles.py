"""Articles of the law as a page quotes them."""
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.policies import statutes
from ip.rules import Article, Floor
from ip.wording.parts import in_words


def quoted(articles: Iterable[Article]) -> list[dict]:
    """Word by word, in the language of the law; one without text is cited only."""
    language = get_language() or "en"
    return [
        {"law": a.law.say(language), "number": a.number, "text": a.quotation, "lang": a.lang, "since": a.in_force_from,
         "until": a.in_force_to, "note": a.note, "source": a.source}
        for a in articles
    ]  # fmt: skip


def cited(article: Article) -> str:
    """Law and number, as people cite an article."""
    return _("%(law)s, art. %(number)s") % {"law": in_words(article.law.data()), "number": article.number}


def article_of(floor: Floor) -> str:
    """Law and number, as people cite it."""
    law = in_words(statutes()[floor.articles[-1]].law.data())
    return _("%(law)s, art. %(number)s") % {"law": law, "number": floor.number} if floor.confirmed else law
