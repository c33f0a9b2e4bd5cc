"""A role that takes two administrators: one asks, another of the same institution confirms.

The only code that writes such a role; accounts' own actions refuse it.
"""
import hashlib
import json

from django.utils.translation import gettext as _

from accounts.actions.invitations import draw_up, send
from accounts.actions.roles import accounts_of, check_new, manages
from accounts.models import Grant, Invitation, Membership
from accounts.roles import takes_two
from accounts.scopes import check_scope
from governance.actions.decisions import open_decision, void_decision
from governance.models import Decision, Excluded, RoleRequest
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, lock, move, record, require, see
from record.errors import Invalid, WrongState

KIND = "role.grant"
CONFIRMS = "role.confirm"
S = RoleRequest.State


@action
def request_role(*, actor, membership: Membership, role: str, scope=None) -> RoleRequest:
    """Ask that a member be given a role that takes two. Neither who asks nor who gains it confirms it."""
    manages(actor, membership)
    membership, *_accounts = lock(membership, *accounts_of(membership.person))
    _takes_two(role, membership.institution)
    check_scope(actor, membership.institution, scope)
    check_new(membership, role, scope)
    open_requests = RoleRequest.objects.filter(membership=membership, role=role, scope=scope, state=S.ASKED)
    if open_requests.exists():  # the membership is locked: nobody else asks at this moment
        raise WrongState(_("This role is asked for already."))
    asked = RoleRequest.objects.create(
        institution=membership.institution, asked_by_id=actor.membership, membership=membership, role=role, scope=scope
    )
    gains = (membership.person_id, Excluded.Why.GAINS)
    _put(actor, asked, membership.institution, [gains], {"person": membership.person})
    return asked


@action
def request_invitation(*, actor, email: str, role: str, scope=None, language: str = "en") -> RoleRequest:
    """Invite somebody to a role that takes two: no mail goes out and no link works before a second administrator confirms."""
    require(actor.may_all("people.manage"), _("Only administrators invite people."))
    (institution,) = lock(Institution(pk=actor.institution))
    _takes_two(role, institution)
    check_scope(actor, institution, scope)
    invitation = draw_up(
        state=Invitation.State.PROPOSED, institution=institution, email=email.strip().lower(), role=role, scope=scope,
        language=language, invited_by_id=actor.membership,
    )  # fmt: skip
    asked = RoleRequest.objects.create(
        institution=institution, asked_by_id=actor.membership, invitation=invitation, role=role, scope=scope
    )
    _put(actor, asked, institution, [], {"invitation": invitation})
    return asked


def _takes_two(role: str, institution) -> None:
    if not takes_two(role, institution):
        raise Invalid(_("One administrator gives this role."), field="role")


def _put(actor, asked, institution, gains, about) -> None:
    record("role.asked", asked, about=about, role=asked.role, scope=asked.scope)
    excluded = [*gains, (actor.person, Excluded.Why.PREPARED)]
    seats = [{"institution": institution, "capability": CONFIRMS, "scope": None}]
    open_decision(actor=actor, kind=KIND, subject=asked, owner=institution, seats=seats, excluded=excluded)


def rows(asked: RoleRequest) -> list:
    """All that the outcome changes, and the person's accounts, the request first."""
    member = asked.membership
    return [asked, *filter(None, (member, asked.invitation)), *(accounts_of(member.person) if member else [])]


def fingerprint(asked: RoleRequest) -> str:
    """Who is to gain which role, and where."""
    who = str(asked.membership.uid) if asked.membership else asked.invitation.email
    return hashlib.sha256(json.dumps([str(asked.uid), who, asked.role, str(asked.scope)]).encode()).hexdigest()


def check(asked: RoleRequest) -> None:
    """A membership may have ended, or roles changed, since it was asked."""
    if asked.membership:
        check_new(asked.membership, asked.role, asked.scope)


@action
def settle_role(*, actor, subject: RoleRequest, decision: Decision) -> None:
    """What follows from the second administrator's voice."""
    agreed = decision.state == Decision.State.AGREED
    move(subject, S.DONE if agreed else S.REFUSED)
    if not agreed:
        record("role.refused", subject, role=subject.role)
    if subject.invitation:
        _settle_invitation(actor, subject.invitation, agreed)
    elif agreed:
        _give(actor, subject)


def _give(actor, asked: RoleRequest) -> None:
    member = asked.membership
    grant = Grant.objects.create(
        membership=member, role=asked.role, scope=asked.scope, since=clock.today(asked.institution.zone),
        granted_by_id=asked.asked_by_id, confirmed_by_id=actor.membership,
    )  # fmt: skip
    record("role.granted", grant, about={"person": member.person, "request": asked}, role=asked.role, scope=asked.scope)


def _settle_invitation(actor, invitation: Invitation, agreed: bool) -> None:
    if not agreed:
        move(invitation, Invitation.State.WITHDRAWN)
        record("invitation.withdrawn", invitation)
        return
    change(invitation, confirmed_by_id=actor.membership)
    move(invitation, Invitation.State.OPEN)
    send(invitation)
    record("invitation.confirmed", invitation, role=invitation.role)


@action
def withdraw_request(*, actor, request: RoleRequest) -> RoleRequest:
    """Whoever asked, or another administrator, takes it back."""
    see(actor, request)
    require(request.institution_id == actor.institution and actor.may_all("people.manage"), _("Only administrators do this."))
    decision = Decision.objects.open().filter(kind=KIND, subject=request.uid).first()
    request, invitation, decision = lock(request, request.invitation, decision)
    expect(request, S.ASKED)
    move(request, S.WITHDRAWN)
    void_decision(actor=actor, decision=decision, why="withdrawn")
    if invitation:
        move(invitation, Invitation.State.WITHDRAWN)
    record("role.request_withdrawn", request, role=request.role)
    return request
