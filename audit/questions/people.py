"""Who could move money alone."""
from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import root_of
from accounts.capabilities import MONEY_ROLES, TABLE, Role
from accounts.models import Grant
from audit.questions.question import Found
from governance.models import LinkRequest
from record import clock

PREPARES = TABLE["distribution.prepare"] | TABLE["receipt.record"] | TABLE["payment.record"]
APPROVES = TABLE["distribution.approve"]


def alone(actor) -> Iterator[Found]:
    """People who hold, in all their accounts together, what prepares and what approves; and who was made so by one person.

    The house bars such a person from approving what they prepared; the question shows who would depend on that.
    """
    day = clock.today(actor.zone)
    grants = Grant.objects.current(day).filter(membership__institution=actor.institution)
    grants = list(grants.select_related("membership__person", "granted_by__person", "confirmed_by__person").order_by("pk"))
    held: dict[int, set] = defaultdict(set)
    people = {}
    for grant in grants:
        person = grant.membership.person
        held[root_of(person)].add(grant.role)
        people.setdefault(root_of(person), person)
    for root, roles in held.items():
        if roles & PREPARES and roles & APPROVES:
            yield Found(people[root].name, _("prepares and approves money, in one account or two"), _page(people[root]))
    for asked in LinkRequest.objects.filter(institution=actor.institution, state="done").select_related("person", "other"):
        if root_of(asked.person) != root_of(asked.other):
            yield Found(asked.other.name, _("was proven one person with another account, and counts as two again"), _page(asked.other))
    for grant in grants:
        if _takes_others(grant) and _one_person(grant):
            why = _("was made %(role)s by one person alone") % {"role": grant.get_role_display()}
            yield Found(grant.membership.person.name, why, _page(grant.membership.person), on=grant.since)


def _takes_others(grant: Grant) -> bool:
    """A role that moves money, or an administrator made by one of the house's own: two of those give the former."""
    by = grant.granted_by
    own = by is not None and by.institution_id == grant.membership.institution_id
    return grant.role in MONEY_ROLES or (grant.role == Role.ADMINISTRATOR and own)


def _one_person(grant: Grant) -> bool:
    """Whether fewer than two others, each by whatever account, stand behind a grant."""
    gave = {root_of(by.person) for by in (grant.granted_by, grant.confirmed_by) if by}
    return len(gave - {root_of(grant.membership.person)}) < 2


def _page(person) -> str:
    return reverse("accounts:person", args=[person.uid])
