"""People. A person signs in once and acts in one membership at a time."""
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import access
from record.models import Row
from record.texts import pick


class PersonManager(BaseUserManager.from_queryset(access.PersonQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(email=username.lower())


class Person(AbstractBaseUser, Row):
    """One full name per language, never first and last. Erasure blanks names and address; the uid stays."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name_en = models.CharField(_("name"), max_length=120, blank=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=120, blank=True)
    orcid = models.CharField("ORCID", max_length=19, null=True, blank=True, unique=True)
    language = models.CharField(max_length=10, default="en")
    theme = models.CharField(max_length=10, default="auto")
    is_active = models.BooleanField(default=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="others")
    acting_in = models.ForeignKey("accounts.Membership", models.SET_NULL, null=True, blank=True, related_name="+")
    erased = models.BooleanField(default=False)

    objects = PersonManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return str(_("former member")) if self.erased else pick(self.name_en, self.name_zh)

    def get_full_name(self):
        return self.name

    def check_password(self, raw_password) -> bool:
        """Whether it is theirs. Nothing is written here: an outdated hash is renewed by an action, of which the record knows."""
        return check_password(raw_password, self.password)

    @property
    def accounts(self):
        """The other accounts proven to be this person."""
        return Person.objects.filter(access.one_person(self)).exclude(pk=self.pk)
