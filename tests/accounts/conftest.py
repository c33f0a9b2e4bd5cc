"""Links that were written down to be mailed, and people who sign in with a password."""
import pytest

from accounts.models import Person
from partners.models import Institution
from record.models import Delivery

PASSWORD = "a long quiet sentence"


@pytest.fixture
def links(db):
    """`links("accounts.invitation")`: addresses to open, oldest first, as (to whom, link)."""

    def read(kind: str) -> list[tuple[str, str]]:
        return [(d.facts["address"], d.facts["url"]) for d in Delivery.objects.filter(kind=kind).order_by("pk")]

    return read


@pytest.fixture
def with_password(world):
    """Somebody of Linhai who has a password."""

    def give(*roles: str) -> Person:
        person = world.person("linhai", *roles)
        person.set_password(PASSWORD)
        person.save()
        return person

    return give


@pytest.fixture
def newcomer(db):
    """A company of the directory in which nobody is yet."""
    return Institution.objects.create(name_en="Qingyue Materials", kind="enterprise")
