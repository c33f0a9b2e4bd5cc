"""Opening, voting, ending: every decision of the house goes through these three."""
from django.utils.translation import gettext as _

from accounts.actors import as_now
from governance import access
from governance.models import Decision, Excluded, Seat, Voice
from governance.registry import DecisionKind, decision_kind
from record import clock
from record.actions import action, expect, lock, move, record, refuse, require, see
from record.append import Ref
from record.errors import Invalid, Stale

V, S = Voice.Value, Decision.State


@action
def open_decision(*, actor, kind: str, subject, owner, seats, excluded=(), due=None) -> Decision:
    """Put a question. `seats`: Seat values without decision; `excluded`: (person, why) pairs.

    Called inside the owner's action, which has locked the subject. One open decision per kind and subject.
    """
    known = decision_kind(kind)
    decision = Decision.objects.create(
        kind=kind, subject=subject.uid, of=subject._meta.label_lower, owner=owner, opened_by_id=actor.membership,
        fingerprint=known.fingerprint(subject), due=due,
    )  # fmt: skip
    Seat.objects.bulk_create(Seat(decision=decision, **seat) for seat in seats)
    people = dict(excluded)
    Excluded.objects.bulk_create(Excluded(decision=decision, person_id=p, why=w) for p, w in people.items())
    record("decision.opened", decision, about={"matter": subject}, decision=kind, fingerprint=decision.fingerprint)
    return decision


@action
def cast_vote(*, actor, decision: Decision, seen: str, value: str, reasons: str = "") -> Voice:
    """Fill the actor's seat; the last yes agrees, a return or no ends it at once.

    `seen` is the fingerprint that the actor had read. 404, 403 (role; duties), 409 (state; stale), 422 (reasons).
    """
    see(actor, decision)
    kind = decision_kind(decision.kind)
    subject, *others = kind.rows(kind.subject(decision))
    subject, *_others, decision = lock(subject, *others, decision)
    actor = as_now(actor)  # whoever waited for the lock may have lost the role meanwhile
    seat = access.seats_for(actor).filter(decision=decision).order_by("person", "pk").first()
    held = seat or decision.seats.filter(institution=actor.institution, voice__membership=actor.membership).exists()
    require(bool(held), _("Only those who are asked can decide this."))
    refuse(access.is_barred(actor, decision), _("Whoever prepared this or gains from it does not decide on it."))
    expect(decision, S.OPEN)
    require(seat is not None, _("You have decided already; others are still asked."))
    refuse(access.has_spoken(actor, decision), _("You have decided for another party already: nobody decides for two."))
    if not decision.fingerprint == seen == kind.fingerprint(subject):
        raise Stale(_("What you are deciding on has changed since you read it. Look at it again."))
    if value in (V.RETURN, V.NO, V.CONDITIONS) and not reasons.strip():
        raise Invalid(_("Say why, so that the others can act on it."), field="reasons")
    if value not in V.values or (value == V.CONDITIONS and not kind.conditions):
        raise Invalid(_("This is not one of the answers to this question."), field="value")
    if value in (V.YES, V.CONDITIONS):
        kind.check(subject)
    voice = Voice.objects.create(
        decision=decision, seat=seat, membership_id=actor.membership, value=value, reasons=reasons, fingerprint=seen
    )
    record("decision.voiced", decision, about={"matter": subject}, voice=value, fingerprint=seen)
    kind.voiced(actor=actor, subject=subject, voice=voice)
    _end(actor, kind, subject, decision, value)
    return voice


def _end(actor, kind: DecisionKind, subject, decision: Decision, value: str) -> None:
    """Move the decision if this voice ends it, and let the owner's action follow in the same transaction."""
    if value in (V.YES, V.CONDITIONS):
        if decision.seats.filter(voice=None).exists():
            return
        to = S.AGREED
    else:
        to = S.RETURNED if value == V.RETURN else S.REJECTED
    _close(decision, to)
    kind.outcome(actor=actor, subject=subject, decision=decision)


@action
def void_decision(*, actor, decision: Decision, why: str) -> None:
    """End an open decision because what it was bound to has changed or was withdrawn. Called inside the owner's action."""
    (decision,) = lock(decision)
    expect(decision, S.OPEN)
    _close(decision, S.VOID)
    record("decision.voided", decision, about={"matter": Ref(decision.of, decision.subject)}, why=why)


def _close(decision: Decision, to: str) -> None:
    move(decision, to)
    decision.closed_at = clock.now()
    decision.save(update_fields=["closed_at"])
