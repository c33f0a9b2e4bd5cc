"""Signing in and out; in the demo by one click."""
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from accounts.access import demo_people, factor_of
from accounts.actions import renew_hash
from accounts.capabilities import Role
from accounts.forms import SignInForm
from accounts.gate import AWAITS_CODE, BY_ONE_CLICK
from record.actors import System

BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 365 * 24 * 3600


def remember(response, name: str, value: str):
    """What holds in this browser also before signing in."""
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


class SignIn(LoginView):
    """Address and password; whoever has a second factor is asked for its code next."""

    template_name = "accounts/sign_in/page.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, houses=_houses())

    def form_valid(self, form):
        person = form.get_user()
        if identify_hasher(person.password).must_update(person.password):
            person.password = renew_hash(actor=System(), person=person, password=form.cleaned_data["password"]).password
        response = super().form_valid(form)
        if factor_of(form.get_user()):
            self.request.session[AWAITS_CODE] = True
        return remember(response, settings.LANGUAGE_COOKIE_NAME, form.get_user().language)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(LogoutView):
    http_method_names = ["post", "options"]


def _houses() -> list[dict]:
    """The demo's people by institution; empty anywhere else."""
    houses: dict = {}
    for member in demo_people():
        roles = dict.fromkeys(Role(grant.role).label for grant in member.grants.all())
        house = houses.setdefault(member.institution_id, {"institution": member.institution, "members": []})
        house["members"].append({"member": member, "roles": roles})
    return list(houses.values())


def demo_sign_in(request, uid):
    """As one of the demo's people, without password and code. Over any other database there is no such page."""
    member = demo_people().filter(uid=uid).first()
    if member is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    login(request, member.person, backend=BACKEND)
    request.session[BY_ONE_CLICK] = True
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or member.person.language
    return remember(HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL)), settings.LANGUAGE_COOKIE_NAME, language)


def locked_out(request, credentials=None, *args, **kwargs):
    """Calm words for whoever typed a wrong password too often."""
    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    message = _("Too many wrong passwords for this address. Try again in %(minutes)d minutes, or set a new password.")
    return render(request, "accounts/sign_in/locked.html", {"message": message % {"minutes": minutes}}, status=429)
