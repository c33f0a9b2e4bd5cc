"""JSON as it comes from outside: what no database or answer could hold is refused before anything looks at it."""
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

DEEPEST = 50  # lists and objects within each other


class PlainJSON(JSONParser):
    """JSON of a sane size (else 413) and depth whose texts are Unicode without NUL, which PostgreSQL keeps in no text; else 400,
    a NUL 422 at its field."""

    def parse(self, stream, media_type=None, parser_context=None):
        sent = int(parser_context["request"].META.get("CONTENT_LENGTH") or 0)
        if sent > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:  # Django asks so of whatever it reads itself, and this it does not
            raise RequestDataTooBig
        try:
            data = super().parse(stream, media_type, parser_context)
            for text in texts(data):
                text.encode()
            refuse_nul(data)
        except UnicodeEncodeError:
            raise ParseError(_("A text holds half a character: surrogates come in pairs."))
        except RecursionError:
            raise ParseError(_("This is nested too deeply."))
        return data


def refuse_nul(data) -> None:
    """At the field that holds it; 400 where no field can be named."""
    for field, value in data.items() if isinstance(data, dict) else [("", data)]:
        if "\0" in field or (not field and any("\0" in text for text in texts(value))):
            raise ParseError(_("A text holds a NUL character."))
        if any("\0" in text for text in texts(value)):
            raise ValidationError({field: [_("A text holds a NUL character.")]})


def texts(data, depth: int = 0) -> Iterator[str]:
    """All texts in it, names of fields too. RecursionError beyond the deepest level."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from texts(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, depth + 1)
