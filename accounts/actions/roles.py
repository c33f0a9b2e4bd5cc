"""Giving and ending roles that one administrator gives, and ending a membership. What takes two: governance."""
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.access import one_person
from accounts.capabilities import MONEY_ROLES, OVERSIGHT, Role
from accounts.models import Grant, Membership, Person, Token
from accounts.roles import takes_two
from accounts.scopes import check_scope
from record import clock
from record.actions import action, change, fresh, lock, record, require, see
from record.errors import Invalid, WrongState


def manages(actor, membership: Membership) -> None:
    """See it, and be an administrator of its institution."""
    see(actor, membership)
    ours = membership.institution_id == actor.institution
    require(ours and actor.may_all("people.manage"), _("Only administrators give and end roles."))


def accounts_of(person: Person) -> list[Person]:
    """All accounts of one person: locked wherever a role is given, so that what is kept apart is not given at once to two of them."""
    return list(Person.objects.filter(one_person(person)))


def apart(membership: Membership, role: str) -> None:
    """Invalid where one person, by whatever account, would both watch over money and move it in one institution."""
    held = _held(one_person(membership.person)).get(membership.institution_id, set())
    _keep_apart(held | {role}, field="role")


def apart_as_one(people: Q) -> None:
    """Invalid where accounts that count as one person would together do so: `people` is a condition over persons."""
    for held in _held(people).values():
        _keep_apart(held)


def _keep_apart(roles: set, field: str | None = None) -> None:
    if roles & OVERSIGHT and roles & MONEY_ROLES:
        raise Invalid(_("Whoever administers or audits takes no part in moving money: choose another person."), field=field)


def _held(people: Q) -> dict[int, set]:
    """Roles that these persons hold or will hold, by the institution's key."""
    grants = Grant.objects.filter(membership__person__in=Person.objects.filter(people)).select_related("membership__institution")
    held: dict[int, set] = {}
    for grant in grants:
        if grant.until is None or grant.until > clock.today(grant.membership.institution.zone):
            held.setdefault(grant.membership.institution_id, set()).add(grant.role)
    return held


def _current(membership: Membership):
    return Grant.objects.filter(membership=membership).current(clock.today(membership.institution.zone))


def check_new(membership: Membership, role: str, scope) -> None:
    """What must hold before a role is given, by one or by two."""
    if not membership.holds:
        raise WrongState(_("This membership has ended."))
    if _current(membership).filter(role=role, scope=scope).exists():
        raise WrongState(_("This role is held already."))
    apart(membership, role)


@action
def grant_role(*, actor, membership: Membership, role: str, scope=None, since: date | None = None) -> Grant:
    """Give a role in the institution, or in one unit or project (`scope`, its uid), from a day on (today)."""
    manages(actor, membership)
    membership, *_accounts = lock(membership, *accounts_of(membership.person))
    if takes_two(role, membership.institution):
        raise Invalid(_("This role takes two administrators."), field="role")
    check_scope(actor, membership.institution, scope)
    check_new(membership, role, scope)
    grant = Grant.objects.create(
        membership=membership, role=role, scope=scope, since=since or clock.today(actor.zone), granted_by_id=actor.membership
    )
    record("role.granted", grant, about={"person": membership.person}, role=role, scope=scope)
    return grant


@action
def end_role(*, actor, grant: Grant) -> Grant:
    """Take a role away, at once. The last administrator of an institution stays."""
    see(actor, grant)
    manages(actor, grant.membership)
    grant, membership, _institution = lock(grant, grant.membership, grant.membership.institution)
    if grant.until:
        raise WrongState(_("This role has ended."))
    _keeps_an_administrator(membership, [grant])
    _end(grant, membership)
    return grant


def _end(grant: Grant, membership: Membership) -> None:
    change(grant, until=clock.today(membership.institution.zone))
    record("role.ended", grant, about={"person": membership.person}, role=grant.role)


def _keeps_an_administrator(membership: Membership, ending: list[Grant]) -> None:
    """The institution is locked: of two administrators who end each other at once, one stays."""
    if Role.ADMINISTRATOR not in {grant.role for grant in ending}:
        return
    day = clock.today(membership.institution.zone)
    others = Grant.objects.current(day).filter(role=Role.ADMINISTRATOR, scope=None, membership__institution=membership.institution)
    if not others.exclude(pk__in=[grant.pk for grant in ending]).exists():
        raise Invalid(_("An institution needs at least one administrator. Appoint another one first."))


@action
def end_membership(*, actor, membership: Membership, seen) -> Membership:
    """End a membership with all its roles and tokens, at once."""
    manages(actor, membership)
    held = Grant.objects.filter(membership=membership, until=None)
    *grants, membership, _institution = lock(*held, membership, membership.institution)
    if not membership.holds:
        raise WrongState(_("This membership has ended."))
    fresh(membership, seen)
    _keeps_an_administrator(membership, grants)
    for grant in grants:
        _end(grant, membership)
    Token.objects.filter(membership=membership, revoked=False).update(revoked=True)
    change(membership, until=clock.today(membership.institution.zone))
    record("membership.ended", membership, about={"person": membership.person})
    return membership
