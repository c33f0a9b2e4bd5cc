"""Where a case stands: life-to-date, open costs and what else a policy counts, always summed from what is posted.

`before` takes the same sums as they were before a posting: what an auditor computes with. Postings of one scope follow
each other (its row is locked while one is written), and so do their uids.
"""
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from ip.models import Asset, Deal, Opening, OpeningLine, Scope
from ip.past_sharing import Shared, shared_before
from ip.rules import Line, Policy, Standing
from ip.rules.sharing import got
from ip.rules.standing import of_person
from ledger.balances import total
from ledger.models import Account, Entry, Posting
from partners.models import Institution

K = Account.Kind
SHARED = (K.UNIT, K.PERSON, K.HELD)  # where the net of a distribution goes: what is deducted before does not count


def scope_of(institution: Institution, asset: Asset, currency: str) -> Scope:
    """The row that is locked while money of this institution and asset is shared. Called inside an action."""
    return Scope.objects.get_or_create(institution=institution, asset=asset, currency=currency)[0]


def scopes_of(policy: Policy, scope: Scope) -> list[Scope]:
    """The rows to lock for a policy: all of the institution's in this currency where it counts over the institution."""
    if not any(used.counts_everywhere for used in policy.formulas):
        return [scope]
    return list(Scope.objects.filter(institution=scope.institution_id, currency=scope.currency).order_by("pk"))


def life_to_date(scope: Scope, deal: Deal | None = None, before: Posting | None = None) -> int:
    """Minor units that ran through the tiers so far: over the asset, or over one deal. What was reversed is out again."""
    rows = shared_before(before, **_over(scope), **({"deal": deal} if deal is not None else {}))
    return _net(rows, before) + _opened(_openings(scope, deal, before), before)


def open_pool(scope: Scope, before: Posting | None = None, name: str = "") -> int:
    """Costs of this institution and asset that are still to be recovered, in minor units; of a pool with a `name`, its own."""
    costs = Entry.objects.filter(
        account__book=scope.institution_id, account__kind=K.COSTS, account__party=scope.asset.uid, account__word=name,
        account__currency=scope.currency,
    )  # fmt: skip
    return total(costs.filter(_earlier(before)))


def common_pool(deal: Deal, currency: str, before: Posting | None = None) -> int:
    """Costs that the deal's owner bore for all who share its income, still to come back, in minor units."""
    costs = Entry.objects.filter(
        account__book=deal.owner_id, account__kind=K.COSTS, account__party=deal.uid, account__currency=currency
    )
    return total(costs.filter(_earlier(before)))


def standing(policy: Policy, scope: Scope, deal: Deal, day: date, before: Posting | None = None) -> Standing:
    """All that the policy counts (`policy` as it is for this money, Policy.of), for money of a day."""
    return summed(policy, scope, deal, day, rows_of(policy, scope, before), before, lambda rows: _net(rows, before))


def rows_of(policy: Policy, scope: Scope, before: Posting | None = None) -> list[Shared]:
    """All distributions over which a policy may count: of the asset, or of the institution in this currency."""
    if policy.counts_everywhere:
        return shared_before(before, institution=scope.institution_id, currency=scope.currency)
    return shared_before(before, **_over(scope))


def _over(scope: Scope) -> dict:
    """Rows of a scope, also of one that is not saved: of a case of which nothing was ever shared (a what-if)."""
    return {"scope__institution": scope.institution_id, "scope__asset": scope.asset_id, "scope__currency": scope.currency}


def summed(
    policy: Policy, scope: Scope, deal: Deal, day: date, rows: list[Shared], before: Posting | None, net: Callable[[list[Shared]], int]
) -> Standing:
    """The sums over `rows` (what stood shared) and over what had happened before the books began; `net`: what of rows ran
    through the tiers. Costs are the ledger's."""
    needs, counting = policy.needs, policy.counting
    year = (policy.year_begins, _year(day, policy.year_begins))
    everywhere, here = rows, [row for row in rows if row.scope == scope.pk]
    rows = rows if counting.by == "institution" else here
    by_deal = [row for row in rows if counting.by != "licence" or row.deal == deal.pk]
    counted = [row for row in by_deal if row.policy.schedule == policy.schedule and (counting.period != "year" or _in(row.on, year))]
    openings = _openings(scope, deal if counting.by == "licence" else None, before, whole=counting.by == "institution")
    begun = [row for row in openings if row.schedule == policy.schedule and (counting.period != "year" or _in(row.on, year))]
    by_person = policy.scope == "person"
    this_year = [row for row in here if _in(row.on, year)]
    times = {"life": (here, _openings(scope, None, before) if needs.recovered or needs.first else []), "year": (this_year, [])}
    widely = (everywhere, _openings(scope, None, before, whole=True)) if needs.each[1] or needs.widely else (by_deal, openings)

    def net_or_gross() -> int:
        if policy.counts == "gross":
            return sum(row.amount for row in counted) + sum(row.gross for row in begun)
        return net(counted) + _opened(begun, before)

    def capped(names: Mapping[str, str], rows: Iterable[Shared], begun: Iterable[Opening]) -> dict[str, int]:
        yearly = [name for name, per in names.items() if per == "year"]
        lasting, rows = [name for name in names if name not in yearly], _capped(policy, rows)
        before_books = [row for row in begun if row.schedule in policy.caps_count]
        return _got(policy, yearly, [row for row in rows if _in(row.on, year)], []) | _got(policy, lasting, rows, before_books)

    def each() -> dict[str, int]:
        rows, begun = widely if needs.each[1] else (by_deal, openings)
        return _each(needs.each[0], _capped(policy, rows), [row for row in begun if row.schedule in policy.caps_count], year)

    return Standing(
        life_to_date=0 if by_person or policy.period == "receipt" else net_or_gross(),
        pool=open_pool(scope, before),
        pools={name: open_pool(scope, before, name) for name in needs.pools},
        gross_to_date=sum(row.amount for row in here) + _gross(scope, before) if "life" in needs.gross else 0,
        gross_this_year=sum(row.amount for row in this_year) if "year" in needs.gross else 0,
        posted=_got(policy, [party.key for party in policy.walk()], counted, begun) if needs.posted else {},
        capped=capped(needs.capped, by_deal, openings) | (capped(needs.widely, *widely) if needs.widely else {}),
        by_person=_own_parts(counted, begun) if by_person else {},
        each=each() if needs.each[0] else {},
        recovered={name: _recovered(name, *times[per]) for name, per in needs.recovered.items()} | _first(needs.first, times),
    )


def _capped(policy: Policy, rows: Iterable[Shared]) -> list[Shared]:
    """Money of which caps count what parties and persons got."""
    return [row for row in rows if row.policy.schedule in policy.caps_count]


def _gross(scope: Scope, before: Posting | None) -> int:
    """What had come in for the asset before the books began."""
    return sum(row.gross for row in _openings(scope, None, before))


def _year(day: date, begins: str) -> int:
    """The policy's year in which the day lies, by the calendar year in which it begins (MM-DD)."""
    return day.year if f"{day:%m-%d}" >= begins else day.year - 1


def _in(day: date, year: tuple[str, int]) -> bool:
    return _year(day, year[0]) == year[1]


def _net(rows: Iterable[Shared], before: Posting | None) -> int:
    """What the entries say went to units and persons, without what deductions gave them besides the net."""
    rows = list(rows)
    entries = Entry.objects.filter(
        posting__kind="distribution", posting__source__in=[row.uid for row in rows], account__kind__in=SHARED, posting__reverses=None
    )
    return -total(entries.filter(_earlier(before))) - sum(sum(row.granted.values()) for row in rows)


def _openings(scope: Scope, deal: Deal | None, before: Posting | None, whole: bool = False) -> list[Opening]:
    """Opening balances that stand: of the asset, of one deal over it, or of the `whole` institution in this currency."""
    over = _over(scope)
    if whole:
        del over["scope__asset"]
    rows = openings_stood(before, **over).select_related("posting")
    return list(rows.filter(deal=deal) if deal is not None else rows)


def openings_stood(before: Posting | None = None, **where) -> QuerySet[Opening]:
    """Opening balances that stand, or stood before a posting."""
    rows = Opening.objects.filter(**where, posting__isnull=False)
    if before is None:
        return rows.filter(posting__reversed_by=None)
    stood = Q(posting__reversed_by=None) | Q(posting__reversed_by__gte=before.uid)
    return rows.filter(stood, posting__lt=before.uid)


def _opened(openings: list[Opening], before: Posting | None) -> int:
    if not openings:
        return 0
    uids = [row.uid for row in openings]
    entries = Entry.objects.filter(posting__source__in=uids, account__kind=K.EARLIER, posting__reverses=None)
    return -total(entries.filter(_earlier(before)))


def _got(policy: Policy, keys: list[str], rows: Iterable[Shared], openings: list[Opening]) -> dict[str, int]:
    """What parties were given by these distributions, and had been paid before the books began."""
    found = dict.fromkeys(keys, 0)
    for row in rows if keys else ():
        for key, amount in got(row.policy, row.lines).items():
            if key in found:
                found[key] += amount
    paid = OpeningLine.objects.filter(opening__in=openings, kind=OpeningLine.Kind.PAID) if keys and openings else ()
    for line in paid:
        key = policy.persons.key if line.person_id and policy.persons else line.key
        if key in found:
            found[key] += line.amount
    return found


def _each(per: str, rows: list[Shared], openings: list[Opening], year: tuple[str, int]) -> dict[str, int]:
    """What each inventor got as such in these distributions, of a `year` or over life; of a life also before the books began."""
    found: dict[str, int] = {}
    standing = [line for row in rows if per == "life" or _in(row.on, year) for line in row.lines if _of_inventor(row, line)]
    parts = [(line.key, line.amount) for line in standing]
    if per == "life" and openings:
        paid = OpeningLine.objects.filter(opening__in=openings, kind=OpeningLine.Kind.PAID).exclude(person=None)
        parts += paid.values_list("key", "amount")
    for key, amount in parts:
        found[key] = found.get(key, 0) + amount
    return found


def _of_inventor(row: Shared, line: Line) -> bool:
    return line.kind == "person" and row.policy.persons is not None and line.of == row.policy.persons.key


def _recovered(key: str, rows: Iterable[Shared], openings: list[Opening]) -> int:
    """What a deduction took in these distributions, or gave its payee, and before the books began (entered under its key)."""
    rows = list(rows)
    before = OpeningLine.objects.filter(opening__in=openings, kind=OpeningLine.Kind.PAID, key=key) if openings else ()
    taken = sum(line.amount for row in rows for line in row.lines if line.key == key and line.is_deduction)
    return taken + sum(row.granted.get(key, 0) for row in rows) + sum(line.amount for line in before)


def _first(names: Mapping[str, str], times: Mapping[str, tuple[list[Shared], list[Opening]]]) -> dict[str, int]:
    """What deductions gave each person; all that a person was paid before the books began counts as such."""
    found: dict[str, int] = {}
    for name, per in names.items():
        rows, openings = times[per]
        for row in rows:
            for key, amount in row.granted.items():
                if key.startswith(of_person(name, "")):
                    found[key] = found.get(key, 0) + amount
        paid = OpeningLine.objects.filter(opening__in=openings, kind=OpeningLine.Kind.PAID).exclude(person=None) if openings else ()
        for line in paid:
            key = of_person(name, line.key)
            found[key] = found.get(key, 0) + line.amount
    return found


def _own_parts(rows: Iterable[Shared], openings: list[Opening]) -> dict[str, int]:
    found: dict[str, int] = {}
    own = OpeningLine.objects.filter(opening__in=openings, kind=OpeningLine.Kind.OWN) if openings else ()
    parts = [*((line.key, line.amount) for line in own), *(part for row in rows for part in row.own.items())]
    for key, amount in parts:
        found[key] = found.get(key, 0) + amount
    return found


def _earlier(before: Posting | None) -> Q:
    return Q(posting__lt=before.uid) if before else Q()
