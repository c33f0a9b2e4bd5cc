"""People without an account: known by name, perhaps by address, and never signed in until somebody invites them."""
from accounts.models import Person
from record.actions import action, record


@action
def know_person(*, actor, name_en: str = "", name_zh: str = "", email: str = "") -> Person:
    """The person of this address, or a new one. Whoever is here already is the same person, whatever name was typed."""
    address = email.strip().lower() or None
    known = Person.objects.filter(email=address).first() if address else None
    if known:
        return known
    person = Person(name_en=name_en.strip(), name_zh=name_zh.strip(), email=address)
    person.set_unusable_password()
    person.save()
    record("person.noted", person)
    return person
