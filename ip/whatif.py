"""What an amount would become if it came in for a deal today: computed like the real thing, and saved nowhere."""
from dataclasses import dataclass
from typing import Any

from accounts.models import Person
from ip import showing
from ip.allocating import allocated
from ip.computing import Case, compute
from ip.exchange import counting
from ip.flowing import flow
from ip.models import Deal, PolicyVersion, Scope
from ip.rules import Distribution as Result
from ip.settling import computed, terms_of
from ip.wording import Told, tell
from partners.models import Institution
from record import clock


@dataclass(frozen=True)
class WhatIf:
    parts: list[tuple[Any, int]]  # institutions and their parts, in minor units; none where nobody has said them
    own: int
    version: PolicyVersion | None = None
    result: Result | None = None
    told: list[Told] | None = None
    fall: list[dict] | None = None
    flow: dict | None = None


def whatif(actor, deal: Deal, amount: int) -> WhatIf:
    """The parts of all owners, and the own one down to each person. Invalid says what is missing."""
    day = clock.today(actor.zone)
    first, *_rest = allocated(deal, day, amount)
    terms = terms_of(deal, first.asset, day)
    parts = [] if terms.parts is None else [
        (institution, line.amount) for institution, line in zip(terms.institutions, computed(first.amount, terms.parts).lines, strict=True)
    ]  # fmt: skip
    own = next((part for institution, part in parts if institution.pk == actor.institution), 0)
    if not own:
        return WhatIf(parts, own)
    institution = Institution.objects.get(pk=actor.institution)
    where = {"institution": institution, "asset": first.asset, "currency": counting(deal, day)}
    found = compute(Case(institution, deal, Scope.objects.filter(**where).first() or Scope(**where), day, own))
    keys = [line.key for line in found.result.lines if line.kind == "person"]
    names = {str(person.uid): person.name for person in Person.objects.visible_to(actor).filter(uid__in=keys)}
    trace = found.result.trace()
    told = tell(trace, names=names)
    return WhatIf(parts, own, found.version, found.result, told, showing.fall(trace, told), flow(trace, told))
