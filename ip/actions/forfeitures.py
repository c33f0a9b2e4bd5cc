"""Forfeiture: what nobody claimed in the time that the policy names goes where the policy says, by two people."""
from django.utils.translation import gettext as _

from accounts.models import Person
from ip.actions.distributions import prepares
from ip.actions.holds import hold_share, propose_release
from ip.forfeiting import Unclaimed, forfeited, goes_to, unclaimed
from ip.models import DistributionLine, Hold
from record import clock
from record.actions import action, lock, refuse, require, see
from record.errors import Invalid, WrongState


@action
def propose_forfeiture(*, actor, person: Person, currency: str, reasons: str) -> list[Hold]:
    """Hold each open amount of a person as unclaimed and ask an approver to release it to whom the policy names.

    `reasons`: how the person was looked for. 404, 403, 409 (claimable still, no rule, something to be set off first), 422.
    """
    see(actor, person)
    require(prepares(actor, actor.institution), _("Only finance proposes that something is forfeited."))
    refuse(person.pk in actor.same_person, _("Whoever gains from it does not decide on its parts."))
    rows = DistributionLine.objects.filter(distribution__institution=actor.institution, distribution__currency=currency, person=person)
    lock(*{line.distribution for one in unclaimed(rows).values() for line, _owed in one.lines})
    found = next(iter(forfeited(unclaimed(rows), clock.today(actor.zone)).values()), None)
    if found is None or found.rule is None:
        raise WrongState(_("Nothing of this can be forfeited: the policy knows no such rule, or its time has not passed."))
    if not reasons.strip():
        raise Invalid(_("Say how the person was looked for, and why nobody claimed it."), field="reasons")
    return [_forfeit(actor, line, owed, found, reasons) for line, owed in found.lines]


def _forfeit(actor, line: DistributionLine, owed: int, found: Unclaimed, reasons: str) -> Hold:
    rule = found.rule
    assert rule is not None
    to = goes_to(line, rule)
    if owed != line.amount or line.adjusts or not to:
        raise WrongState(_("A part of it was paid, set off or released before: settle that first."))
    said = "\n".join(filter(None, [reasons.strip(), found.clause]))
    hold = hold_share(actor=actor, line=line, reasons=said, why=Hold.Why.UNCLAIMED)
    whole = sum(weight for _payee, weight in to)
    propose_release(actor=actor, hold=hold, to=[(payee, f"{weight}/{whole}") for payee, weight in to], seen=hold.version)
    return hold
