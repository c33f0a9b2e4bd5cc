"""Keeping one share back while the rest is paid, and letting it go: to the person, or to another split, by two people."""
from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from ip.actions.distributions import APPROVE, about, ask, open_on, prepares
from ip.models import Distribution, DistributionLine, Hold
from ip.refusals import told
from ip.rules import Shares, fingerprint
from ip.sharing import bound
from ledger import actions as ledger
from ledger.actions import Place
from ledger.models import Account
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, refuse, require, see
from record.append import Ref
from record.errors import Invalid, WrongState

S, H, K = Distribution.State, Hold.State, Account.Kind
RELEASE = "share.release"


@action
def hold_share(*, actor, line: DistributionLine, reasons: str) -> Hold:
    """Keep one person's line back. Before the decision it is asked anew with the hold in it; after, what is not paid moves."""
    see(actor, line)
    distribution = line.distribution
    distribution, decision = lock(distribution, open_on(distribution, APPROVE))
    may = actor.may_all("distribution.prepare") or actor.may_all("distribution.approve")
    require(distribution.institution_id == actor.institution and may, _("Only finance and approvers hold a share."))
    refuse(distribution.lines.filter(person__in=actor.same_person).exists(), _("Whoever gains from it does not decide on its parts."))
    expect(distribution, S.IN_APPROVAL, S.POSTED)
    if line.person_id is None or not line.amount or line.adjusts or line.payouts.exists() or hasattr(line, "hold"):
        raise WrongState(_("Only a person's share that is neither paid nor held already can be held."))
    if not reasons.strip():
        raise Invalid(_("Say why: the person will read it."), field="reasons")
    hold = Hold.objects.create(line=line, why=Hold.Why.DISPUTED, reasons=reasons.strip(), held_by_id=actor.membership)
    if distribution.state == S.POSTED:
        _move(distribution, hold, "hold", [(Place(K.PERSON, line.person), line.amount), (Place(K.HELD, line.person), -line.amount)])
    record("share.held", hold, about=_about(line), amount=line.amount, currency=distribution.currency)
    if distribution.state == S.IN_APPROVAL:
        void_decision(actor=actor, decision=decision, why="hold")
        change(distribution, fingerprint=bound(distribution))
        ask(actor, distribution, APPROVE)
    return hold


def _move(distribution: Distribution, hold: Hold, kind: str, moves) -> object:
    day = clock.today(distribution.institution.zone)
    return ledger.post_at(distribution.institution, day, kind, hold, distribution.currency, moves)


@action
def propose_release(*, actor, hold: Hold, to: Sequence[tuple[Person, object]], seen) -> Decision:
    """Ask an approver to let a held share go: `to` names persons with their exact parts of it ("3/5"), summing to one."""
    see(actor, hold)
    distribution, hold = lock(hold.line.distribution, hold)
    require(prepares(actor, distribution.institution_id), _("Only finance proposes to release a share."))
    expect(distribution, S.POSTED)
    expect(hold, H.HELD)
    fresh(hold, seen)
    with told("to"):
        shares = Shares.read([(str(person.uid), part) for person, part in to])
    change(hold, release_to=shares.data(), released_by=None)
    change(hold, fingerprint=release_fingerprint(hold))
    move(hold, H.IN_APPROVAL)
    gaining = dict.fromkeys([hold.line.person_id, *(person.pk for person, _part in to)], Excluded.Why.GAINS)
    excluded = [*gaining.items(), (actor.person, Excluded.Why.PREPARED)]
    seat = {"institution": distribution.institution, "capability": "distribution.approve"}
    record("share.release_proposed", hold, about=_about(hold.line), to=hold.release_to)
    return open_decision(actor=actor, kind=RELEASE, subject=hold, owner=distribution.institution, seats=[seat], excluded=excluded)


def release_fingerprint(hold: Hold) -> str:
    return fingerprint([str(hold.line.uid), hold.line.amount, hold.release_to])


@action
def release_share(*, actor, subject: Hold, decision: Decision) -> None:
    """What follows when the decision has ended: the share is owed to whom it was given, or held on."""
    line, distribution = subject.line, subject.line.distribution
    if decision.state != Decision.State.AGREED:
        move(subject, H.HELD)
        record("share.release_returned", subject, about=_about(line), outcome=decision.state)
        return
    amounts = Shares.read(subject.release_to).split(line.amount)
    people = {str(person.uid): person for person in Person.objects.filter(uid__in=amounts)}
    _adjust(line, amounts, people)
    owed = [(Place(K.PERSON, people[uid]), -amount) for uid, amount in amounts.items()]
    posting = _move(distribution, subject, "release", [(Place(K.HELD, line.person), line.amount), *owed])
    move(subject, H.RELEASED)
    change(subject, posting=posting, released_by_id=actor.membership)
    to = [Ref("accounts.person", person.uid) for person in people.values()]
    record("share.released", subject, about=_about(line) | {"to": to, "decision": decision},
           amount=line.amount, currency=distribution.currency)  # fmt: skip


def _adjust(line: DistributionLine, amounts: dict[str, int], people: dict[str, Person]) -> None:
    """What others get of a held line is taken from it and given to them, in lines that sum to nothing."""
    own = amounts.get(str(line.person.uid), 0)
    if own == line.amount:
        return
    changes = {str(line.person.uid): own - line.amount} | {k: v for k, v in amounts.items() if k != str(line.person.uid)}
    last = line.distribution.lines.aggregate(last=Max("line"))["last"]
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=line.distribution, line=last + number, kind=DistributionLine.Kind.PERSON, key=key,
                         person=people.get(key, line.person), amount=amount, adjusts=line.line)
        for number, (key, amount) in enumerate(changes.items(), 1)
    )  # fmt: skip


def _about(line: DistributionLine) -> dict:
    return about(line.distribution) | {"person": line.person, "distribution": line.distribution}


