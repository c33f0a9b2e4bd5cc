"""Units in share sets: where a person works, what lies above a unit, and what they are called to whoever reads the set."""
from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.models import Membership, Person
from partners.models import Unit


def above(unit: Unit | None) -> list[str]:
    """The uids of the units from the top of the tree down to this one, as the tree stands."""
    return [str(uid) for uid in reversed(unit.upward)] if unit else []


def usual(institution: int, people: Iterable[Person]) -> dict[int, Unit]:
    """In which unit of an institution (its key) persons work, or last worked, by the person's key."""
    rows = Membership.objects.filter(institution=institution, person__in=list(people), unit__isnull=False)
    return {row.person_id: row.unit for row in rows.select_related("unit") if row.unit}


def called(paths: Iterable[Iterable[str]]) -> dict[str, str]:
    """Names of the units in share sets, by their uids: whoever sees a set sees all that is signed with it."""
    uids = {uid for path in paths for uid in path}
    return {str(unit.uid): unit.name for unit in Unit.objects.filter(uid__in=uids)} if uids else {}


def in_tree(path: Iterable[str], names: Mapping[str, str]) -> str:
    """A unit with those above it, from the top down; nothing for no unit."""
    return " › ".join(names[uid] for uid in path)


def choices(actor, named: Iterable[Unit] = ()) -> dict[str, tuple[Unit, str]]:
    """The units of the actor's institution that are open, or `named`, each with those above it, in the tree's order."""
    rows = {unit.pk: unit for unit in Unit.objects.visible_to(actor).order_by("pk")}
    kept = {unit.pk for unit in named}
    found = []
    for unit in rows.values():
        path = [unit]
        while path[0].parent_id in rows:
            path.insert(0, rows[path[0].parent_id])
        if unit.until is None or unit.pk in kept:
            found.append(([row.pk for row in path], unit, " · ".join(row.name for row in reversed(path))))
    return {str(unit.uid): (unit, label) for _path, unit, label in sorted(found, key=lambda row: row[0])}


def names_of_keys(actor, keys: Iterable[str]) -> dict[str, str]:
    """Names of the persons and units that lines of a distribution name by uid, as far as the actor may see them."""
    uids = [key for key in keys if _is_uid(key)]
    people = Person.objects.visible_to(actor).filter(uid__in=uids)
    units = Unit.objects.visible_to(actor).filter(uid__in=uids)
    return {str(row.uid): row.name for rows in (people, units) for row in rows}


def _is_uid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
