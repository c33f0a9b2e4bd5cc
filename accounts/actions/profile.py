"""What a person says about themselves, and how they like to see things."""
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Person
from accounts.orcid import orcid as read_orcid
from record.actions import action, change, fresh, lock, record
from record.errors import Invalid, NotVisible

THEMES = ("auto", "light", "dark")


@action
def change_profile(*, actor, seen, name_en: str, name_zh: str, orcid: str, language: str) -> Person:
    """Own names, ORCID (ISO 7064 check digit) and language."""
    (person,) = lock(Person(pk=actor.person))
    fresh(person, seen)
    if not name_en.strip() and not name_zh.strip():
        raise Invalid(_("Give your name in at least one language."), field="name_en")
    _known_language(language)
    fields = {"name_en": name_en.strip(), "name_zh": name_zh.strip(), "orcid": read_orcid(orcid), "language": language}
    changed = sorted(name for name, value in fields.items() if getattr(person, name) != value)
    try:
        with transaction.atomic():
            change(person, **fields)
    except IntegrityError:
        raise Invalid(_("Another account has this ORCID. If both are you, ask an administrator to link them."), field="orcid")
    record("profile.changed", person, fields=changed)
    return person


def _known_language(code: str) -> None:
    if code not in dict(settings.LANGUAGES):
        raise Invalid(_("This language is not known."), field="language")


@action
def choose_language(*, actor, language: str) -> None:
    """Remember a person's language. A taste leaves no event."""
    _known_language(language)
    (person,) = lock(Person(pk=actor.person))
    change(person, language=language)


@action
def choose_theme(*, actor, theme: str) -> None:
    """Remember light, dark, or what the device prefers."""
    if theme not in THEMES:
        raise Invalid(_("Choose light, dark or the setting of the device."), field="theme")
    (person,) = lock(Person(pk=actor.person))
    change(person, theme=theme)


@action
def act_as(*, actor, membership: Membership) -> Membership:
    """Act in another of one's own memberships from now on: never in two at once."""
    person, membership = lock(Person(pk=actor.person), membership)
    if membership.person_id != actor.person or not membership.holds:
        raise NotVisible
    change(person, acting_in=membership)
    return membership
