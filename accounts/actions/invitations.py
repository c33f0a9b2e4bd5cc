"""Invitations: a link by mail that makes a membership, once, for the person of that address."""
import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import one_person
from accounts.actions.roles import accounts_of, apart
from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Grant, Invitation, Membership, Person
from accounts.roles import takes_two
from accounts.scopes import check_scope
from partners.models import Institution
from record import clock
from record.actions import action, change, commit_to, expect, fresh, lock, move, record, refuse, require, see
from record.errors import Invalid, NotVisible, WrongState
from record.mails import post

HOLDS = timedelta(days=14)
FROM_OUTSIDE = {Role.PARTNER_APPROVER, Role.LEAD, Role.VIEWER}  # as what a project may invite
BY_OTHERS = MONEY_ROLES | {Role.ADMINISTRATOR}  # what nobody gives to themselves, by whatever account
S = Invitation.State


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def draw_up(*, state: str = S.OPEN, **said) -> Invitation:
    """Write an invitation inside an action; an open one is mailed."""
    same = Invitation.objects.filter(institution=said["institution"], email=said["email"], role=said["role"], scope=said.get("scope"))
    if same.filter(state=S.PROPOSED).exists() or same.filter(state=S.OPEN, expires_at__gt=clock.now()).exists():
        raise Invalid(_("This address has been invited to this role already. Send that invitation again instead."), field="email")
    known = Membership.objects.filter(institution=said["institution"], person__email=said["email"]).select_related("institution", "person")
    if any(membership.holds for membership in known):
        raise Invalid(_("This person is a member already. Give them the role on their own page."), field="email")
    invitation = Invitation.objects.create(state=state, **said)
    record("person.invited", invitation, about={"institution": invitation.institution}, role=invitation.role)
    if state == S.OPEN:
        send(invitation)
    return invitation


def send(invitation: Invitation) -> None:
    """Give it a new link and mail it; a link that was sent before is dead. `link` is for the operator's console."""
    token = secrets.token_urlsafe(32)
    change(invitation, token_hash=hash_of(token), expires_at=clock.now() + HOLDS)
    invitation.link = reverse("accounts:accept", args=[token])
    post(
        "accounts.invitation", key=f"{invitation.uid}:{invitation.version}", address=invitation.email,
        language=invitation.language, url=invitation.link, invitation=str(invitation.uid),
    )  # fmt: skip


@action
def invite(*, actor, email: str, institution: Institution, role: str, scope=None, language: str = "en") -> Invitation:
    """Invite somebody: administrators into their own institution; a project's staff into one that has nobody here yet.

    `scope` is the uid of a unit or project. Whoever is invited first into an institution becomes its administrator, too.
    Some roles take two people: governance invites to those.
    """
    see(actor, institution)
    (institution,) = lock(institution)
    own = institution.pk == actor.institution
    if own:
        require(actor.may_all("people.manage"), _("Only administrators invite people."))
    else:
        require(bool(actor.scopes("party.invite")), _("Your role does not include inviting a partner."))
        if institution.uses_trihelix:
            raise Invalid(_("This institution has people here: its own administrators invite others."), field="institution")
    if takes_two(role, institution):
        raise Invalid(_("This role takes two administrators."), field="role")
    if not own and role not in FROM_OUTSIDE:
        raise Invalid(_("A partner is invited to decide, to lead or to read."), field="role")
    there = check_scope(actor, institution, scope)
    require(own or actor.may("party.invite", *there), _("Your role does not include inviting a partner."))
    return draw_up(
        institution=institution, email=email.strip().lower(), role=role, scope=scope, language=language,
        invited_by_id=actor.membership, also_administrator=not own,
    )  # fmt: skip


def _own(actor, invitation: Invitation) -> Invitation:
    see(actor, invitation)
    (invitation,) = lock(invitation)
    inviter = invitation.invited_by_id == actor.membership
    manages = invitation.institution_id == actor.institution and actor.may_all("people.manage")
    require(inviter or manages, _("Only administrators, or the person who sent the invitation, can do this."))
    return invitation


@action
def withdraw_invitation(*, actor, invitation: Invitation, seen) -> Invitation:
    """The link is dead from then on."""
    invitation = _own(actor, invitation)
    expect(invitation, S.OPEN)
    fresh(invitation, seen)
    move(invitation, S.WITHDRAWN)
    record("invitation.withdrawn", invitation)
    return invitation


@action
def renew_invitation(*, actor, invitation: Invitation, seen) -> Invitation:
    """A new link by mail; the one before is dead."""
    invitation = _own(actor, invitation)
    expect(invitation, S.OPEN)
    fresh(invitation, seen)
    send(invitation)
    record("invitation.renewed", invitation)
    return invitation


def by_token(token: str) -> Invitation:
    """The open invitation behind a link. NotVisible where there is none, WrongState where it has ended."""
    found = Invitation.objects.select_related("institution", "invited_by__person", "invited_by__institution")
    invitation = found.filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise NotVisible(_("This link is not known. Perhaps a newer one was sent."))
    if invitation.state != S.OPEN or invitation.expired:
        raise WrongState(_("This invitation was used or withdrawn, or its 14 days are over. Ask for a new one."))
    return invitation


@action
def accept_invitation(
    *, actor, token: str, person: Person | None = None, name_en="", name_zh="", password: str | None = "",
    language="",
) -> Membership:  # fmt: skip
    """Join: as the person who is signed in under the invited address, or as a new one with a name and a password (None: they
    sign in by other means, as the demo's people do). `language`: in which a new one reads; else that of the invitation.

    The actor is the house, in the institution's name: whoever comes has no membership yet.
    """
    invitation = by_token(token)
    before = Membership.objects.filter(person=person, institution=invitation.institution).first() if person else None
    others = accounts_of(person) if person else []
    invitation, institution, before, person, *_others = lock(invitation, invitation.institution, before, person, *others)
    expect(invitation, S.OPEN)
    if person is None:
        person = _new_person(invitation, name_en.strip(), name_zh.strip(), password, language or invitation.language)
    refuse(person.email != invitation.email, _("This invitation is for another address. Sign out first."))
    _given_by_others(invitation, person)
    day = clock.today(institution.zone)
    # By another link somebody may have joined while this one waited for the institution: asked again, now that it is held.
    membership = before or Membership.objects.get_or_create(person=person, institution=institution, defaults={"since": day})[0]
    if membership.until:
        change(membership, until=None)
    roles = [invitation.role]
    if invitation.also_administrator and not institution.uses_trihelix and Role.ADMINISTRATOR not in roles:
        roles.append(Role.ADMINISTRATOR)
    for role in roles:
        scope = invitation.scope if role == invitation.role else None
        apart(membership, role)
        grant = Grant.objects.create(
            membership=membership, role=role, scope=scope, since=day,
            granted_by_id=invitation.invited_by_id, confirmed_by_id=invitation.confirmed_by_id,
        )  # fmt: skip
        commit_to(grant, person)
        record("person.joined", membership, about={"person": person, "grant": grant, "institution": institution}, role=role)
    change(invitation, accepted_by=membership)
    move(invitation, S.ACCEPTED)
    if not institution.uses_trihelix:
        change(institution, uses_trihelix=True)
    return membership


def _given_by_others(invitation: Invitation, person: Person) -> None:
    """Whoever stands behind a role that moves money, or gives roles to others, does not take it."""
    by = [gave for gave in (invitation.invited_by_id, invitation.confirmed_by_id) if gave]
    own = Membership.objects.filter(pk__in=by, person__in=Person.objects.filter(one_person(person)))
    refuse(invitation.role in BY_OTHERS and own.exists(), _("Whoever asked for or confirmed a role does not take it themselves."))


def _new_person(invitation: Invitation, name_en: str, name_zh: str, password: str | None, language: str) -> Person:
    if not name_en and not name_zh:
        raise Invalid(_("Give your name in at least one language."), field="name_en")
    person = Person(email=invitation.email, name_en=name_en, name_zh=name_zh, language=language)
    try:
        if password is not None:
            validate_password(password, person)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password")
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise Invalid(_("There is an account of this address already. Sign in, then open the link again."))
    return person
