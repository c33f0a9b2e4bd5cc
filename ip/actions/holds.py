"""Keeping one share back while the rest is paid, and letting it go: to the person, or to another split, by two people."""
from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from ip.actions.distributions import APPROVE, about, ask, open_on, prepares
from ip.models import Distribution, DistributionLine, Hold
from ip.refusals import told
from ip.rules import Shares, fingerprint
from ip.sharing import adjust, bound, corrected, place_of
from ledger import actions as ledger
from ledger.actions import Place
from ledger.models import Account
from record import clock
from record.actions import action, change, commit_to, expect, fresh, lock, move, record, refuse, require, see
from record.append import Ref
from record.errors import Invalid, WrongState

S, H, K = Distribution.State, Hold.State, Account.Kind
RELEASE = "share.release"


@action
def hold_share(*, actor, line: DistributionLine, reasons: str, why: str = Hold.Why.DISPUTED) -> Hold:
    """Keep one person's line back. Before the decision it is asked anew with the hold in it; after, what is not paid moves."""
    see(actor, line)
    distribution = line.distribution
    back = corrected(line)
    distribution, decision, *_refunds = lock(distribution, open_on(distribution, APPROVE), *(row.distribution for row in back))
    may = actor.may_all("distribution.prepare") or actor.may_all("distribution.approve")
    require(distribution.institution_id == actor.institution and may, _("Only finance and approvers hold a share."))
    refuse(distribution.lines.filter(person__in=actor.same_person).exists(), _("Whoever gains from it does not decide on its parts."))
    expect(distribution, S.IN_APPROVAL, S.POSTED)
    taken = line.payouts.exists() or any(row.payouts.exists() for row in back)
    if line.person_id is None or line.amount <= 0 or line.adjusts or taken or hasattr(line, "hold"):
        raise WrongState(_("Only a person's share that is neither paid nor held already can be held."))
    if not reasons.strip():
        raise Invalid(_("Say why: the person will read it."), field="reasons")
    hold, *more = [
        Hold.objects.create(line=row, why=why, reasons=reasons.strip(), held_by_id=actor.membership) for row in (line, *back)
    ]
    commit_to(*more)
    if distribution.state == S.POSTED:
        for kept in (hold, *more):
            amount = kept.line.amount
            _move(kept, "hold", [(Place(K.PERSON, line.person), amount), (Place(K.HELD, line.person), -amount)])
    record("share.held", hold, about=_about(line), amount=line.amount, currency=distribution.currency)
    if distribution.state == S.IN_APPROVAL:
        void_decision(actor=actor, decision=decision, why="hold")
        change(distribution, fingerprint=bound(distribution))
        ask(actor, distribution, APPROVE)
    return hold


def _move(hold: Hold, kind: str, moves) -> object:
    distribution = hold.line.distribution
    day = clock.today(distribution.institution.zone)
    return ledger.post_at(distribution.institution, day, kind, hold, distribution.currency, moves)


@action
def propose_release(*, actor, hold: Hold, to: Sequence[tuple[Person | str, object]], seen) -> Decision:
    """Ask an approver to let a held share go: `to` names persons (or a party of the policy, `party:KEY`) with their exact
    parts of it ("3/5"), summing to one."""
    see(actor, hold)
    distribution, hold, *rows = lock(hold.line.distribution, hold, *rows_with(hold))
    require(prepares(actor, distribution.institution_id), _("Only finance proposes to release a share."))
    expect(distribution, S.POSTED)
    expect(hold, H.HELD)
    fresh(hold, seen)
    if distribution.corrects_id:
        raise WrongState(_("What a refund takes back of a held share is released with that share: open the one that it corrects."))
    with told("to"):
        shares = Shares.read([(str(getattr(payee, "uid", payee)), part) for payee, part in to])
    for kept in (hold, *_holds(rows)):
        change(kept, release_to=shares.data(), released_by=None)
        move(kept, H.IN_APPROVAL)
    change(hold, fingerprint=release_fingerprint(hold))
    gaining = dict.fromkeys([hold.line.person_id, *(payee.pk for payee, _part in to if isinstance(payee, Person))], Excluded.Why.GAINS)
    excluded = [*gaining.items(), (actor.person, Excluded.Why.PREPARED)]
    seat = {"institution": distribution.institution, "capability": "distribution.approve"}
    record("share.release_proposed", hold, about=_about(hold.line), to=hold.release_to)
    return open_decision(actor=actor, kind=RELEASE, subject=hold, owner=distribution.institution, seats=[seat], excluded=excluded)


def rows_with(hold: Hold) -> list:
    """Distributions and holds of the same share in refunds that were posted since, which go with it."""
    back = [row for row in corrected(hold.line) if hasattr(row, "hold")]
    return [row.distribution for row in back] + [row.hold for row in back]


def _holds(rows: list) -> list[Hold]:
    return [row for row in rows if isinstance(row, Hold)]


def release_fingerprint(hold: Hold) -> str:
    back = [row.amount for row in corrected(hold.line)]
    return fingerprint([str(hold.line.uid), hold.line.amount, hold.release_to, *back])


@action
def release_share(*, actor, subject: Hold, decision: Decision) -> None:
    """What follows when the decision has ended: the share is owed to whom it was given, or held on."""
    line, holds = subject.line, [subject, *_holds(rows_with(subject))]
    if decision.state != Decision.State.AGREED:
        for hold in holds:
            move(hold, H.HELD)
        record("share.release_returned", subject, about=_about(line), outcome=decision.state)
        return
    people: list[Person] = []
    for hold in holds:
        parts = adjust(hold.line, subject.release_to)
        owed = [(place_of(payee, line.distribution), -amount) for payee, amount in parts]
        posting = _move(hold, "release", [(Place(K.HELD, line.person), hold.line.amount), *owed])
        move(hold, H.RELEASED)
        change(hold, posting=posting, released_by_id=actor.membership)
        people = [payee for payee, _amount in parts if isinstance(payee, Person)]
    to = [Ref("accounts.person", person.uid) for person in people]
    record("share.released", subject, about=_about(line) | {"to": to, "decision": decision},
           amount=sum(hold.line.amount for hold in holds), currency=line.distribution.currency)  # fmt: skip


def _about(line: DistributionLine) -> dict:
    return about(line.distribution) | {"person": line.person, "distribution": line.distribution}


