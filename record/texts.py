"""Text in two languages, one column each, read with a tested fallback."""
from collections.abc import Iterable

from django.db.models import CharField, Expression, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def pick(en: str, zh: str, language: str | None = None) -> str:
    """The text in the reader's language, else in the other."""
    return (zh or en) if _chinese(language) else (en or zh)


class Picked(Expression):
    """Two columns of one text as one, of which the language is known when the query is asked, not when it is written."""

    def __init__(self, stem: str):
        super().__init__(output_field=CharField())
        self.stem = stem

    def resolve_expression(self, *args, **kwargs):
        first, other = both(self.stem)
        return Coalesce(NullIf(first, Value("")), other).resolve_expression(*args, **kwargs)


def picked(stem: str) -> Picked:
    """The same in a query, for sorting: `picked("person__name")` orders by the name that is shown."""
    return Picked(stem)


def both(stem: str, language: str | None = None) -> tuple[str, str]:
    """The names of the two columns, the one of the reader's language first."""
    return (f"{stem}_zh", f"{stem}_en") if _chinese(language) else (f"{stem}_en", f"{stem}_zh")


def own_first(names: Iterable[str]) -> list[str]:
    """Names of fields in their order, but of two that hold one text the reader's own language first."""
    names = list(names)
    order = {}
    for name in names:
        stem, language = name[:-3], name[-3:]
        pair = both(stem) if language in ("_en", "_zh") else (name,)
        order |= dict.fromkeys(each for each in pair if each in names)
    return list(order)


def _chinese(language: str | None) -> bool:
    return (language or get_language() or "en").startswith("zh")
