"""What incentives do because of money: rows appear, move and end with the receipts, distributions and payments beneath.

Every function is an action of the system, called by a follow-up (incentives/follow.py) for one event.
"""
from datetime import date

from django.db.models import Q

from incentives.models import Reward
from incentives.terms import pay_by
from ip.allocating import assets_of
from ip.carrying import balances_of
from ip.groups import sets_on
from ip.models import Asset, Deal, Distribution, DistributionLine, Hold, Share, ShareSet
from ip.rules import Policy
from ip.versions import version_for
from ledger.models import Payment, Receipt
from record import clock
from record.actions import action, change, lock, move, record
from record.errors import Invalid

S = Reward.State
OPEN = (S.EXPECTED, S.ELIGIBLE)


def _told(kind: str, reward: Reward) -> None:
    record(kind, reward, about={"person": reward.person}, amount=reward.amount, currency=reward.currency)


@action
def expect_rewards(*, actor, receipt: Receipt, deal: Deal) -> None:
    """A receipt of a deal has come in: everybody in a share set of the receiving institution expects a part.

    The amount is not known yet; who has not signed is expected, who has is eligible.
    """
    for asset in assets_of(deal, receipt.received_on):
        policy = _policy_for(receipt, deal, asset)
        inventors = ShareSet.objects.on(asset, receipt.institution, receipt.received_on)
        others = sets_on(policy, asset, receipt.institution, receipt.received_on) if policy else {}
        sets = [share_set for share_set in (inventors, *others.values()) if share_set is not None]
        for share_set in sets:
            _expect(receipt, share_set, sets, pay_by(receipt.received_on, policy))


def _policy_for(receipt: Receipt, deal: Deal, asset: Asset) -> Policy | None:
    """The one that will share it, as far as it is known today."""
    try:
        return version_for(receipt.institution, deal, asset, receipt.received_on)[1]
    except Invalid:
        return None


def _expect(receipt: Receipt, share_set: ShareSet, sets: list[ShareSet], due: date) -> None:
    """Of each in a set; `sets`: all of the asset, since who is in two groups has a part to sign in each."""
    for share in share_set.shares.filter(party="").select_related("person").order_by("line"):
        if _waiting(receipt.institution, share.person, receipt.uid).exists():
            continue  # of another asset of the same deal: what is expected of a receipt is one row
        lacking = Share.objects.unsigned().filter(share_set__in=sets, person=share.person).exists()
        reward = Reward.objects.create(
            institution=receipt.institution, person=share.person, basis=Reward.Basis.POLICY, currency=receipt.counts_in,
            owed_since=receipt.received_on, receipt=receipt.uid, state=S.EXPECTED if lacking else S.ELIGIBLE,
            due=due,
        )  # fmt: skip
        _told("reward.expected", reward)


@action
def unexpect_rewards(*, actor, receipt: Receipt) -> None:
    """The receipt was reversed before it was shared: nothing is owed for it any more."""
    for reward in lock(*Reward.objects.filter(receipt=receipt.uid, state__in=OPEN).order_by("pk")):
        move(reward, S.REFUSED)
        _told("reward.reversed", reward)


@action
def person_signed(*, actor, share: Share) -> None:
    """A share was signed: nothing is missing any more from what its person expects of this asset, unless it is signed in another
    group, too."""
    of = {"share_set__asset": share.share_set.asset, "share_set__institution": share.share_set.institution}
    if Share.objects.signable().filter(person=share.person, **of).exists():
        return
    waiting = Reward.objects.filter(
        person=share.person, institution=share.share_set.institution, state=S.EXPECTED, line=None,
        receipt__in=_receipts_of(share.share_set.asset).values("uid"),
    )  # fmt: skip
    for reward in lock(*waiting.order_by("pk")):
        move(reward, S.ELIGIBLE)
        _told("reward.eligible", reward)


def _waiting(institution, person, receipt):
    return Reward.objects.filter(institution=institution, person=person, receipt=receipt, line=None, state__in=OPEN)


def _receipts_of(asset):
    """Of deals over it, alone or with others."""
    over = Q(for_deal__deal__asset=asset) | Q(for_deal__deal__schedules__lines__asset=asset)
    return Receipt.objects.filter(over)


@action
def propose_lines(*, actor, distribution: Distribution) -> None:
    """A distribution was prepared: each person's line is what they are proposed to get."""
    if distribution.corrects_id:
        return
    due = _pay_by(distribution, distribution.on)
    for line in _persons(distribution):
        reward = _expected(distribution, line)
        if reward is None:
            reward = _reward_of(line, S.PROPOSED, due)
        else:
            change(reward, line=line, amount=line.amount, citation=_citation(distribution), due=due)
            move(reward, S.PROPOSED)
        _told("reward.proposed", reward)


def _reward_of(line: DistributionLine, state: str, due: date) -> Reward:
    distribution = line.distribution
    return Reward.objects.create(
        institution=distribution.institution, person=line.person, basis=Reward.Basis.POLICY, line=line,
        citation=_citation(distribution), currency=distribution.currency, amount=line.amount, owed_since=distribution.on,
        due=due, receipt=distribution.part.settlement.receipt.uid, state=state,
    )  # fmt: skip


def _pay_by(distribution: Distribution, on: date) -> date:
    return pay_by(on, distribution.policy_version.formula)


def _expected(distribution: Distribution, line: DistributionLine) -> Reward | None:
    receipt = distribution.part.settlement.receipt.uid
    found = Reward.objects.filter(
        institution=distribution.institution, person=line.person, receipt=receipt, state__in=OPEN
    ).first()
    return lock(found)[0] if found else None


@action
def approve_lines(*, actor, distribution: Distribution) -> None:
    """A distribution was posted: its lines are approved, and payable where nothing holds them. One that takes a part back
    for a refund makes what the persons are owed less."""
    if distribution.corrects_id:
        return _less(distribution, 1)
    approved = _of(distribution, S.PROPOSED)
    persons = distribution.lines.exclude(person=None).values("person")
    before = _out_of_income(distribution.institution_id).filter(person__in=persons)
    proposed = {reward.pk for reward in approved}
    rewards = lock(*approved, *before)
    for reward in rewards:
        if reward.pk in proposed:
            move(reward, S.APPROVED)
            _told("reward.approved", reward)
    _due_or_carried(rewards, distribution.on)


@action
def deal_ended(*, actor, deal: Deal) -> None:
    """Nothing more is expected of a deal: what was too little to be paid is due now."""
    of = DistributionLine.objects.filter(distribution__deal=deal).exclude(person=None)
    institutions = of.order_by().values("distribution__institution")
    waiting = Reward.objects.filter(institution__in=institutions, person__in=of.values("person"), state=S.APPROVED, line__isnull=False)
    _due_or_carried(lock(*waiting.order_by("pk")), deal.ends_on or clock.today(deal.owner.zone))


def _out_of_income(institution: int):
    return Reward.objects.filter(institution=institution, state=S.APPROVED, line__isnull=False).order_by("pk")


def _due_or_carried(rewards: list[Reward], on: date) -> None:
    """What a policy pays only from a minimum on has no day on which it is due until enough is owed."""
    people = {reward.person_id for reward in rewards}
    found = balances_of(DistributionLine.objects.filter(person__in=people)) if people else {}
    for reward in rewards:
        balance = found.get((reward.institution_id, reward.person_id, reward.currency))
        carried = balance is not None and balance.carried
        if carried == (reward.due is not None):
            change(reward, due=None if carried else _pay_by(reward.line.distribution, on))
            record("reward.due_moved", reward, about={"person": reward.person}, due=reward.due)


@action
def withdraw_lines(*, actor, distribution: Distribution) -> None:
    """A distribution was returned, died or was reversed unpaid: what it proposed waits for the next one.

    What was paid stays paid; the ledger sets it off against the next money.
    """
    if distribution.corrects_id:
        return _less(distribution, -1) if distribution.posting_id else None
    for reward in lock(*_of(distribution, S.PROPOSED, S.APPROVED)):
        if reward.receipt and _waiting(reward.institution, reward.person, reward.receipt).exists():
            move(reward, S.REFUSED)  # another asset's line of the same receipt waits already: what is expected is one row
            _told("reward.reversed", reward)
            continue
        change(reward, line=None, amount=None)
        move(reward, S.ELIGIBLE)
        _told("reward.returned", reward)


def _less(distribution: Distribution, sign: int) -> None:
    """What is taken back of a line (or given again: -1) of what its person is owed for it and has not been paid."""
    for line in distribution.lines.filter(person__isnull=False).exclude(amount=0).order_by("line"):
        of = Q(line__line=line.adjusts or line.line) | Q(line__adjusts=line.adjusts or line.line)
        mine = Reward.objects.filter(of, person=line.person, line__distribution=distribution.corrects, state__in=(S.APPROVED, S.PAID))
        for reward in lock(*mine.order_by("pk")[:1]):
            if reward.state == S.APPROVED:
                amount = reward.amount + sign * line.amount  # of nothing there is no day on which it is due
                change(reward, amount=amount, due=(reward.due or _pay_by(distribution, distribution.on)) if amount else None)
                _told("reward.changed", reward)


@action
def shared_anew(*, actor, hold: Hold) -> None:
    """A held share was released, perhaps to another split: the lines that did it change what each person is owed."""
    held = hold.line
    for line in held.distribution.lines.filter(adjusts=held.line, person__isnull=False).select_related("person").order_by("line"):
        reward = Reward.objects.filter(line=held, person=line.person).first()
        if reward:
            (reward,) = lock(reward)
            change(reward, amount=reward.amount + line.amount)
            _told("reward.changed", reward)
            if not reward.amount and reward.state == S.APPROVED:  # all of it went to others
                move(reward, S.REFUSED)
                _told("reward.reversed", reward)
        elif line.amount > 0:
            _told("reward.approved", _reward_of(line, S.APPROVED, _pay_by(held.distribution, held.distribution.on)))


@action
def paid(*, actor, payment: Payment) -> None:
    """A payment was recorded: the rewards whose lines it paid in full are paid."""
    lines = [payout.line_id for payout in payment.payouts.exclude(line=None).filter(amount__gt=0)]
    for reward in lock(*Reward.objects.filter(line__in=lines, state=S.APPROVED).order_by("pk")):
        change(reward, paid_on=payment.paid_on)
        move(reward, S.PAID)
        _told("reward.paid", reward)


def _persons(distribution: Distribution):
    return distribution.lines.filter(kind="person", amount__gt=0).select_related("person").order_by("line")


def _of(distribution: Distribution, *states: str):
    return Reward.objects.filter(line__distribution=distribution, state__in=states).order_by("pk")


def _citation(distribution: Distribution) -> str:
    version = distribution.policy_version
    return f"{version.policy.code}/{version.number}"
