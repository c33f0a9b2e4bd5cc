"""Addresses of the books; config puts the gate of accounts before them."""
from django.urls import path

from ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("<uuid:uid>/", views.account, name="account"),
    path("postings/<uuid:uid>/", views.posting, name="posting"),
]
