"""Text in two languages, one column each, read with a tested fallback."""
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def pick(en: str, zh: str, language: str | None = None) -> str:
    """The text in the reader's language, else in the other."""
    chinese = (language or get_language() or "en").startswith("zh")
    return (zh or en) if chinese else (en or zh)


def picked(stem: str, language: str | None = None) -> Coalesce:
    """The same in a query, for sorting: `picked("person__name")` orders by the name that is shown."""
    chinese = (language or get_language() or "en").startswith("zh")
    first, other = (f"{stem}_zh", f"{stem}_en") if chinese else (f"{stem}_en", f"{stem}_zh")
    return Coalesce(NullIf(first, Value("")), other)
