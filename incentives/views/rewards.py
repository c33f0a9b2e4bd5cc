"""Rewards: the list for staff and for oneself, one reward with its reason, proposing, refusing, conferring."""
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Sum, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.panel import latest, panel
from incentives import access, actions
from incentives.causes import name_causes
from incentives.forms import GroundsForm, PaidForm, ProposeForm, RewardFilter
from incentives.models import Reward
from ip.carrying import balances_of
from ip.models import DistributionLine
from ip.owed import owed_back
from ip.statements import Amount
from record import clock
from record.actions import require
from record.feed import feed
from record.lists import EXPORTED, browse, csv_of, summable
from record.pages import ActionForm, find, perform
from record.texts import picked

HEADS = [gettext_lazy("Person"), gettext_lazy("For what"), gettext_lazy("Kind"), gettext_lazy("Basis"),
         gettext_lazy("Article, clause or agreement"), gettext_lazy("Currency"), gettext_lazy("Amount"),
         gettext_lazy("Owed since"), gettext_lazy("Due"), gettext_lazy("Paid on"), gettext_lazy("State")]  # fmt: skip
LINE = "line__distribution__policy_version"  # what a reward out of income rests on
ASSET = "line__distribution__scope__asset"  # and what it is for
SORTS = {
    "open": (Case(When(state__in=Reward.OVER, then=1), default=0), F("due").asc(nulls_last=True)),  # what is late on top
    "person": (picked("person__name"),),
    "due": ("due",),
    "since": ("owed_since",),
    "amount": ("currency", "amount"),
    "state": ("state",),
}


def page_of(reward: Reward) -> str:
    return reverse("incentives:reward", args=[reward.uid])


def rewards(request):
    """What is owed: to everybody of the institution for staff in charge, else to oneself."""
    rows = Reward.objects.visible_to(request.actor).select_related("person", "institution", LINE, ASSET)
    found = browse(request, rows, RewardFilter, SORTS, first="open")
    if found.exported:
        return csv_of("rewards", HEADS, _cells(found.rows, request.actor))
    today = clock.today(request.actor.zone)
    name_causes(request.actor, found.page)
    context = {
        "today": today,
        "totals": _totals(found.rows),
        "late": Reward.objects.visible_to(request.actor).late(today).count(),
        "all": request.actor.may_all("reward.read"),
        "may_propose": request.actor.may_all("reward.propose"),
    }
    return found.shown("incentives/rewards", context)


def _totals(rows) -> list[dict]:
    """Of what is shown, by currency: what is still owed."""
    owed = rows.owed().filter(kind="money", amount__isnull=False).order_by()
    return list(owed.values("currency").annotate(sum=Sum("amount"), count=Count("pk")).order_by("currency"))


def _cells(rows, actor):
    """In pages, so that what many rewards are for is asked for at once."""
    for page in Paginator(rows, EXPORTED):
        name_causes(actor, page)
        for reward in page:
            yield [reward.person.name, reward.title, reward.get_kind_display(), reward.get_basis_display(), reward.ground,
                   reward.currency, summable(reward.amount, reward.currency), reward.owed_since,
                   reward.due, reward.paid_on, reward.get_state_display()]  # fmt: skip


def reward(request, uid):
    """One reward: on which basis, since when, until when, what happened, and where its amount comes from."""
    row = find(Reward.objects.select_related("person", "institution", LINE, ASSET), request.actor, uid=uid)
    name_causes(request.actor, [row])
    waits = row.line_id and row.state == "approved" and row.due is None
    decision, owed = latest(request.actor, row, "reward.approve"), row.state not in Reward.OVER
    line = DistributionLine.objects.visible_to(request.actor).filter(pk=row.line_id).select_related("hold", "distribution").first()
    context = {
        "reward": row,
        "line": line,
        "amount": Amount(line) if line else None,
        "panel": panel(decision, request.actor),
        "decision": decision,
        "events": feed(request.actor, row.uid),
        "in_charge": access.in_charge(request.actor, row) and row.receipt is None,
        "pays": row.posting_id is not None and request.actor.may_all("payment.record"),
        "owed": owed,
        "carried": _carried(request.actor, row) if waits else "",
        "late": row.is_late(clock.today(request.actor.zone)),
    }
    return render(request, "incentives/reward/page.html", context)


def _carried(actor, reward: Reward) -> str:
    """Why it is not due yet: less is owed than the policy pays."""
    lines = DistributionLine.objects.visible_to(actor).filter(distribution__institution=reward.institution, person=reward.person)
    balance = balances_of(lines).get((reward.institution_id, reward.person_id, reward.currency))
    return balance.why if balance else ""


def propose(request):
    require(request.actor.may_all("reward.propose"), _("Only project officers and finance officers propose rewards."))
    form = ProposeForm(request.POST or None, actor=request.actor, initial={"owed_since": clock.today(request.actor.zone)})
    return perform(
        request, form, lambda: page_of(actions.propose_reward(actor=request.actor, **form.said)),
        page="incentives/reward/propose.html", context={"submit": _("Propose"), "cancel": reverse("incentives:rewards")},
        done=_("Proposed. Another person approves it."),
    )  # fmt: skip


def again(request, uid):
    """Back before the approvers."""
    return _confirmed(request, uid, actions.propose_again, _("Propose again"), _("Proposed again."))


def confer(request, uid):
    return _confirmed(request, uid, actions.confer_honour, _("Confer"), _("The honour was conferred."))


def _confirmed(request, uid, act, submit: str, done: str):
    row = find(Reward.objects.select_related("person"), request.actor, uid=uid)
    form = ActionForm(request.POST or None, initial={"seen": row.version})
    return perform(
        request, form, lambda: page_of(act(actor=request.actor, reward=row, seen=form.cleaned_data["seen"])),
        page="incentives/reward/confirm.html", context={"reward": row, "submit": submit, "cancel": page_of(row)}, done=done,
    )  # fmt: skip


def refuse(request, uid):
    row = find(Reward.objects.select_related("person"), request.actor, uid=uid)
    form = GroundsForm(request.POST or None, initial={"seen": row.version})

    def act():
        return page_of(actions.withdraw_reward(actor=request.actor, reward=row, seen=form.cleaned_data["seen"], **form.said))

    return perform(request, form, act, page="incentives/reward/refuse.html", done=_("Refused, with grounds."),
                   context={"reward": row, "submit": _("Refuse the reward"), "cancel": page_of(row)})  # fmt: skip


def pay(request, uid):
    """Record the payment of a reward that was proposed by hand."""
    row = find(Reward.objects.select_related("person"), request.actor, uid=uid)
    form = PaidForm(request.POST or None, initial={"seen": row.version, "paid_on": clock.today(request.actor.zone)})

    def act():
        return page_of(actions.pay_reward(actor=request.actor, reward=row, seen=form.cleaned_data["seen"], **form.said))

    back = _back(request.actor, row)
    context = {"reward": row, "back": back, "left": (row.amount or 0) - back, "submit": _("Record the payment"), "cancel": page_of(row)}
    return perform(request, form, act, page="incentives/reward/pay.html", context=context, done=_("The payment was recorded."))


def _back(actor, reward: Reward) -> int:
    """What the person was paid out of income and has to give back, in minor units: for those who pay it."""
    lines = owed_back(actor.institution, reward.person, reward.currency) if actor.may_all("payment.record") else []
    return -sum(line.owed for line in lines)
