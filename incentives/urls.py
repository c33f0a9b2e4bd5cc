"""Addresses of incentives; config puts the gate of accounts before them."""
from django.urls import path

from incentives.views import rewards

app_name = "incentives"
urlpatterns = [
    path("", rewards.rewards, name="rewards"),
    path("propose/", rewards.propose, name="propose"),
    path("<uuid:uid>/", rewards.reward, name="reward"),
    path("<uuid:uid>/again/", rewards.again, name="again"),
    path("<uuid:uid>/refuse/", rewards.refuse, name="refuse"),
    path("<uuid:uid>/pay/", rewards.pay, name="pay"),
    path("<uuid:uid>/confer/", rewards.confer, name="confer"),
]
