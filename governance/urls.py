"""Addresses of governance; config puts the gate of accounts before them."""
from django.urls import path

from governance.views import comments, decisions, duties, inbox, links, mails, roles

app_name = "governance"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<uuid:uid>/", decisions.decision, name="decision"),
    path("decisions/<uuid:uid>/decide/", decisions.decide, name="decide"),
    path("people/invite/", roles.invite, name="invite"),
    path("people/<uuid:uid>/give/", roles.give, name="give_role"),
    path("people/<uuid:uid>/link/", links.link, name="link"),
    path("people/requests/<uuid:uid>/", roles.role_request, name="role_request"),
    path("people/requests/<uuid:uid>/withdraw/", roles.withdraw, name="withdraw_request"),
    path("people/links/<uuid:uid>/", links.link_request, name="link_request"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<uuid:uid>/", duties.duty, name="duty"),
    path("duties/<uuid:uid>/done/", duties.finish, name="finish_duty"),
    path("duties/<uuid:uid>/waive/", duties.waive, name="waive_duty"),
    path("calendar/", duties.calendar, name="calendar"),
    path("comments/<str:of>/<uuid:uid>/", comments.comment, name="comment"),
]
# Over a demo's database only, and there for whoever is written to, with or without an account.
demo_urlpatterns = [
    path("mails/", mails.mails, name="mails"),
    path("mails/<uuid:uid>/", mails.mail, name="mail"),
]
