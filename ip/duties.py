"""What the law lets an institution owe by a date about a result, a deal, a distribution; counted from their facts."""
from datetime import date

from django.utils.translation import get_language

from governance.actions import Owed, keep_duties
from governance.calendar import calendar_of
from governance.models import Duty
from governance.registry import DutyKind, add_duty_kinds
from ip.models import Asset, AssetKind, Deal, Distribution
from ip.owners import RULE_KINDS
from ip.policies import deadline_rules, statutes
from ip.regions import region_code
from ip.rules import Words
from ip.rules.deadlines import Deadline, DeadlineRule, Facts, deadlines
from ip.rules.floors import RESEARCH
from ip.wording import cited, quoted
from partners.models import Institution
from projects.access import asked_of
from record.actors import System
from record.clock import of_zone, today

MODELS = {"asset": Asset, "deal": Deal, "distribution": Distribution}
DAYS = {
    "completed": "completed_on", "filed": "filed_on", "granted": "granted_on", "published": "published_on",
    "agency_told": "agency_told_on", "elected": "elected_on", "abroad_planned": "abroad_on", "review_asked": "review_asked_on",
}  # fmt: skip


def keep_asset(actor: System, asset: Asset) -> None:
    """Of the office that manages it; a right that has lapsed owes nothing more."""
    disclosed = asset.disclosure.disclosed_on if asset.disclosure else None
    days = {name: getattr(asset, field) for name, field in DAYS.items()} | {"disclosed": disclosed}
    entered = asset.made_at.astimezone(of_zone(asset.manager.zone)).date()  # years before that were somebody else's to keep
    days["kept"] = max(asset.granted_on, entered) if asset.granted_on else None
    if asset.state == Asset.State.LAPSED:
        days = {}
    _keep(actor, asset, asset, asset.manager, "asset.manage", "asset", days)


def keep_deal(actor: System, deal: Deal) -> None:
    """Of the institution that grants, from the day on which the contract takes effect."""
    proposed = today(deal.owner.zone) if deal.state == Deal.State.IN_APPROVAL else None
    effective = deal.starts_on if deal.state == Deal.State.SIGNED else None
    _keep(actor, deal, deal.asset, deal.owner, "deal.write", "deal", {"licence_effective": effective, "proposed": proposed}, deal.kind)


def of_deal(deal: Deal, days: dict[str, date]) -> tuple[Deadline, ...]:
    """What these facts of a deal begin."""
    return _begun(deal, deal.asset, deal.owner, "deal", days, deal.kind)


def keep_distribution(actor: System, distribution: Distribution) -> None:
    """Of the institution whose part it is: paying what its persons are due. A refund owes nobody anything."""
    if distribution.corrects_id:
        return
    posted = distribution.posting.on if distribution.state == Distribution.State.POSTED and distribution.posting else None
    received = distribution.on if posted else None
    _keep(actor, distribution, distribution.deal.asset, distribution.institution, "payment.record", "distribution",
          {"received": received, "posted": posted}, distribution.deal.kind)  # fmt: skip


def _keep(actor, subject, asset: Asset, institution: Institution, capability: str, name: str, days: dict, deal: str = "") -> None:
    found = _begun(subject, asset, institution, name, days, deal)
    project = asset.project if name != "distribution" else None  # money is the whole institution's
    keep_duties(actor=actor, subject=subject, wanted=[_owed(one) for one in found], **asked_of(institution, capability, project))


def _begun(subject, asset: Asset, institution: Institution, name: str, days: dict, deal: str) -> tuple[Deadline, ...]:
    country = asset.country if name != "distribution" else institution.country
    facts = Facts(
        subject=name, country=country, days={key: day for key, day in days.items() if day}, asset=RULE_KINDS[AssetKind(asset.kind)],
        patent=asset.patent_type, deal=deal, funding=asset.funding, region=region_code(institution.region),
        state_founded=institution.founder == "state" and institution.kind in RESEARCH,
    )  # fmt: skip
    return deadlines(deadline_rules(), facts, calendar_of(institution), _met(subject, institution))


def _owed(found: Deadline) -> Owed:
    return Owed(found.rule.key, found.step, found.on, found.provisional, found.settled)


def _met(subject, institution: Institution) -> dict[str, int]:
    """The last year that was closed, by kind."""
    closed = Duty.objects.filter(subject=subject.uid, institution=institution).exclude(state=Duty.State.OPEN)
    return dict(closed.order_by("step").values_list("kind", "step"))


def _kind(rule: DeadlineRule) -> DutyKind:
    articles = [statutes()[key] for key in rule.articles]
    return DutyKind(
        rule.key, MODELS[rule.subject], lambda: rule.words.say(get_language() or "en"), lambda: cited(articles[0]),
        lambda: quoted(articles), lambda: _in_words(rule.unconfirmed), lambda: _in_words(rule.detail),
    )  # fmt: skip


def _in_words(words: Words | None) -> str:
    return words.say(get_language() or "en") if words else ""


add_duty_kinds(*(_kind(rule) for rule in deadline_rules()))
