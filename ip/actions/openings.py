"""Opening balances: what happened before these books began, so that thresholds are right from the first day."""
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import open_decision
from governance.models import Decision, Excluded
from ip.actions.costs import pools_of
from ip.models import Asset, Deal, Distribution, Opening, OpeningLine, PolicyVersion, Stake
from ip.rules import Policy, fingerprint
from ip.rules.formula import CostRecovery, Party, Percent, Schedule
from ip.standing import scope_of
from ip.wording import in_words
from ledger import actions as ledger
from ledger.actions import Place
from ledger.models import Account
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, made, move, record, require, see
from record.amounts import MOST
from record.currencies import check_currency
from record.errors import Invalid, WrongState
from record.models import Blob

S, K, Kind = Opening.State, Account.Kind, OpeningLine.Kind
APPROVE, REVERSE = "opening.approve", "opening.reverse"
LINES_AT_MOST = 200  # of one opening balance
Lines = Sequence[tuple[Person | str, int]]
Named = Party | CostRecovery | Percent | Schedule


@action
def prepare_opening(
    *, actor, asset: Asset, currency: str, on: date, evidence: Blob, note: str, life_to_date: int = 0, pool: int = 0,
    gross: int = 0, paid: Lines = (), own: Lines = (), pools: Sequence[tuple[str, int]] = (), deal: Deal | None = None,
    schedule: str = "", first_income: date | None = None,
) -> Opening:  # fmt: skip
    """Put what a case had brought before an approver; minor units. `paid`: to persons, as inventors, and to parties of the
    policy (their keys), what another group of persons got to its party; `own`: persons' parts of the net, where the tiers
    count by person; `pools`: open costs that a published policy recovers from a pool of its own, by its name; `schedule`: the
    key of the schedule as which a published policy counts what ran through the tiers; `first_income`: the day on which the
    asset first brought money, from which a policy may count years. 404, 403, 409 (shared already), 422."""
    see(actor, asset)
    require(actor.may_all("distribution.prepare"), _("Only finance enters opening balances."))
    book = Institution.objects.get(pk=actor.institution)
    check_currency(currency)
    _check(actor, asset, on, note, deal)
    for field, amount in (("life_to_date", life_to_date), ("pool", pool), ("gross", gross)):
        if not 0 <= amount <= MOST:
            raise Invalid(_("This amount is larger than the ledger can hold, or below zero."), field=field)
    if not (life_to_date or pool or gross or pools):
        raise Invalid(_("Enter what had been shared, or which costs are still open."), field="life_to_date")
    if first_income and first_income > on:
        raise Invalid(_("The first income cannot have come after the day as of which the figures are."), field="first_income")
    (scope,) = lock(scope_of(book, asset, currency))
    opening = Opening(
        institution=book, scope=scope, deal=deal, schedule=schedule, on=on, life_to_date=life_to_date, pool=pool, gross=gross,
        first_income=first_income, evidence=evidence, note=note.strip(), prepared_by_id=actor.membership,
    )  # fmt: skip
    free(opening)
    if schedule not in {"", *dict(schedules_of(book))}:
        raise Invalid(_("No published policy of your institution has a schedule “%(key)s”.") % {"key": schedule}, field="schedule")
    if Opening.objects.filter(scope=scope, deal=deal, schedule=schedule, state__in=Opening.STANDING).exists():
        raise WrongState(_("This case has an opening balance already: take it back first."))
    opening.save()
    made(opening)
    _write(actor, opening, paid, own, pools)
    record("opening.prepared", opening, about=_about(opening), **_facts(opening), fingerprint=opening_fingerprint(opening))
    _ask(actor, opening, APPROVE)
    return opening


def _check(actor, asset: Asset, on: date, note: str, deal: Deal | None) -> None:
    if not Stake.objects.filter(version__asset=asset, institution=actor.institution).exists():
        raise Invalid(_("Your institution is not an owner of this asset: confirm the owners first."), field="asset")
    if deal is not None:
        see(actor, deal)
        if not Deal.objects.filter(pk=deal.pk).over(asset).exists():
            raise Invalid(_("This deal is not over the asset, or another institution runs it."), field="deal")
    if on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="on")
    if not note.strip():
        raise Invalid(_("Say where the figures are from."), field="note")


def free(opening: Opening) -> None:
    """WrongState once money of this case is shared: an opening balance comes first, or tiers would be wrong in between."""
    shared = Distribution.objects.filter(scope=opening.scope, state=Distribution.State.POSTED)
    if opening.deal is not None:
        shared = shared.filter(deal=opening.deal)
    if shared.exists():
        raise WrongState(_("Money of this case is shared already: take these distributions back first."))


def parties_of(institution: Institution) -> list[tuple[str, str]]:
    """(key, name) of what a line can name beside persons: parties of its published policies, other than the persons, and
    deductions of which one of them limits what is taken. A key means the same in all versions of the institution."""
    return _named(institution, _payees)


def _payees(formula: Policy) -> Iterator[Party | CostRecovery | Percent]:
    yield from (party for party in formula.walk() if not party.persons)
    for used in formula.formulas:
        yield from used.limited


def schedules_of(institution: Institution) -> list[tuple[str, str]]:
    """(key, name) of the schedules of its published policies, each of which counts its money by itself."""
    return _named(institution, lambda formula: formula.schedules)


def _named(institution: Institution, items: Callable[[Policy], Iterable[Named]]) -> list[tuple[str, str]]:
    """By key, each with the name that the last version has for it."""
    found: dict[str, str] = {}
    for version in PolicyVersion.objects.published_by(institution).order_by("-pk"):
        for item in items(version.formula):
            found.setdefault(item.key, in_words(item.name.data()))
    return list(found.items())


def _write(actor, opening: Opening, paid: Lines, own: Lines, pools: Sequence[tuple[str, int]]) -> None:
    named = [name for name, _amount in pools]
    if len(set(named)) < len(named) or not set(named) <= set(pools_of(opening.institution)):
        raise Invalid(_("No published policy of your institution recovers costs from a pool of this name."), field="pool")
    rows = [(kind, who, amount) for kind, of in ((Kind.PAID, paid), (Kind.OWN, own), (Kind.POOL, pools)) for who, amount in of]
    if len(rows) > LINES_AT_MOST:
        raise Invalid(_("Name at most %(most)d persons and parties.") % {"most": LINES_AT_MOST}, field="paid")
    keys = dict(parties_of(opening.institution))
    for kind, who, amount in rows:
        if kind == Kind.PAID and not isinstance(who, Person) and who.strip() not in keys:
            raise Invalid(_("No published policy of your institution has a party “%(key)s”.") % {"key": who}, field="paid")
        if isinstance(who, Person):
            see(actor, who)
        if not 0 < amount <= MOST or not str(getattr(who, "uid", who)).strip():
            raise Invalid(_("Each line names a person or a party, and an amount above zero."), field="paid")
    OpeningLine.objects.bulk_create(
        OpeningLine(opening=opening, line=line, kind=kind, key=str(getattr(who, "uid", who)).strip(),
                    person=who if isinstance(who, Person) else None, amount=amount)
        for line, (kind, who, amount) in enumerate(rows, 1)
    )  # fmt: skip


def opening_fingerprint(opening: Opening) -> str:
    """Of exactly what is approved: every figure, every line, the evidence by its hash, and why it is taken back."""
    lines = opening.lines.order_by("line").values_list("kind", "key", "amount")
    return fingerprint({
        "asset": str(opening.scope.asset.uid), "deal": str(opening.deal.uid) if opening.deal else "", "on": str(opening.on),
        "currency": opening.scope.currency, "life_to_date": opening.life_to_date, "pool": opening.pool, "gross": opening.gross,
        "lines": [list(line) for line in lines], "evidence": opening.evidence.sha256, "note": opening.note,
        "reversal": opening.reversal_reasons, **_where_said(opening),
    })  # fmt: skip


def _ask(actor, opening: Opening, kind: str) -> Decision:
    named = opening.lines.exclude(person=None).values_list("person", flat=True).distinct()
    excluded = [*((person, Excluded.Why.GAINS) for person in named), (actor.person, Excluded.Why.PREPARED)]
    seat = {"institution": opening.institution, "capability": "distribution.approve"}
    return open_decision(actor=actor, kind=kind, subject=opening, owner=opening.institution, seats=[seat], excluded=excluded)


@action
def post_opening(*, actor, subject: Opening, decision: Decision) -> None:
    """What follows when the decision has ended: in the books, or returned. What waits for approval is computed anew."""
    if decision.state != Decision.State.AGREED:
        move(subject, S.RETURNED)
        record("opening.returned", subject, about=_about(subject), outcome=decision.state)
        return
    free(subject)
    posting = ledger.post_at(subject.institution, clock.today(subject.institution.zone), "opening", subject,
                             subject.scope.currency, _moves(subject))  # fmt: skip
    move(subject, S.POSTED)
    change(subject, posting=posting, approved_by_id=actor.membership)
    record("opening.posted", subject, about=_about(subject) | {"decision": decision}, **_facts(subject))


def _moves(opening: Opening) -> list[tuple[Place, int]]:
    """Open costs, and whose the net was: what no line names stays nobody's, so that the sum is the net shared so far."""
    lines = list(opening.lines.filter(kind=Kind.PAID).select_related("person").order_by("line"))
    rest = opening.life_to_date - sum(line.amount for line in lines)
    shared = [(Place(K.EARLIER, line.person, "" if line.person else line.key), -line.amount) for line in lines]
    named = [(Place(K.COSTS, opening.scope.asset, line.key), line.amount) for line in opening.lines.filter(kind=Kind.POOL)]
    costs = [(Place(K.COSTS, opening.scope.asset), opening.pool), *named]
    return [*costs, *shared, (Place(K.EARLIER), -rest), (Place(K.OPENING), opening.life_to_date - sum(amount for _, amount in costs))]


@action
def propose_opening_reversal(*, actor, opening: Opening, seen, reasons: str) -> Decision:
    """Ask an approver to take an opening balance back, while nothing of its case is shared."""
    see(actor, opening)
    (opening,) = lock(opening)
    require(opening.institution_id == actor.institution and actor.may_all("distribution.prepare"),
            _("Only finance enters opening balances."))  # fmt: skip
    expect(opening, S.POSTED)
    fresh(opening, seen)
    free(opening)
    if not reasons.strip():
        raise Invalid(_("Say why, for whoever reads this later."), field="reasons")
    if Decision.objects.open().filter(kind=REVERSE, subject=opening.uid).exists():
        raise WrongState(_("Taking it back is proposed already."))
    change(opening, reversal_reasons=reasons.strip())
    return _ask(actor, opening, REVERSE)


@action
def reverse_opening(*, actor, subject: Opening, decision: Decision) -> None:
    """What follows when the decision to take it back has ended."""
    if decision.state != Decision.State.AGREED:
        return
    free(subject)
    ledger.reverse_all([subject], clock.today(subject.institution.zone))
    move(subject, S.REVERSED)
    record("opening.reversed", subject, about=_about(subject) | {"decision": decision}, **_facts(subject))


def _facts(opening: Opening) -> dict:
    said = _where_said(opening)
    return {"life_to_date": opening.life_to_date, "pool": opening.pool, "currency": opening.scope.currency, "on": opening.on, **said}


def _where_said(opening: Opening) -> dict[str, str]:
    """What only some opening balances say."""
    first = {"first_income": opening.first_income.isoformat()} if opening.first_income else {}
    return ({"schedule": opening.schedule} if opening.schedule else {}) | first


def _about(opening: Opening) -> dict:
    return {"asset": opening.scope.asset, "deal": opening.deal}
