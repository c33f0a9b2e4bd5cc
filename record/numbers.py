"""Document numbers such as P-2026-014, given inside the action that issues the document; drafts have none."""
from uuid import UUID

from django.db.models.functions import Length, Substr

from record.actions import lock
from record.models import Counter


def next_number(institution_uid: UUID, series: str, year: int) -> str:
    """The next number of a series. Its row is the last lock of an action: lock everything else before."""
    counter, _ = Counter.objects.get_or_create(institution=institution_uid, series=series, year=year)
    (counter,) = lock(counter)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{year}-{counter.last:03d}"


def as_counted(field: str = "number") -> tuple:
    """How a list sorts by number: within a series and year as people count, after R-2026-999 comes R-2026-1000."""
    return Substr(field, 1, len("R-2026")), Length(field), field
