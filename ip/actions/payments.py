"""Paying what distributions and settlements owe, recorded by another person than whoever approved it."""
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from ip.carrying import balances
from ip.models import Deal, Distribution, Hold, Payout, Settlement
from ip.owed import lines_of, owed_back, parts_owed
from ledger import actions as ledger
from ledger.models import Account, Payment
from partners.models import Institution
from record.actions import action, lock, refuse, require, see
from record.currencies import SHARES
from record.errors import Invalid, WrongState
from record.wording import money

K = Account.Kind
NOTHING_OWED = gettext_lazy("Nothing is owed here any more.")
SET_OFF = gettext_lazy(
    "%(back)s were paid to this person and taken back since, which is not less than this: it is paid once that is set off."
)


@action
def pay_person(
    *, actor, person: Person, currency: str, paid_on: date, bank_reference: str = "", deal: Deal | None = None
) -> Payment:  # fmt: skip
    """Record that everything which the own institution owes a person in one currency was paid; of shares, that those by
    one `deal` were handed over. 403, 409 (nothing owed, or less than the policy's minimum: it is carried forward), 422."""
    see(actor, person)
    require(actor.may_all("payment.record"), _("Only finance records payments."))
    if (deal is None) == (currency == SHARES):
        raise Invalid(_("Shares are handed over company by company: say by which deal they came; money has none."), field="deal")
    distributions, payable = _locked(actor, person, currency, deal)
    rows = _lines(actor, person, currency, deal).select_related("distribution__policy_version", "distribution__deal")
    open_lines = list(rows.order_by("pk"))
    if {line.distribution_id for line in open_lines} != {row.pk for row in distributions}:
        raise WrongState
    approvers = {row.approved_by.person_id for row in distributions if row.approved_by_id}
    releases = Hold.objects.filter(line__in=[line.pk for line in open_lines], released_by__isnull=False)
    approvers |= set(releases.values_list("released_by__person", flat=True))
    refuse(bool(approvers & actor.same_person), _("Whoever approved it does not record its payment."))
    refuse(person.pk in actor.same_person, _("Nobody records a payment to themselves."))
    for balance in balances((line, line.owed) for line in open_lines).values():
        if balance.carried:
            raise WrongState(balance.why)
    about = {
        "distribution": distributions, "deal": [row.deal for row in distributions],
        "asset": [row.scope.asset for row in distributions],
    }  # fmt: skip
    payment = _pay(actor, payable, sum(line.owed for line in open_lines), paid_on, bank_reference, about)
    Payout.objects.bulk_create(Payout(payment=payment, line=line, amount=line.owed) for line in open_lines)
    return payment


@action
def pay_beside(*, actor, person: Person, currency: str, amount: int, paid_on: date, bank_reference: str = "") -> Payment:
    """Record the payment of what no distribution owes the person (minor units; who may pay it is known above), less what was
    paid of distributions and taken back since: that is set off, line by line. 403, 409 (more was taken back than this gives)."""
    _distributions, payable = _locked(actor, person, currency, None)
    lines = owed_back(actor.institution, person, currency)
    back = -sum(line.owed for line in lines)
    if amount <= back:
        raise WrongState(SET_OFF % {"back": money(back, currency)})
    payment = ledger.record_payment(actor=actor, payable=payable, amount=amount - back, paid_on=paid_on, bank_reference=bank_reference)
    Payout.objects.bulk_create(Payout(payment=payment, line=line, amount=line.owed) for line in lines)
    return payment


def _lines(actor, person: Person, currency: str, deal: Deal | None):
    rows = lines_of(actor.institution, person, currency)
    return rows.filter(distribution__deal=deal) if deal else rows


def _locked(actor, person: Person, currency: str, deal: Deal | None) -> tuple[list[Distribution], Account]:
    wanted = _lines(actor, person, currency, deal).values("distribution")
    distributions = Distribution.objects.filter(pk__in=wanted).select_related("deal", "scope__asset", "approved_by")
    payable = _payable(actor, K.PERSON, person, currency)
    if payable is None:
        raise WrongState(NOTHING_OWED)
    *_rows, payable = lock(*distributions, payable)
    return list(distributions), payable


def _payable(actor, kind: str, payee, currency: str) -> Account | None:
    return Account.objects.filter(book=actor.institution, kind=kind, party=payee.uid, currency=currency).first()


def _pay(actor, payable: Account, amount: int, paid_on: date, bank_reference: str, about: dict) -> Payment:
    if amount <= 0:
        raise WrongState(NOTHING_OWED)
    return ledger.record_payment(actor=actor, payable=payable, amount=amount, paid_on=paid_on, bank_reference=bank_reference,
                                 about=about)  # fmt: skip


@action
def pay_institution(*, actor, institution: Institution, currency: str, paid_on: date, bank_reference: str = "") -> Payment:
    """Record that everything which settlements owe another institution in one currency was paid. 403, 409 (nothing owed)."""
    see(actor, institution)
    require(actor.may_all("payment.record"), _("Only finance records payments."))
    payable = _payable(actor, K.INSTITUTION, institution, currency)
    if payable is None:
        raise WrongState(NOTHING_OWED)
    wanted = parts_owed().filter(institution=institution, settlement__institution=actor.institution,
                                 settlement__currency=currency)  # fmt: skip
    settlements = list(Settlement.objects.filter(pk__in=wanted.values("settlement")).select_related("approved_by", "deal", "asset"))
    *_rows, payable = lock(*settlements, payable)
    parts = list(wanted.order_by("pk"))
    if {part.settlement_id for part in parts} != {row.pk for row in settlements}:
        raise WrongState  # meanwhile something was settled or taken back
    approvers = {row.approved_by.person_id for row in settlements if row.approved_by_id}
    refuse(bool(approvers & actor.same_person), _("Whoever approved it does not record its payment."))
    about = {"deal": [row.deal for row in settlements], "asset": [row.asset for row in settlements]}
    payment = _pay(actor, payable, sum(part.owed for part in parts), paid_on, bank_reference, about)
    Payout.objects.bulk_create(Payout(payment=payment, part=part, amount=part.owed) for part in parts)
    return payment
