"""What an amount would become if it came in for a deal today: computed like the real thing, and saved nowhere."""
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from ip import showing
from ip.allocating import Slice, allocated, assets_of
from ip.computing import Case, compute
from ip.exchange import counting
from ip.flowing import flow
from ip.forms.origin import origin_of as said_of
from ip.models import Asset, Deal, PolicyVersion, Scope
from ip.origin import origin_on
from ip.rules import Distribution as Result
from ip.rules import Policy
from ip.settling import computed, terms_of
from ip.standing import common_pool
from ip.units import names_of_keys
from ip.versions import version_for
from ip.wording import Told, tell
from partners.models import Institution
from record import clock
from record.errors import Invalid


@dataclass(frozen=True)
class WhatIf:
    """An asset's part of the amount: between the institutions (none where nobody has said their parts), and the own part
    down to each person. Minor units; `common` comes back to whoever bore the deal's common costs, before they share."""

    asset: Asset
    share: Fraction
    amount: int
    parts: list[tuple[Any, int]]
    own: int
    common: int = 0
    version: PolicyVersion | None = None
    result: Result | None = None
    told: list[Told] | None = None
    fall: list[dict] | None = None
    flow: dict | None = None


def formulas_of(actor, deal: Deal) -> list[Policy]:
    """By which the actor's institution would share it today, asset by asset; none where no policy covers it."""
    institution, found = Institution.objects.get(pk=actor.institution), []
    for asset in assets_of(deal, clock.today(actor.zone)):
        try:
            found.append(version_for(institution, deal, asset, clock.today(actor.zone))[1])
        except Invalid:
            continue
    return found


def whatif(actor, deal: Deal, amount: int, said: Mapping[str, Any]) -> list[WhatIf]:
    """Asset by asset, each from where its own case now stands; `said` is what people know of such money (forms.origin).
    Invalid says what is missing."""
    day = clock.today(actor.zone)
    currency, found = counting(deal, day), []
    pool = common_pool(deal, currency)
    for slice_ in allocated(deal, day, amount):
        found.append(_of_asset(actor, deal, slice_, day, currency, pool, said))
        pool -= found[-1].common
    return found


def _of_asset(actor, deal: Deal, slice_: Slice, day: date, currency: str, pool: int, said: Mapping[str, Any]) -> WhatIf:
    terms = terms_of(deal, slice_.asset, day)
    if terms.parts is None:
        return WhatIf(slice_.asset, slice_.share, slice_.amount, [], 0)
    lines = computed(slice_.amount, terms.parts, pool, deal.owner).lines
    amounts = {line.key: line.amount for line in lines if line.kind == "part"}
    common = sum(line.amount for line in lines if line.kind == "common_costs")
    parts = [(institution, amounts[str(institution.uid)]) for institution in terms.institutions]
    own = next((part for institution, part in parts if institution.pk == actor.institution), 0)
    if not own:
        return WhatIf(slice_.asset, slice_.share, slice_.amount, parts, own, common)
    institution = Institution.objects.get(pk=actor.institution)
    where = {"institution": institution, "asset": slice_.asset, "currency": currency}
    _version, policy = version_for(institution, deal, slice_.asset, day)
    known = said_of(policy, said)
    origin = replace(origin_on(policy, institution, deal, slice_.asset, day), income=known.income, circumstances=known.circumstances)
    shared = compute(Case(institution, deal, Scope.objects.filter(**where).first() or Scope(**where), day, own, origin=origin))
    trace = shared.result.trace()
    told = tell(trace, names=names_of_keys(actor, [line.key for line in shared.result.lines]))
    return WhatIf(slice_.asset, slice_.share, slice_.amount, parts, own, common, shared.version, shared.result, told,
                  showing.fall(trace, told), flow(trace, told))  # fmt: skip


def together(actor, found: list[WhatIf]) -> list[tuple[str, int, dict[str, int]]]:
    """What each has from all assets: the other institutions, then the parties of the own policies, each with who is in it."""
    sums: dict[str, int] = {}
    within: dict[str, dict[str, int]] = {}
    for one in found:
        common = [(_("Common costs, paid back first"), one.common)] if one.common else []
        for name, amount in [*common, *((of.name, part) for of, part in one.parts if of.pk != actor.institution)]:
            sums[name] = sums.get(name, 0) + amount
        party = ""
        for row in one.fall or []:
            label, amount = row["label"], abs(row["amount"])
            if row["inside"]:
                within[party][label] = within[party].get(label, 0) + amount
            elif not row["sum"]:
                party = label
                sums[party] = sums.get(party, 0) + amount
                within.setdefault(party, {})
    return [(name, amount, within.get(name, {})) for name, amount in sums.items()]
