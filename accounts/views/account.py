"""One's own account: profile, password, tokens, language, light or dark, and in which membership one acts."""
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import factor_of
from accounts.actions.profile import THEMES
from accounts.forms import PasswordChangeForm, ProfileForm, TokenForm
from accounts.models import Membership, Token
from accounts.views.factor import next_of
from accounts.views.sign_in import remember
from record import clock
from record.errors import Invalid, NotVisible
from record.idempotency import once
from record.pages import ActionForm, asked_of, find, perform

HOME = "accounts:account"
THEME_COOKIE = "trihelix_theme"


def account(request):
    """What one signs in with and acts as."""
    return render(request, "accounts/account/page.html", {
        "person": request.user, "factor": factor_of(request.user), "membership": request.membership,
        "memberships": _mine(request), "now": clock.now(),
        "tokens": Token.objects.visible_to(request.actor).filter(revoked=False).order_by("-pk"),
    })  # fmt: skip


def _mine(request) -> list[Membership]:
    """One's own memberships in every institution: the only list that goes beyond the one acted in."""
    rows = Membership.objects.of(request.user).select_related("institution", "person").prefetch_related("grants").order_by("pk")
    return [membership for membership in rows if membership.holds]


def profile(request):
    person = request.user
    given = {"seen": person.version, "name_en": person.name_en, "name_zh": person.name_zh, "orcid": person.orcid or "",
             "language": person.language}  # fmt: skip
    form = ProfileForm(request.POST or None, initial=given)

    def act():
        actions.change_profile(actor=request.actor, seen=form.cleaned_data["seen"], **form.said)
        return reverse(HOME)

    response = perform(request, form, act, page="accounts/account/profile.html", context={"cancel": reverse(HOME)}, done=_("Saved."))
    if response.status_code == 303:
        remember(response, settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
    return response


def password(request):
    """Every other session ends with the old password."""
    form = PasswordChangeForm(request)

    def act():
        actions.set_password(actor=request.actor, person=request.user, password=form.cleaned_data["new_password1"])
        return reverse(HOME)

    response = perform(request, form, act, page="accounts/account/password.html", context={"cancel": reverse(HOME)},
                       done=_("The password was changed; sessions elsewhere have ended."))  # fmt: skip
    if response.status_code == 303:
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
    return response


def make_token(request):
    """Shown once, on the answer itself: what is stored to answer a repetition never holds the secret."""
    form = TokenForm(request.POST or None, initial={"until": clock.today(request.actor.zone) + timedelta(days=90)})
    made = []

    def act():
        made[:] = [actions.make_token(actor=request.actor, **form.said)]
        return 303, {}

    if form.is_valid():
        try:
            once(actor=request.actor, key=form.cleaned_data["key"] or "none", asked=asked_of(request, form), write=act)
        except Invalid as error:
            form.add_error(error.field, str(error.message))
        else:
            if made:
                return render(request, "accounts/account/token_made.html", {"token": made[0]})
            messages.warning(request, _("This token was made and shown already. If it was lost, revoke it and make another."))
            return HttpResponseRedirect(reverse(HOME))
    context = {"form": form, "cancel": reverse(HOME)}
    return render(request, "accounts/account/token.html", context, status=422 if form.errors else 200)


def revoke_token(request, uid):
    token = find(Token.objects, request.actor, uid=uid)

    def act():
        actions.revoke_token(actor=request.actor, token=token)
        return reverse(HOME)

    return perform(request, ActionForm(request.POST or None), act, page="accounts/account/revoke.html",
                   context={"token": token, "submit": _("Revoke"), "cancel": reverse(HOME)}, done=_("The token was revoked."))  # fmt: skip


def switch(request):
    """Act in another of one's memberships."""
    if request.method == "POST":
        chosen = [m for m in _mine(request) if str(m.uid) == request.POST.get("membership")]
        if not chosen:
            raise NotVisible
        actions.act_as(actor=request.actor, membership=chosen[0])
        return HttpResponseRedirect(reverse(settings.LOGIN_REDIRECT_URL))
    return render(request, "accounts/account/switch.html", {"memberships": _mine(request), "membership": request.membership})


@require_POST
def language(request):
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Invalid(_("This language is not known."))
    if request.actor:
        actions.choose_language(actor=request.actor, language=code)
    return remember(HttpResponseRedirect(next_of(request)), settings.LANGUAGE_COOKIE_NAME, code)


@require_POST
def theme(request):
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise Invalid(_("Choose light, dark or the setting of the device."))
    if request.actor:
        actions.choose_theme(actor=request.actor, theme=chosen)
    return remember(HttpResponseRedirect(next_of(request)), THEME_COOKIE, chosen)
