"""One write of the API: one action, under a key, so that asking twice acts once."""
import hashlib
import json
from functools import wraps

from django.utils.translation import gettext as _
from rest_framework.decorators import action as route
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from record.errors import DomainError
from record.idempotency import asked, once

HEADER = "Idempotency-Key"
NOTHING = {204: None}  # what a write is answered by that leaves nothing to show


class KeyMissing(DomainError):
    code, status = "key_missing", 400

    def __init__(self):
        super().__init__(_("Send an Idempotency-Key header of 1 to 100 characters: a repeated request then acts once."))


def write(said, *, answer=None, listed: bool = False):
    """`said`: the input serializer. `answer`: what the result is shown by, unless the view's own serializer; or NOTHING.

    The method gets the actor, the row (unless it is `create` or `listed`: about no single row), and what was said.
    """

    def decorate(function):
        name = function.__name__
        about_one = name != "create" and not listed

        @wraps(function)
        def handler(view, request, **kwargs):
            def act():
                rows = [view.get_object()] if about_one else []
                form = said(data=request.data, context=view.get_serializer_context())
                form.is_valid(raise_exception=True)
                result = function(view, request.actor, *rows, **form.validated_data)
                if result is None:
                    return 204, {}
                shown = (answer or view.get_serializer_class())(result, context=view.get_serializer_context()).data
                return 201 if name == "create" else 200, json.loads(JSONRenderer().render(shown))

            found = once(actor=request.actor, key=_key(request), asked=_asked(request), write=act)
            return Response(found.body if found.status != 204 else None, status=found.status)

        handler.said, handler.answer = said, answer
        if name in ("create", "partial_update"):
            return handler
        return route(detail=about_one, methods=["post"], url_path=name.replace("_", "-"))(handler)

    return decorate


def _key(request) -> str:
    key = request.headers.get(HEADER, "")
    if not 1 <= len(key) <= 100 or not key.isprintable():
        raise KeyMissing
    return key


def _asked(request) -> bytes:
    """Method, path and body; of files, their content."""
    data = request.data
    if not hasattr(data, "lists"):
        return asked(request.method, request.path, json.dumps(data, sort_keys=True))
    fields = sorted((name, value if isinstance(value, str) else _content(value)) for name, values in data.lists() for value in values)
    return asked(request.method, request.path, json.dumps(fields))


def _content(file) -> str:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return f"{file.name}:{digest}"
