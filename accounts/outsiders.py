"""People without an account: known by name, perhaps by address, and never signed in until somebody invites them."""
from accounts.models import Person
from record.actions import action, record


@action
def know_person(*, actor, name_en: str = "", name_zh: str = "", email: str = "") -> Person:
    """The person of this address, or a new one. Whoever is here already is the same person, if the actor sees them or knows a
    name of theirs: nobody learns by an address alone who is behind it, nor whether anybody is. So another name is taken as it is
    given, whether or not the address is somebody's: it is then a person of its own, written to there, who gains nothing of the
    account's and shows nothing of it. That both are one is for two administrators to say, as of any two accounts.
    """
    address = email.strip().lower()
    known = _known(actor, address, name_en, name_zh) if address else None
    if known:
        return known
    person = Person(name_en=name_en.strip(), name_zh=name_zh.strip())
    taken = Person.objects.filter(email=address).exists()
    person.email, person.written_to = (None, address) if taken else (address or None, "")
    person.set_unusable_password()
    person.save()
    record("person.noted", person)
    return person


def _known(actor, address: str, name_en: str, name_zh: str) -> Person | None:
    for person in [*Person.objects.filter(email=address), *Person.objects.filter(written_to=address).order_by("pk")]:
        if _called(person, name_en, name_zh) or Person.objects.visible_to(actor).filter(pk=person.pk).exists():
            return person
    return None


def _called(person: Person, name_en: str, name_zh: str) -> bool:
    """By one of their names, the family name first or last."""
    own = {_plain(person.name_en), _plain(person.name_zh)} - {()}
    return not own.isdisjoint({_plain(name_en), _plain(name_zh)})


def _plain(name: str) -> tuple[str, ...]:
    return tuple(sorted(name.casefold().split()))
