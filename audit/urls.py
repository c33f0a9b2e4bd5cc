"""Addresses of the audit desk; config puts the gate of accounts before them."""
from django.urls import path

from audit.views import desk, replay

app_name = "audit"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("questions/<slug:key>/", desk.question, name="question"),
    path("distributions/", desk.distributions, name="distributions"),
    path("replay/", replay.replay, name="replay"),
    path("distributions/<uuid:uid>/", desk.recomputation, name="recomputation"),
    path("distributions/<uuid:uid>/evidence/", desk.evidence, name="evidence"),
    path("verify/", desk.verify, name="verify"),
    path("verifications/<uuid:uid>/", desk.verification, name="verification"),
    path("verifications/<uuid:uid>/cancel/", desk.cancel, name="cancel"),
]
