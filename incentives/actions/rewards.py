"""Rewards beside distributions: what the law, an agreement or an honour asks for, proposed by hand and approved by another."""
from django.utils.translation import gettext as _

from accounts.access import works_for
from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from incentives import access
from incentives.models import Reward
from ip.actions.payments import pay_beside
from ip.owed import distributions_open
from ledger.actions import account, post
from ledger.models import Account
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, refuse, require, see
from record.currencies import check_currency
from record.errors import Invalid, Stale

S, D = Reward.State, Decision.State


def _told(kind: str, reward: Reward) -> None:
    record(kind, reward, about={"person": reward.person}, amount=reward.amount, currency=reward.currency)


@action
def propose_reward(
    *, actor, person, kind: str, basis: str, citation: str, title_en: str, title_zh: str, owed_since,
    due=None, currency: str = "", amount: int | None = None,
) -> Reward:  # fmt: skip
    """Propose money (minor units of `currency`) or an honour for a person, on a named basis.

    404, 403, 422: somebody of another institution, no basis, no title, no amount where it is money. An approver who neither prepared it nor
    gains from it decides.
    """
    see(actor, person)
    require(actor.may_all("reward.propose"), _("Only project officers and finance officers propose rewards."))
    _checked(actor, person, kind, currency, amount, citation, title_en, title_zh, owed_since, due)
    reward = Reward.objects.create(
        institution_id=actor.institution, person=person, kind=kind, basis=basis, citation=citation, title_en=title_en,
        title_zh=title_zh, currency=currency if kind == "money" else "", amount=amount if kind == "money" else None,
        owed_since=owed_since, due=due, state=S.PROPOSED, proposed_by_id=actor.membership,
    )  # fmt: skip
    _told("reward.proposed", reward)
    _ask(actor, reward)
    return reward


def _ask(actor, reward: Reward) -> None:
    """Put it before the approvers; whoever proposed it or gains from it takes no part."""
    excluded = [(actor.person, Excluded.Why.PREPARED), (reward.person_id, Excluded.Why.GAINS)]
    seat = {"institution": reward.institution, "capability": "reward.approve"}
    open_decision(actor=actor, kind="reward.approve", subject=reward, owner=reward.institution, seats=[seat], excluded=excluded)


def _checked(actor, person, kind, currency, amount, citation, title_en, title_zh, owed_since, due) -> None:
    if not works_for(person, actor.institution):
        raise Invalid(_("This person works for another institution."), field="person")
    if not (title_en or title_zh):
        raise Invalid(_("Say what it is for, in one language at least."), field="title_en")
    if not citation.strip():
        raise Invalid(_("Name the article, clause or agreement that it rests on."), field="citation")
    if due and due < owed_since:
        raise Invalid(_("It cannot be due before it is owed."), field="due")
    if kind == "money":
        check_currency(currency)
        if not amount or amount <= 0:
            raise Invalid(_("An amount above zero is needed."), field="amount")


@action
def decided(*, actor, subject: Reward, decision: Decision) -> None:
    """What follows the decision: approved and, in money, posted; or back, or refused with the grounds that were given."""
    reward = subject
    if decision.state == D.AGREED:
        _approve(reward)
    elif decision.state == D.REJECTED:
        _refuse(reward, decision.voices.order_by("-pk").first().reasons)
    else:
        move(reward, S.ELIGIBLE)
        _told("reward.returned", reward)


def _approve(reward: Reward) -> None:
    if reward.kind == Reward.Kind.MONEY:
        book, currency = reward.institution, reward.currency
        borne = account(book, "rewards", currency)
        payable = account(book, "person", currency, party=reward.person)
        assert reward.amount is not None  # money is proposed with its amount
        entries = [(borne, reward.amount), (payable, -reward.amount)]
        reward.posting = post(book, clock.today(book.zone), "reward", reward, entries)
        reward.save(update_fields=["posting"])
    move(reward, S.APPROVED)
    _told("reward.approved", reward)


def _refuse(reward: Reward, grounds: str) -> None:
    change(reward, grounds=grounds)
    move(reward, S.REFUSED)
    _told("reward.refused", reward)


@action
def propose_again(*, actor, reward: Reward, seen) -> Reward:
    """Put a returned proposal before the approvers once more."""
    see(actor, reward)
    (reward,) = lock(reward)
    require(access.in_charge(actor, reward), _("Only project officers and finance officers propose rewards."))
    expect(reward, S.ELIGIBLE)
    fresh(reward, seen)
    require(reward.receipt is None, _("A reward out of income is proposed by preparing its distribution."))
    move(reward, S.PROPOSED)
    _told("reward.proposed", reward)
    _ask(actor, reward)
    return reward


@action
def withdraw_reward(*, actor, reward: Reward, seen, grounds: str) -> Reward:
    """Refuse, with grounds, what was proposed by hand and not yet decided."""
    see(actor, reward)
    decision = Decision.objects.filter(subject=reward.uid, state=D.OPEN).first()
    reward, decision = lock(reward, decision)
    require(access.in_charge(actor, reward), _("Only project officers and finance officers propose rewards."))
    expect(reward, S.ELIGIBLE, S.PROPOSED)
    fresh(reward, seen)
    require(reward.receipt is None, _("A reward out of income ends with its distribution."))
    if not grounds.strip():
        raise Invalid(_("Give the grounds: the person will read them."), field="grounds")
    if decision:
        void_decision(actor=actor, decision=decision, why="withdrawn")
    _refuse(reward, grounds)
    return reward


@action
def confer_honour(*, actor, reward: Reward, seen) -> Reward:
    """Say that an approved honour was conferred."""
    see(actor, reward)
    (reward,) = lock(reward)
    require(access.in_charge(actor, reward), _("Only project officers and finance officers confer honours."))
    expect(reward, S.APPROVED)
    fresh(reward, seen)
    require(reward.kind == Reward.Kind.HONOUR, _("Money is paid, not conferred."))
    change(reward, paid_on=clock.today(actor.zone))
    move(reward, S.PAID)
    record("reward.conferred", reward, about={"person": reward.person})
    return reward


@action
def pay_reward(*, actor, reward: Reward, seen, paid_on, bank_reference: str = "") -> Reward:
    """Record that an approved reward, proposed by hand, was paid: by another person than whoever approved it. What the person
    was paid out of income and has to give back is set off; 409 where that is not less."""
    see(actor, reward)
    payable = Account.objects.filter(book=reward.institution, kind="person", party=reward.person.uid, currency=reward.currency).first()
    decision = Decision.objects.filter(subject=reward.uid, state=D.AGREED).order_by("-pk").first()
    unpaid = distributions_open(reward.institution_id, reward.person, reward.currency)
    reward, payable, *held = lock(reward, payable, *unpaid)
    require(actor.may_all("payment.record") and reward.institution_id == actor.institution, _("Only finance records payments."))
    approvers = set(decision.voices.values_list("membership__person", flat=True)) if decision else set()
    refuse(bool(approvers & actor.same_person), _("Whoever approved it does not record its payment."))
    refuse(reward.person_id in actor.same_person, _("Nobody records a payment to themselves."))
    expect(reward, S.APPROVED)
    require(reward.posting_id is not None, _("A part of income is paid with its distribution."))
    fresh(reward, seen)
    if set(unpaid.all()) != set(held):
        raise Stale  # meanwhile something was shared or taken back
    pay_beside(actor=actor, person=reward.person, currency=reward.currency, amount=reward.amount, paid_on=paid_on,
               bank_reference=bank_reference)
    change(reward, paid_on=paid_on)
    move(reward, S.PAID)
    _told("reward.paid", reward)
    return reward
