"""The gate before every page: signed in, acting in a membership, and with a second factor where the roles move money.

    urlpatterns = gated([path("…", view, name="…"), …])     # or @signed_in on one view
"""
from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.capabilities import MONEY_CAPABILITIES
from record.clock import of_zone
from record.errors import NotAllowed

BY_ONE_CLICK = "accounts.by_one_click"  # set in the session by the demo's sign-in, which no other database has
METHODS = ("GET", "HEAD", "POST")  # what pages answer: else a view that only knows POST from reading would read for any other word
AWAITS_CODE = "accounts.awaits_code"  # set at sign-in for whoever has a second factor, whatever their roles


def signed_in(view: Callable) -> Callable:
    """Only for whoever acts in a membership; the page tells the time of their institution.

    Others are led to sign in, or to their second factor, and then back.
    """

    @wraps(view)
    def gate(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not request.user.is_authenticated:
            return _lead(request, reverse("accounts:sign_in"))
        if request.actor is None:
            raise NotAllowed(_("You are not a member of any institution at present. Ask an administrator to invite you."))
        if lacks_factor(request):
            return _lead(request, reverse("accounts:factor"))
        with timezone.override(of_zone(request.actor.zone)):
            return view(request, *args, **kwargs)

    return gate


def gated(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The same addresses, each behind the gate."""
    patterns = list(patterns)
    for pattern in patterns:
        pattern.callback = signed_in(pattern.callback)
    return patterns


def lacks_factor(request: HttpRequest) -> bool:
    """Whether a code is due: the roles move money, or the person has a second factor, and this session showed none."""
    if request.user.is_verified() or BY_ONE_CLICK in request.session:
        return False
    return AWAITS_CODE in request.session or moves_money(request.actor)


def moves_money(actor) -> bool:
    """Whether it holds, anywhere, what only money roles may do."""
    return any(actor.scopes(capability) for capability in MONEY_CAPABILITIES)


def _lead(request: HttpRequest, to: str) -> HttpResponse:
    """A page goes there and comes back; a fragment or a program is told 401."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        said = {"type": "about:blank", "title": "unauthorized", "status": 401, "code": "unauthorized",
                "detail": _("Sign in first.")}  # fmt: skip
        return JsonResponse(said, status=401, content_type="application/problem+json")
    if request.method not in ("GET", "HEAD"):
        return HttpResponseRedirect(to)
    return redirect_to_login(request.get_full_path(), to)
