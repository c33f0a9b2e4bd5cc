"""People without an account: known by name, perhaps by address, and never signed in until somebody invites them."""
from django.utils.translation import gettext as _

from accounts.models import Person
from record.actions import action, record
from record.errors import Invalid


@action
def know_person(*, actor, name_en: str = "", name_zh: str = "", email: str = "", field: str = "email") -> Person:
    """The person of this address, or a new one. Whoever is here already is the same person, if the actor sees them or knows a
    name of theirs: nobody learns by an address alone who is behind it. Invalid, at `field`, otherwise.
    """
    address = email.strip().lower() or None
    known = Person.objects.filter(email=address).first() if address else None
    if known:
        if not _called(known, name_en, name_zh) and not Person.objects.visible_to(actor).filter(pk=known.pk).exists():
            raise Invalid(_("This name and this address do not belong together. Write the name as the person does, or leave the "
                            "address out."), field=field)  # fmt: skip
        return known
    person = Person(name_en=name_en.strip(), name_zh=name_zh.strip(), email=address)
    person.set_unusable_password()
    person.save()
    record("person.noted", person)
    return person


def _called(person: Person, name_en: str, name_zh: str) -> bool:
    """By one of their names, the family name first or last."""
    own = {_plain(person.name_en), _plain(person.name_zh)} - {()}
    return not own.isdisjoint({_plain(name_en), _plain(name_zh)})


def _plain(name: str) -> tuple[str, ...]:
    return tuple(sorted(name.casefold().split()))
