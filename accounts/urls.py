"""Addresses of accounts. Those of signing in and joining stand before the gate, all others behind it."""
from django.urls import path

from accounts.gate import gated
from accounts.views import account, factor, invitations, people, reset, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-in/demo/<uuid:uid>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-in/code/", factor.factor, name="factor"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", reset.ask, name="reset_ask"),
    path("password/asked/", reset.asked, name="reset_asked"),
    path("password/<uidb64>/<token>/", reset.Reset.as_view(), name="reset"),
    path("join/<str:token>/", invitations.accept, name="accept"),
    path("language/", account.language, name="language"),
    path("theme/", account.theme, name="theme"),
    *gated([
        path("account/", account.account, name="account"),
        path("account/profile/", account.profile, name="profile"),
        path("account/password/", account.password, name="password"),
        path("account/factor/remove/", factor.remove, name="remove_factor"),
        path("account/tokens/make/", account.make_token, name="make_token"),
        path("account/tokens/<uuid:uid>/revoke/", account.revoke_token, name="revoke_token"),
        path("account/switch/", account.switch, name="switch"),
        path("people/", people.people, name="people"),
        path("people/invitations/", people.invitations, name="invitations"),
        path("people/invitations/<uuid:uid>/withdraw/", invitations.withdraw, name="withdraw"),
        path("people/invitations/<uuid:uid>/renew/", invitations.renew, name="renew"),
        path("people/<uuid:uid>/", people.person, name="person"),
        path("people/roles/<uuid:uid>/end/", people.end_role, name="end_role"),
        path("people/memberships/<uuid:uid>/place/", people.place_member, name="place_member"),
        path("people/memberships/<uuid:uid>/end/", people.end_membership, name="end_membership"),
    ]),
]  # fmt: skip
