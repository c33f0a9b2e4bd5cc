"""Persons for choice: two may bear one name, so whoever is not of the own house is named with theirs."""
from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.capabilities import TABLE
from accounts.models import Membership, Person
from projects.models import Participation, TeamMember
from record.texts import picked


def offered_people(actor) -> QuerySet[Person]:
    """All whom the actor sees by name; `at` is "" for the own people, else where they are in the team or on the staff of a party."""
    own = Membership.objects.visible_to(actor).filter(person=OuterRef("pk"))
    team = TeamMember.objects.visible_to(actor).filter(person=OuterRef("pk")).order_by("-pk")
    parties = Participation.objects.visible_to(actor).values("institution")
    staff = Membership.objects.filter(person=OuterRef("pk"), institution__in=parties, grants__role__in=TABLE["project.read"])
    places = [Subquery(rows.annotate(name=picked("institution__name")).values("name")[:1]) for rows in (team, staff.order_by("pk"))]
    people = Person.objects.visible_to(actor).exclude(name_en="", name_zh="")
    return people.annotate(at=Case(When(Exists(own), then=Value("")), default=Coalesce(*places))).order_by("name_en", "pk")


def called(person) -> str:
    return f"{person.name} · {person.at}" if person.at else person.name
