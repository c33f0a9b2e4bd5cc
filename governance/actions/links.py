"""Two accounts that are one person: linked by two administrators, so that separation of duties sees one person."""
import hashlib
import json

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.access import one_person, root_of
from accounts.actions.roles import apart_as_one
from accounts.models import Membership, Person
from governance.actions.decisions import open_decision
from governance.models import Decision, Excluded, LinkRequest
from partners.models import Institution
from record.actions import action, change, lock, move, record, require, see
from record.errors import Invalid, WrongState

KIND = "person.link"
S = LinkRequest.State


@action
def request_link(*, actor, person: Person, other: Person, proof: str) -> LinkRequest:
    """Ask that two accounts count as one person, and say what proves it. Both must be seen by who asks."""
    see(actor, person)
    see(actor, other)
    require(actor.may_all("people.manage"), _("Only administrators link accounts."))
    ours = Membership.objects.filter(institution=actor.institution, person__in=[person, other]).count()
    require(person.pk == other.pk or ours == 2, _("Both accounts must belong to your institution."))
    (institution, person, other) = lock(Institution(pk=actor.institution), person, other)
    if person.pk == other.pk or root_of(person) == root_of(other):
        raise Invalid(_("These count as one person already."), field="other")
    if not proof.strip():
        raise Invalid(_("Say what proves it."), field="proof")
    apart_as_one(_accounts(person, other))
    try:
        with transaction.atomic():
            asked = LinkRequest.objects.create(
                institution=institution, asked_by_id=actor.membership, person=person, other=other, proof=proof.strip()
            )
    except IntegrityError:
        raise WrongState(_("This is asked for already."))
    record("person.link_asked", asked, about={"person": person, "other": other})
    concerned = {actor.person: Excluded.Why.PREPARED, person.pk: Excluded.Why.GAINS, other.pk: Excluded.Why.GAINS}
    seats = [{"institution": institution, "capability": "role.confirm", "scope": None}]
    open_decision(actor=actor, kind=KIND, subject=asked, owner=institution, seats=seats, excluded=concerned.items())
    return asked


def _accounts(person: Person, other: Person) -> Q:
    """Both, and all that count as either."""
    return one_person(person) | one_person(other)


def _linked(asked: LinkRequest) -> list[Person]:
    return list(Person.objects.filter(_accounts(asked.person, asked.other)).order_by("pk"))


def rows(asked: LinkRequest) -> list:
    return [asked, *_linked(asked)]


def check(asked: LinkRequest) -> None:
    """Roles may have been given since it was asked."""
    apart_as_one(_accounts(asked.person, asked.other))


def fingerprint(asked: LinkRequest) -> str:
    said = [str(asked.uid), str(asked.person.uid), str(asked.other.uid), asked.proof]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@action
def settle_link(*, actor, subject: LinkRequest, decision: Decision) -> None:
    """All accounts point to the oldest from then on."""
    if decision.state != Decision.State.AGREED:
        move(subject, S.REFUSED)
        record("person.link_refused", subject)
        return
    root, *others = _linked(subject)
    if root.same_as_id:
        change(root, same_as=None)
    for account in others:
        change(account, same_as=root)
    move(subject, S.DONE)
    record("person.linked", subject, about={"person": [root, *others]})
