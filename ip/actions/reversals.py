"""Taking a posted distribution back: by two people, the exact opposite of everything that was posted for it."""
from django.utils.translation import gettext as _

from governance.actions import void_decision
from governance.models import Decision
from ip.actions.distributions import about, ask, open_on, prepares
from ip.actions.holds import RELEASE
from ip.models import Distribution, Hold
from ip.rules import fingerprint
from ledger import actions as ledger
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.errors import Invalid, WrongState

S = Distribution.State
REVERSE = "distribution.reverse"


@action
def propose_reversal(*, actor, distribution: Distribution, seen, reasons: str) -> Decision:
    """Ask an approver to take a posted distribution back; the part can then be prepared again."""
    see(actor, distribution)
    (distribution,) = lock(distribution)
    require(prepares(actor, distribution.institution_id), _("Only finance proposes to take a distribution back."))
    expect(distribution, S.POSTED)
    fresh(distribution, seen)
    if distribution.corrections.filter(state__in=Distribution.STANDING).exists():
        raise WrongState(_("A part of it was taken back for a refund: reverse or withdraw that first."))
    if not reasons.strip():
        raise Invalid(_("Say why, for whoever reads this later."), field="reasons")
    if open_on(distribution, REVERSE):
        raise WrongState(_("Taking it back is proposed already."))
    change(distribution, reversal_reasons=reasons.strip())
    return ask(actor, distribution, REVERSE)


def reversal_fingerprint(distribution: Distribution) -> str:
    return fingerprint([distribution.fingerprint, distribution.number, distribution.reversal_reasons])


def changed_rows(distribution: Distribution) -> list:
    """Every row that the reversal changes: its holds, and the releases of these that wait for a decision."""
    holds = list(Hold.objects.filter(line__distribution=distribution))
    waiting = Decision.objects.open().filter(kind=RELEASE, subject__in=[hold.uid for hold in holds])
    return [distribution, distribution.scope, *holds, *waiting]


@action
def reverse_distribution(*, actor, subject: Distribution, decision: Decision) -> None:
    """What follows when the decision to take it back has ended. Life-to-date and pool go back with the entries."""
    if decision.state != Decision.State.AGREED:
        return
    _distribution, _scope, *rows = changed_rows(subject)
    for hold in [row for row in rows if isinstance(row, Hold) and row.state == Hold.State.IN_APPROVAL]:
        move(hold, Hold.State.HELD)
    for waiting in [row for row in rows if isinstance(row, Decision)]:
        void_decision(actor=actor, decision=waiting, why="reversed")
    holds = [row for row in rows if isinstance(row, Hold)]
    ledger.reverse_all([subject, *holds], clock.today(subject.institution.zone))
    move(subject, S.REVERSED)
    record("distribution.reversed", subject, about=about(subject) | {"decision": decision}, amount=subject.amount,
           currency=subject.currency, number=subject.number)  # fmt: skip
