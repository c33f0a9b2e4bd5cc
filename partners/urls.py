"""Addresses of partners; config puts the gate of accounts before them."""
from django.urls import path

from partners.views import book, directory, units

app_name = "partners"
urlpatterns = [
    path("", book.partners, name="partners"),
    path("directory/", directory.directory, name="directory"),
    path("register/", directory.register, name="register"),
    path("register/candidates/", directory.candidates, name="candidates"),
    path("units/", units.units, name="units"),
    path("units/open/", units.open_unit, name="open_unit"),
    path("units/<uuid:uid>/", units.change, name="change_unit"),
    path("units/<uuid:uid>/close/", units.close, name="close_unit"),
    path("contacts/<uuid:uid>/remove/", book.remove_contact, name="remove_contact"),
    path("<uuid:uid>/", directory.partner, name="partner"),
    path("<uuid:uid>/change/", directory.change, name="change"),
    path("<uuid:uid>/take/", book.take, name="take"),
    path("<uuid:uid>/relation/", book.relation, name="relation"),
    path("<uuid:uid>/contacts/add/", book.add_contact, name="add_contact"),
]
