"""What an altered row held when the record last vouched for it, as far as that can be found.

A commitment is salted and tells nobody anything; but of a column that can hold few things (an amount near this one, a day, a
state, a person) each can be tried, and the one that hashes to the commitment is what stood there. Words cannot be found so.
"""
import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import models

from record import clock
from record.models import About, Event
from record.vouching import Vouched, digest

TRIED = 60_000  # of one column: a quarter of a second
DAYS = 365 * 40  # before and after what stands there now
PLAIN = (models.BooleanField, models.IntegerField, models.DateField, models.ForeignKey)


def recalled(kind: Vouched, row, salt: bytes, digests: dict, columns: list[str]) -> dict[str, dict]:
    """{column: {"now": …} and, where it was found, {"said": …}} of those columns that hold no words, as plain data: amounts in
    minor units, days as text, rows by model and uid."""
    fields = {field.attname: field for field in kind.model._meta.concrete_fields}
    found = {}
    for name in columns:
        field, now = fields.get(name), getattr(row, name, None)
        if field is None or not (isinstance(field, PLAIN) or field.choices) or isinstance(field, models.DateTimeField):
            continue
        found[name] = {"now": _plain(field, now)}
        for value in islice(_candidates(field, row, now), TRIED):
            if digest(salt, name, value) == digests[name]:
                found[name]["said"] = _plain(field, value)
                break
    return found


def _plain(field, value):
    if value is not None and isinstance(field, models.ForeignKey):
        uid = field.related_model._base_manager.filter(pk=value).values_list("uid", flat=True).first()
        return [field.related_model._meta.label_lower, str(uid or "")]
    return value.isoformat() if isinstance(value, date) else value


def _candidates(field, row, now) -> Iterator:
    """What could have stood there, the likely first."""
    yield None
    if field.choices:
        yield from (value for value, _label in field.flatchoices)
    elif isinstance(field, models.ForeignKey):
        yield from field.related_model._base_manager.order_by("pk").values_list("pk", flat=True).iterator()
    elif isinstance(field, models.BooleanField):
        yield from (True, False)
    elif isinstance(field, models.DateField):
        yield from _days(now or clock.today())
    else:
        yield from _near(now or 0)
        yield from _told(row)
        yield from field.model._base_manager.values_list(field.attname, flat=True).distinct().iterator()
        yield from range(TRIED)


def _days(day: date) -> Iterator[date]:
    ordinal = day.toordinal()
    for away in range(1, DAYS):
        yield from (date.fromordinal(n) for n in (ordinal - away, ordinal + away) if date.min.toordinal() <= n <= date.max.toordinal())


def _near(number: int) -> Iterator[int]:
    """Numbers from which this one is made by a digit more, less or other, by two that changed places, or by a little."""
    yield from (number + n for n in range(-1000, 1001))
    text = str(abs(number))
    sign = -1 if number < 0 else 1
    for place in range(len(text) + 1):
        before, after = text[:place], text[place:]
        edits = [before + after[1:], *(before + digit + rest for digit in "0123456789" for rest in (after, after[1:]))]
        if len(after) > 1:
            edits.append(before + after[1] + after[0] + after[2:])
        yield from (sign * int(edit) for edit in edits if edit)
    for power in range(1, 7):
        yield from (number * 10**power, number // 10**power)


def _told(row) -> Iterator[int]:
    """Numbers that the events about the row say."""
    events = Event.objects.filter(pk__in=About.objects.filter(uid=row.uid).values("event")).order_by("-pk")
    for body in events.values_list("body", flat=True)[:50]:
        yield from _numbers(json.loads(bytes(body))["facts"])


def _numbers(facts) -> Iterable[int]:
    if isinstance(facts, int) and not isinstance(facts, bool):
        yield facts
    elif isinstance(facts, dict | list):
        for item in facts.values() if isinstance(facts, dict) else facts:
            yield from _numbers(item)
