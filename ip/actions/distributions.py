"""One institution's part of a receipt, shared by its policy: prepared, decided by another person, posted or asked again."""
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from governance.actions import cast_vote, open_decision, void_decision
from governance.models import Decision, Excluded, Voice
from ip.actions.receipts import about_deal
from ip.computing import case_of, compute, moved
from ip.correcting import taken_back
from ip.floors import of_distribution
from ip.grounds import grounded, yields
from ip.models import Distribution, Settlement, SettlementPart
from ip.sharing import moves, store
from ip.sharing_back import store_back
from ip.standing import scope_of, scopes_of
from ip.versions import version_for
from ledger import actions as ledger
from record import clock
from record.actions import action, change, expect, lock, move, record, require, see
from record.errors import Invalid, Stale, WrongState
from record.numbers import next_number

S = Distribution.State
APPROVE = "distribution.approve"
ONLY_OWN_FINANCE = gettext_lazy("Only finance of the institution whose part it is prepares its distribution.")


@action
def prepare_distribution(
    *, actor, part: SettlementPart, choices: Mapping[str, object] | None = None, circumstances: Mapping[str, str] | None = None
) -> Distribution:
    """Compute the own part of a settlement and put it before an approver. `choices`: of optional deductions, `circumstances`: of
    what the policy itself asks, by key. 403, 409 (shared already), 422 (what is missing)."""
    see(actor, part)
    receipt = part.settlement.receipt
    require(prepares(actor, part.institution_id), ONLY_OWN_FINANCE)
    if part.settlement.corrects_id:
        return _prepare_back(actor, part)
    scope = scope_of(part.institution, part.settlement.asset, part.settlement.currency)
    _version, policy = version_for(part.institution, part.settlement.deal, part.settlement.asset, receipt.received_on)
    *_scopes, settlement, receipt = lock(*scopes_of(policy, scope), part.settlement, receipt)
    expect(settlement, Settlement.State.POSTED)
    if part.distributions.filter(state__in=Distribution.STANDING).exists():
        raise WrongState(_("This part is being shared already, or has been."))
    if not part.amount or part.kind != SettlementPart.Kind.PART:
        raise Invalid(_("Nothing of this receipt is yours to share."))
    named = circumstances or {}
    if strange := [key for key in named if key not in policy.own(named)]:
        text = _("The policy does not ask for this, or not with this answer: %(name)s")
        raise Invalid(text % {"name": strange[0]}, field="circumstances")
    case = case_of(policy, part, scope, choices or {}, named)
    return put(actor, store(part, case, compute(case), Membership.objects.get(pk=actor.membership)))


def _prepare_back(actor, part: SettlementPart) -> Distribution:
    """A refund's part: taken from what stands of the distribution of the part that it corrects."""
    original = original_of(part)
    *_scopes, original, settlement = lock(*scopes_of(original.policy_version.formula, original.scope), original, part.settlement)
    expect(settlement, Settlement.State.POSTED)
    if part.distributions.filter(state__in=Distribution.STANDING).exists():
        raise WrongState(_("This part is being shared already, or has been."))
    if not part.amount or part.kind != SettlementPart.Kind.PART:
        raise Invalid(_("Nothing of this receipt is yours to share."))
    return put(actor, store_back(part, taken_back(original, -part.amount), Membership.objects.get(pk=actor.membership)))


def original_of(part: SettlementPart) -> Distribution:
    """The posted distribution from which a refund's part is taken. WrongState while there is none."""
    found = Distribution.objects.filter(part__settlement=part.settlement.corrects_id, part__line=part.line, state=S.POSTED).first()
    if found is None:
        raise WrongState(_("What this takes back is not shared yet: share the receipt that was refunded first."))
    return found


def prepares(actor, institution: int) -> bool:
    return institution == actor.institution and actor.may_all("distribution.prepare")


def put(actor, distribution: Distribution) -> Distribution:
    """Put it before the approvers of its institution; whoever prepared it or gains from it takes no part."""
    record("distribution.prepared", distribution, about=about(distribution), amount=distribution.amount,
           currency=distribution.currency, life_to_date=distribution.life_to_date, pool=distribution.pool,
           fingerprint=distribution.fingerprint)  # fmt: skip
    ask(actor, distribution, APPROVE)
    return distribution


def ask(actor, distribution: Distribution, kind: str) -> Decision:
    gaining = distribution.lines.filter(person__isnull=False).exclude(amount=0).values_list("person", flat=True)
    excluded = [*((person, Excluded.Why.GAINS) for person in gaining), (_preparer(actor, distribution, kind), Excluded.Why.PREPARED)]
    seat = {"institution": distribution.institution, "capability": "distribution.approve"}
    return open_decision(actor=actor, kind=kind, subject=distribution, owner=distribution.institution, seats=[seat],
                         excluded=excluded)  # fmt: skip


def _preparer(actor, distribution: Distribution, kind: str) -> int:
    """Computed anew, it is still the work of whoever prepared it first; a reversal is that of whoever proposes it."""
    return distribution.prepared_by.person_id if kind == APPROVE else actor.person


@action
def decide_distribution(
    *, actor, distribution: Distribution, seen: str, value: str, reasons: str = ""
) -> Distribution:
    """Cast the vote of the actor's institution and give the distribution that now stands.

    A yes to something whose life-to-date, pool, policy or shares have moved is not counted: the decision dies, it is
    computed anew and asked again, and that new one is given.
    """
    see(actor, distribution)
    decision = open_on(distribution, APPROVE)
    if decision is None:
        raise WrongState
    distribution, *_scopes, decision = lock(*rows_of(distribution), decision)
    asked = Decision.objects.visible_to(actor).decidable_by(actor).filter(pk=decision.pk).exists()
    if value == Voice.Value.YES and asked and moved(distribution):
        return _anew(actor, distribution, decision)
    cast_vote(actor=actor, decision=decision, seen=seen, value=value, reasons=reasons)
    return Distribution.objects.get(pk=distribution.pk)


def rows_of(distribution: Distribution) -> list:
    """What is locked while it is posted: itself, what it corrects, and all scopes that its policy counts over."""
    original = [distribution.corrects] if distribution.corrects else []
    return [distribution, *original, *scopes_of(distribution.policy_version.formula, distribution.scope)]


def open_on(subject, kind: str) -> Decision | None:
    return Decision.objects.open().filter(kind=kind, subject=subject.uid).first()


def _anew(actor, old: Distribution, decision: Decision) -> Distribution:
    void_decision(actor=actor, decision=decision, why="moved")
    end(old, S.VOID, why="moved")
    if old.corrects_id:
        return put(actor, store_back(old.part, taken_back(original_of(old.part), -old.part.amount), old.prepared_by))
    _version, policy = version_for(old.institution, old.deal, old.scope.asset, old.on)
    inputs = old.trace["inputs"]
    case = case_of(policy, old.part, old.scope, inputs["choices"], inputs.get("circumstances", {}))
    return put(actor, store(old.part, case, compute(case), old.prepared_by))


def end(distribution: Distribution, to: str, why: str) -> None:
    move(distribution, to)
    kind = {S.VOID: "distribution.voided", S.RETURNED: "distribution.returned"}[to]
    record(kind, distribution, about=about(distribution), why=why)


@action
def withdraw_distribution(*, actor, distribution: Distribution) -> Distribution:
    """Take it back before it is decided; the part can be prepared again."""
    see(actor, distribution)
    distribution, decision = lock(distribution, open_on(distribution, APPROVE))
    require(prepares(actor, distribution.institution_id), _("Only finance takes back what it prepared."))
    expect(distribution, S.IN_APPROVAL)
    if decision is not None:
        void_decision(actor=actor, decision=decision, why="withdrawn")
    end(distribution, S.VOID, why="withdrawn")
    return distribution


def still(distribution: Distribution) -> None:
    """Stale where it would be posted on what no longer holds; decide_distribution computes it anew instead."""
    if distribution.part.settlement.state != Settlement.State.POSTED or moved(distribution):
        raise Stale(_("Life-to-date, costs, policy or shares have moved since this was computed. Open it to have it computed anew."))


def agreeable(distribution: Distribution) -> None:
    """Before anybody agrees: nothing has moved, and no floor is missed that binds."""
    still(distribution)
    yields(of_distribution(distribution), distribution.currency)


def on_grounds(*, actor, subject: Distribution, voice: Voice) -> None:
    """With a vote on a distribution that falls short of a floor that yields."""
    grounded(of_distribution(subject), subject, voice)


@action
def post_distribution(*, actor, subject: Distribution, decision: Decision) -> None:
    """What follows when the decision has ended, under the lock on the scope: posted in one balanced entry, or returned."""
    if decision.state != Decision.State.AGREED:
        end(subject, S.RETURNED, why=decision.state)
        return
    still(subject)
    day = clock.today(subject.institution.zone)
    posting = ledger.post_at(subject.institution, day, "distribution", subject, subject.currency, moves(subject))
    move(subject, S.POSTED)
    number = next_number(subject.institution.uid, "D", day.year)
    change(subject, posting=posting, approved_by_id=actor.membership, number=number)
    facts = {"amount": subject.amount, "currency": subject.currency, "number": number, "fingerprint": subject.fingerprint}
    record("distribution.approved", subject, about=about(subject) | {"decision": decision}, **facts)
    record("distribution.posted", subject, about=about(subject), **facts)


def about(distribution: Distribution) -> dict:
    """Roles of every event about a distribution: what it is of, and the persons who gain."""
    lines = distribution.lines.filter(person__isnull=False).select_related("person")
    people = {line.person_id: line.person for line in lines}
    of = about_deal(distribution.deal, [distribution.scope.asset])
    return {**of, "receipt": distribution.part.settlement.receipt, "person": list(people.values())}
