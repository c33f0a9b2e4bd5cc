"""Project income: expected by an accepted milestone, met by receipts."""
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import gettext as _

from ledger.actions import record_receipt
from ledger.models import Account, Posting, Receipt
from projects.models import ExpectedIncome, IncomeReceipt, Milestone
from record.actions import action, change, expect, lock, record, require, see
from record.errors import Invalid
from record.models import Blob
from record.wording import money


def expect_income(milestone: Milestone, due_from: date | None) -> ExpectedIncome | None:
    """Called when a milestone was accepted. `due_from` None: not due before the conditions are confirmed."""
    if not milestone.payment:
        return None
    project = milestone.project
    due = due_from + timedelta(days=milestone.pay_within) if due_from else None
    income = ExpectedIncome.objects.create(
        project=project, milestone=milestone, payer=milestone.payer.institution, payee=milestone.payee.institution,
        currency=project.currency, amount=milestone.payment, due=due,
    )  # fmt: skip
    about = {"milestone": milestone, "project": project, "payer": income.payer, "payee": income.payee}
    record("income.expected", income, about=about, amount=income.amount, currency=income.currency, due=due)
    return income


def income_due(milestone: Milestone, due_from: date) -> None:
    """The conditions are confirmed: what waited for them gets its day. The expected income is locked."""
    income = ExpectedIncome.objects.filter(milestone=milestone).first()
    if income is not None:
        change(income, due=due_from + timedelta(days=milestone.pay_within))
        record("income.due", income, about={"milestone": milestone, "project": milestone.project}, due=income.due)


@action
def receive_income(
    *, actor, expected: ExpectedIncome, banked: int, received_on: date, withheld: int = 0, vat: int = 0,
    bank_reference: str = "", document: Blob | None = None, note: str = "",
) -> Receipt:  # fmt: skip
    """Record what came in for an expected income and match it, all at once; what is over stays free on the project.

    Minor units of the income's currency; `withheld` counts as received. 403, 422 (as ledger.record_receipt).
    """
    see(actor, expected)
    (expected,) = lock(expected)
    _require_finance(actor, expected)
    if not open_amount(expected):
        raise Invalid(_("All of it has come in already."))
    receipt = record_receipt(
        actor=actor, payer=expected.payer, purpose=expected.project, currency=expected.currency, banked=banked,
        received_on=received_on, withheld=withheld, vat=vat, bank_reference=bank_reference, document=document, note=note,
        about={"project": expected.project, "milestone": expected.milestone},
    )  # fmt: skip
    _match(actor, expected, receipt, min(open_amount(expected), receipt.amount))
    return receipt


@action
def match_receipt(*, actor, expected: ExpectedIncome, receipt: Receipt, amount: int) -> IncomeReceipt:
    """Say that `amount` (minor units) of a receipt meets an expected income: in part or in full, never more.

    403 unless finance of the payee; 409 where the receipt was reversed; 422 on a receipt of another payer, currency or
    purpose, or too much.
    """
    see(actor, expected)
    see(actor, receipt)
    expected, receipt = lock(expected, receipt)
    _require_finance(actor, expected)
    expect(receipt, Receipt.State.RECORDED)
    if not receipts_for(expected).filter(pk=receipt.pk).exists():
        raise Invalid(_("This receipt is of another payer, in another currency, or for something else."), field="receipt")
    if expected.receipts.filter(receipt=receipt).exists():
        raise Invalid(_("This receipt is matched here already."), field="receipt")
    most = min(open_amount(expected), free_amount(receipt))
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= most:
        words = {"most": money(most, expected.currency)}
        raise Invalid(_("More than nothing, and at most %(most)s: what is open here and not yet used of the receipt.") % words,
                      field="amount")  # fmt: skip
    return _match(actor, expected, receipt, amount)


def _require_finance(actor, expected: ExpectedIncome) -> None:
    own = expected.payee_id == actor.institution and actor.may_all("receipt.record")
    require(own, _("Only finance of the institution that is paid records and matches receipts."))


def _match(actor, expected: ExpectedIncome, receipt: Receipt, amount: int) -> IncomeReceipt:
    row = IncomeReceipt.objects.create(expected=expected, receipt=receipt, amount=amount, matched_by_id=actor.membership)
    about = {"milestone": expected.milestone, "project": expected.project, "receipt": receipt}
    record("income.matched", expected, about=about, amount=amount, currency=expected.currency)
    return row


def receipts_for(expected: ExpectedIncome):
    """Receipts of the payee that were recorded for this project, from the payer, in the currency: those that can meet it."""
    of_project = Posting.objects.filter(
        source=OuterRef("uid"), entries__account__kind=Account.Kind.UNDISTRIBUTED,
        entries__account__party=expected.project.uid,
    )  # fmt: skip
    return Receipt.objects.filter(
        Exists(of_project), institution=expected.payee_id, payer=expected.payer_id, currency=expected.currency,
        state=Receipt.State.RECORDED,
    )  # fmt: skip


def open_amount(expected: ExpectedIncome) -> int:
    """What is still to come, in minor units."""
    return expected.amount - _sum(expected.receipts.filter(receipt__state=Receipt.State.RECORDED))


def free_amount(receipt: Receipt) -> int:
    """What of a receipt no expected income has used, in minor units."""
    return receipt.amount - _sum(receipt.for_projects.all())


def _sum(rows) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0
