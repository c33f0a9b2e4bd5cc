"""Money of a licence of Linhai, made by the actions that people use: received, shared, approved by another, posted, paid."""
import io
from datetime import date

from governance.models import Decision
from ip.actions import costs, distributions, holds, openings, payments, receipts, refunds, settlements
from ip.models import Asset, Cost, Deal, Distribution, Opening, PolicyVersion, SettlementPart
from ledger.models import Account, Payment, Receipt
from partners.models import Institution
from record import clock
from record.files import keep
from tests.world import ip as rights
from tests.world import policies, projects


def licensed(world, *, parts=(2, 2, 1), sign=True, currency="CNY", key="cn-nwafu-transfer", stakes=(("linhai", 1),), **said) -> Deal:
    """A signed licence over an asset of Linhai alone, with signed shares and a published policy."""
    asset = rights.owned(world, stakes=stakes)
    rights.shared(world, asset, parts=parts, sign=sign, **said)
    if not _has_policy(world):
        policies.published(world, key)
    return rights.licence(world, asset, currency=currency)


def _has_policy(world) -> bool:
    return PolicyVersion.objects.filter(policy__institution=world.linhai, state="published").exists()


def received(world, deal: Deal, amount: int = 25_000_000, *, on: date | None = None, at="linhai", **said) -> Receipt:
    """Recorded by finance; minor units."""
    day = on or clock.today("Asia/Shanghai")
    return receipts.record_deal_receipt(actor=world.actor(at, "finance"), deal=deal, banked=amount, received_on=day, **said)


def spent(world, asset: Asset, amount: int, *, currency="CNY", at="linhai", what="Annuity of the patent", document=None) -> Cost:
    day = clock.today("Asia/Shanghai")
    return costs.record_cost(actor=world.actor(at, "finance"), asset=asset, currency=currency, amount=amount, spent_on=day,
                             what=what, document=document)  # fmt: skip


def settled(world, deal: Deal, amount: int = 25_000_000, *, at="linhai", **said) -> SettlementPart:
    """Received and settled with the one owner: the part that is to be shared."""
    receipt = received(world, deal, amount, at=at, **said)
    return settlements.prepare_settlement(actor=world.actor(at, "finance"), receipt=receipt).parts.get()


def prepared(world, deal: Deal, amount: int = 25_000_000, *, at="linhai", choices=None, circumstances=None, **said) -> Distribution:
    """Received, settled with the one owner, computed, and put before the approver."""
    part = settled(world, deal, amount, at=at, **said)
    return distributions.prepare_distribution(actor=world.actor(at, "finance"), part=part, choices=choices,
                                              circumstances=circumstances)  # fmt: skip


def refund(world, receipt: Receipt, amount: int, *, at="linhai", **said) -> Receipt:
    """A part of a receipt went back: recorded and taken from what was shared, as far as one person can."""
    receipt = Receipt.objects.get(pk=receipt.pk)
    return refunds.record_deal_refund(actor=world.actor(at, "finance"), receipt=receipt, banked=amount, seen=receipt.version,
                                      received_on=clock.today("Asia/Shanghai"), reasons="A credit note.", **said)  # fmt: skip


def taken(world, distribution: Distribution, amount: int, *, at="linhai") -> Distribution:
    """A refund's part of a distribution, approved and posted."""
    receipt = refund(world, distribution.part.settlement.receipt, amount, at=at)
    return decide(world, Distribution.objects.get(part__settlement__receipt=receipt, institution=world.institutions[at]), at=at)


def decide(world, distribution: Distribution, value="yes", *, at="linhai", who=("approver",), name="", reasons="On the policy's grounds."):
    """The vote of the approver; gives the distribution that now stands."""
    return distributions.decide_distribution(
        actor=world.actor(at, *who, name=name), distribution=distribution, seen=Distribution.objects.get(pk=distribution.pk).fingerprint,
        value=value, reasons=reasons,
    )  # fmt: skip


def posted(world, deal: Deal | None = None, amount: int = 25_000_000, **said) -> Distribution:
    """Approved by another person and posted."""
    return decide(world, prepared(world, deal or licensed(world), amount, **said), at=said.get("at", "linhai"))


def paid(world, distribution: Distribution, person=None, *, at="linhai") -> Payment:
    """Finance records that a person was paid what is owed: the first of the distribution, unless another is named."""
    line = distribution.lines.filter(person__isnull=False).order_by("line").first()
    return payments.pay_person(actor=world.actor(at, "finance"), person=person or line.person,
                               currency=distribution.currency, paid_on=clock.today("Asia/Shanghai"))  # fmt: skip


def opened(world, asset: Asset, *, at="linhai", deal=None, life_to_date=1_000_000, pool=0, gross=0, currency="CNY", mark="", paid=(), pools=(), schedule="", first_income=None, agreed=False):
    """An opening balance before the approver, or posted."""
    opening = openings.prepare_opening(
        actor=world.actor(at, "finance"), asset=asset, deal=deal, currency=currency, on=clock.today("Asia/Shanghai"), life_to_date=life_to_date,
        pool=pool, gross=gross, paid=paid, pools=pools, schedule=schedule, first_income=first_income, evidence=keep(io.BytesIO(f"The old books {mark}".encode()), "books.txt"), note=f"From the old books {mark}",
    )  # fmt: skip
    if agreed:
        agree(world, opening, at=at)
    return Opening.objects.get(pk=opening.pk)


def whole(world) -> Distribution:
    """Received, shared, approved, posted, and one person paid."""
    distribution = posted(world)
    paid(world, distribution)
    return distribution


def agree(world, subject, *, at="linhai", who=("approver",), name="", value="yes", reasons="") -> None:
    """Cast the approver's vote on the one open decision about something."""
    projects.vote(world.actor(at, *who, name=name), subject, value, reasons)


def open_decision(subject) -> Decision:
    return Decision.objects.open().get(subject=subject.uid)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """Of one licence: receipt (to be settled, with a document), part (to be shared), asked (a distribution before an approver),
    distribution (posted), with its line, posting and account, a hold and a payment; who is owed; a cost with a document;
    settlement (before an approver) and settled (posted) between two owners."""
    paper = keep(io.BytesIO(f"Bank advice {mark}".encode()), "advice.txt")
    asset = _owned(world, home, partner, ((home, 1),), mark)
    rights.shared(world, asset, at=home)
    deal = rights.licence(world, asset, at=home, counterparty=partner)
    distribution = posted(world, deal, at=home, note=f"Royalty {mark}")
    lines = list(distribution.lines.filter(person__isnull=False).order_by("line"))
    hold = holds.hold_share(actor=world.actor(home, "finance"), line=lines[0], reasons=f"An objection {mark}")
    return {
        "money_deal": deal, "money_asset": asset, "distribution": distribution,
        "refundable": distribution.part.settlement.receipt, "line": lines[2], "hold": hold,
        "receipt": received(world, deal, at=home, document=paper, note=f"Royalty {mark}"), "part": settled(world, deal, at=home),
        "asked": prepared(world, deal, at=home), "posting": distribution.posting, **_between(world, home, partner, mark),
        "cost": spent(world, asset, 100_000, at=home, what=f"Annuity {mark}", document=paper),
        "payment": paid(world, distribution, lines[1].person, at=home), "owed": lines[2].person,
        "opening": opened(world, asset, at=home, deal=rights.licence(world, asset, at=home, counterparty=partner), mark=mark),
        "opening_posted": opened(world, made["older"], at=home, mark=mark, agreed=True),
        "account": Account.objects.get(book=world.institutions[home], kind="bank"),
    }  # fmt: skip


def _owned(world, home: str, partner: str, stakes, mark: str) -> Asset:
    project = projects.signed(world, lead=home, partner=partner, title=f"Cells {mark}")
    return rights.owned(world, project, stakes=stakes, at=home, title="Pouch", mark=mark, reasons=f"As agreed {mark}")


def _between(world, home: str, partner: str, mark: str) -> dict:
    asset = _owned(world, home, partner, ((home, 1), (partner, 1)), mark)
    deal = rights.licence(world, asset, at=home, counterparty=_third(world), consent=f"Agreed {mark}")
    asked, agreed = (
        settlements.prepare_settlement(actor=world.actor(home, "finance"), receipt=received(world, deal, at=home)) for _ in range(2)
    )
    agree(world, agreed, at=home)
    return {"settlement": asked, "settled": agreed}


def _third(world) -> str:
    """Somebody who is neither, and in whose name nobody asks: whoever pays for a joint asset."""
    if "faraway" not in world.institutions:
        world.institutions["faraway"] = Institution.objects.create(kind="enterprise", name_en="Faraway Works")
    return "faraway"
