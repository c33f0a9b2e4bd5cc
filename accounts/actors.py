"""From a membership to an actor: what its roles allow today."""
from django.utils.translation import gettext as _

from accounts.access import root_of
from accounts.capabilities import TABLE
from accounts.models import Grant, Membership, Person
from partners.models import Unit
from record import clock
from record.actions import require
from record.actors import Actor


def actor_of(membership: Membership) -> Actor:
    """The actor of a membership: three queries, none of them growing with the house."""
    person, institution = membership.person, membership.institution
    day = clock.today(institution.zone)
    held: dict[str, set] = {name: set() for name in TABLE}
    grants = list(Grant.objects.current(day).filter(membership=membership).values_list("role", "scope"))
    below = _below(institution.pk) if any(scope for _, scope in grants) else {}
    for role, scope in grants:
        scopes = {institution.uid} if scope is None else {scope, *below.get(scope, ())}
        for name, roles in TABLE.items():
            if role in roles:
                held[name] |= scopes
    root = root_of(person)
    same = frozenset(Person.objects.filter(same_as=root).values_list("pk", flat=True)) | {person.pk, root}
    return Actor(
        person=person.pk, person_uid=person.uid, membership=membership.pk, membership_uid=membership.uid,
        institution=institution.pk, institution_uid=institution.uid, zone=institution.zone, language=person.language,
        capabilities={name: frozenset(scopes) for name, scopes in held.items()}, same_person=same,
    )  # fmt: skip


def as_now(actor: Actor) -> Actor:
    """The same person in the same membership, with what its roles allow at this moment: they may have ended since it was read."""
    membership = Membership.objects.select_related("person", "institution").get(pk=actor.membership)
    require(membership.holds, _("This membership has ended."))
    return actor_of(membership)


def _below(institution: int) -> dict:
    """Each unit's uid with those of all units below it."""
    rows = list(Unit.objects.filter(institution=institution).values_list("pk", "parent", "uid"))
    children: dict = {}
    for pk, parent, uid in rows:
        children.setdefault(parent, []).append((pk, uid))

    def under(pk):
        return {u for child, uid in children.get(pk, ()) for u in {uid, *under(child)}}

    return {uid: under(pk) for pk, _, uid in rows}


def current_membership(person: Person) -> Membership | None:
    """The membership in which a person acts: the one last chosen, else the first that holds today."""
    mine = Membership.objects.of(person).select_related("person", "institution", "unit").order_by("pk")
    held = [membership for membership in mine if membership.holds]
    chosen = [membership for membership in held if membership.pk == person.acting_in_id]
    return next(iter(chosen + held), None)
