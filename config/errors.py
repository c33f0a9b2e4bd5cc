"""One handler turns what can go wrong into a page, a fragment, or problem details (RFC 9457)."""
import re
import sys

from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import page_not_found, server_error
from rest_framework import exceptions
from rest_framework.response import Response

from record.errors import DomainError, Invalid
from record.pages import answered_before

AWAY = gettext_lazy("The database cannot be reached at this moment. Nothing was saved; try again.")
NOTHING = gettext_lazy("There is nothing here that you may see.")
TOO_LARGE = gettext_lazy("This is more than is taken at once.")
UNREAD = gettext_lazy("This could not be read.")
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


UNTYPED = {"csrfmiddlewaretoken", "key", "seen", "document"}  # the editor keeps its document itself
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONG = 20  # characters from which one would rather not type a text again


def domain_errors(get_response):
    """Pages: a DomainError becomes the page of its status, unless the form was sent before and did what it asked; the
    database away for a moment becomes a calm 503."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, error):
        if isinstance(error, DomainError):
            return answered_before(request) or page(request, error.status, error.message)
        return page(request, 503, AWAY) if isinstance(error, OperationalError) else None

    middleware.process_exception = process_exception
    return middleware


def csrf_failed(request, reason=""):
    """A form without its key, such as one that was left open while the person signed in anew: said in words, nothing done."""
    text = _("This page was open before you signed in last, or your browser keeps no cookies. Open it again, then send it.")
    return page(request, 403, text, template="400.html")


def fault(request):
    """What was raised where no view could answer: who asks is looked up before any view, and the database may be away."""
    if not isinstance(sys.exc_info()[1], OperationalError):
        return server_error(request)
    if not request.path.startswith("/api/"):
        return page(request, 503, AWAY)
    return _unrouted(503, "unavailable", AWAY)


def malformed(request, exception):
    """What no view could read: too much at once, or broken. It may be found before it is known who asks.

    Whoever asks by a name that this house does not answer to is told so in one line: no page of it can be linked there.
    """
    if isinstance(exception, DisallowedHost):
        return HttpResponse(_("Nothing is served under this name."), status=400, content_type="text/plain; charset=utf-8")
    status, code, detail = _unreadable(exception)
    return _unrouted(status, code, detail) if request.path.startswith("/api/") else page(request, status, detail)


def _unreadable(error) -> tuple[int, str, object]:
    return (413, "too_large", TOO_LARGE) if isinstance(error, TOO_MUCH) else (400, "malformed", UNREAD)


def missing(request, exception):
    """No such address: a page, and for programs what they are told of any other failure."""
    return _unrouted(404, "not_found", NOTHING) if request.path.startswith("/api/") else page_not_found(request, exception)


def _unrouted(status: int, code: str, detail) -> JsonResponse:
    """Problem details where no view of the API was reached."""
    return JsonResponse(_body(status, code, detail), status=status, content_type="application/problem+json")


def _body(status: int, code: str, detail) -> dict:
    return {"type": "about:blank", "title": code, "status": status, "code": code, "detail": str(detail)}


def page(request, status: int, message, template: str = "") -> object:
    """A failure as a page, also where a fragment was asked for: it then takes the place of the page.

    503 is rendered without the request: what stands around a page would ask the database again.
    """
    known = [template or f"{status}.html", "400.html"]
    response = render(None if status == 503 else request, known, {"message": message, **_sent(request, status)}, status=status)
    if getattr(request, "htmx", False):
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def _sent(request, status: int) -> dict:
    """Of a form that is refused as a whole: where it stands, and the longer texts typed into it, so that none is lost."""
    if request.method != "POST" or status not in (403, 404, 409):
        return {}
    before = request.headers.get("Referer", "")
    texts = [text.strip() for name, values in request.POST.lists() if name not in UNTYPED and "password" not in name for text in values]
    typed = [text for text in texts if len(text) >= LONG and not UID.fullmatch(text)]
    return {"back_url": before if url_has_allowed_host_and_scheme(before, {request.get_host()}) else "", "typed": typed}


def problem(error, context) -> Response | None:
    """The API: {type, title, status, code, detail, errors: [{field, message}]} with a stable code."""
    if isinstance(error, DomainError):
        return _details(error.status, error.code, error.message, _fields(error))
    if isinstance(error, Http404):
        return _details(404, "not_found", NOTHING)
    if isinstance(error, PermissionDenied):
        return _details(403, "not_allowed", _("Your role does not include this."))
    if isinstance(error, exceptions.ValidationError):
        return _details(422, "invalid", _("Some of what was sent cannot be taken."), list(_flat(error.detail)))
    if isinstance(error, exceptions.APIException):
        codes = error.get_codes()
        response = _details(error.status_code, codes if isinstance(codes, str) else "error", error.detail)
        if wait := getattr(error, "wait", None):
            response["Retry-After"] = str(int(wait) + 1)
        if header := getattr(error, "auth_header", None):
            response["WWW-Authenticate"] = header
        return response
    if isinstance(error, SuspiciousOperation):
        return _details(*_unreadable(error))
    if isinstance(error, OperationalError):
        return _details(503, "unavailable", AWAY)
    return None


def _fields(error: DomainError) -> list[dict]:
    if isinstance(error, Invalid) and error.field:
        return [{"field": error.field, "message": str(error.message)}]
    return []


def _flat(detail, path: str = ""):
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(detail, list):
        for item in detail:
            yield from _flat(item, path) if isinstance(item, dict | list) else [{"field": path, "message": str(item)}]
    else:
        yield {"field": path, "message": str(detail)}


def _details(status: int, code: str, detail, errors: list | None = None) -> Response:
    body = _body(status, code, detail)
    if errors:
        body["errors"] = errors
    return Response(body, status=status, content_type="application/problem+json")
