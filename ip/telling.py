"""What the pages say of owners and shares: whose, in which parts, by which clause or article, signed by whom and how."""
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from ip.models import Asset, AssetKind, OwnershipVersion, PolicyVersion, Share, ShareSet, Stake, owned
from ip.owners import RULE_KINDS
from ip.policies import law, statutes
from ip.rules import Article, joint_rule
from ip.rules.shares import TO_PARTY
from ip.showing_departures import party_names
from ip.units import called, in_tree
from ip.wording import cited as cited_article
from ip.wording import in_a_row, quoted
from partners.models import Institution
from projects.models import Clause, Participation
from record import clock

INCOME = {
    "owner": _("The income is the owner’s."),
    "by_parts": _("Income is shared in the parts that the parties agreed."),
    "each_keeps": _("Each owner keeps what it earns with it."),
    "fees_shared": _("What one owner earns by an ordinary licence is shared between the owners; the law does not say in which parts."),
    "reasonably_shared": _("Income is shared reasonably between the owners; the law does not say in which parts."),
    "unsaid": _("The law does not say whose the income is: the owners have to agree."),
    "": _("No clause and no article says whose the income is: the owners have to agree."),
}


@dataclass
class Told:
    """One version of the owners as the page shows it."""

    version: OwnershipVersion
    shares: list[dict]  # for a share bar
    articles: list[dict]
    clause: int | None  # number of the ownership clause
    income: Any
    income_articles: list[dict]
    income_clause: int | None


def strands(asset: Asset, institutions: list[Institution]) -> dict[int, int]:
    """The strand of each institution: its place in the project; others take the next free one."""
    known = dict(Participation.objects.filter(project=asset.project_id).values_list("institution", "strand")) if asset.project_id else {}
    free = iter(n for n in range(1, 99) if n not in known.values())
    return {i.pk: known.get(i.pk) or next(free) for i in institutions}


def versions(actor, asset: Asset) -> list[Told]:
    """All of them, the last first, in three queries."""
    rows = list(OwnershipVersion.objects.visible_to(actor).filter(asset=asset).order_by("-number"))
    stakes = list(Stake.objects.visible_to(actor).filter(version__in=rows).select_related("institution").order_by("line"))
    marks = strands(asset, [stake.institution for stake in stakes])
    return [_told(row, [stake for stake in stakes if stake.version_id == row.pk], marks) for row in rows]


def current(told: list[Told], asset: Asset) -> Told | None:
    """The version that holds today."""
    holding = owned(asset, clock.today(asset.manager.zone))
    return next((one for one in told if holding and one.version.pk == holding.pk), None)


def _told(version: OwnershipVersion, stakes: list[Stake], marks: dict) -> Told:
    shares = [{"label": s.institution.name, "part": s.part, "strand": marks[s.institution_id]} for s in stakes]
    return Told(
        version, shares, quoted(_articles(version.citation)), _clause(version.citation), INCOME[version.income_rule],
        quoted(_articles(version.income_citation)), _clause(version.income_citation),
    )  # fmt: skip


ACTS = {
    "use": _("Use it oneself"), "licence": _("Grant an ordinary licence"),
    "exclusive_licence": _("Grant an exclusive or sole licence"), "assign": _("Transfer it"),
}  # fmt: skip
ALLOWED = {
    "alone": (_("each alone"), "ok"), "with_consent": (_("with the consent of all"), "wait"), "unsaid": (_("the law does not say"), ""),
}  # fmt: skip
ACCOUNTS = {
    "none": _("Each keeps what it earns so: it owes the others nothing."),
    "normally_none": _("Own use normally owes the others nothing."),
    "fees_shared": _("Fees of a licence are shared between the owners; the law does not say in which parts."),
    "reasonably_shared": _("What is earned is shared reasonably between all; the law does not say in which parts."),
    "unsaid": _("The law does not say what one owes the others: agree on it."),
}


def joint(asset: Asset) -> dict | None:
    """What each of several owners may do today where they agreed nothing, and what it owes the others."""
    rule = joint_rule(law(), statutes(), asset.country, RULE_KINDS[AssetKind(asset.kind)], clock.today(asset.manager.zone))
    if rule is None:
        return None
    return {
        "rows": [(label, *ALLOWED[rule.may[act]]) for act, label in ACTS.items()], "account": ACCOUNTS[rule.account],
        "words": rule.words.say(get_language() or "en"), "articles": quoted(statutes()[key] for key in (*rule.articles, *rule.see)),
    }  # fmt: skip


def owners_in_words(version: OwnershipVersion) -> list[str]:
    """Each owner with its part, of a version read with its stakes."""
    return [f"{stake.institution.name} {stake.part}/{version.whole}" for stake in version.stakes.all()]


def _articles(citation: str) -> list[Article]:
    return [statutes()[key] for key in citation.split() if key in statutes()]


def _clause(citation: str) -> int | None:
    kind, _slash, number = citation.partition("/")
    return int(number) if kind in ("ownership", "income") and number.isdigit() else None


def cited(citation: str) -> str:
    """What a citation names, in words: a clause of the project's agreement, else articles of law."""
    if number := _clause(citation):
        kind = Clause.Kind(citation.partition("/")[0]).label
        return gettext("Clause “%(kind)s”, wording %(number)d") % {"kind": kind, "number": number}
    return in_a_row(cited_article(article) for article in _articles(citation))


@dataclass
class Line:
    """One share: whose, its part, and how it was signed or what it waits for."""

    share: Share
    name: str
    signature: object
    paper: object  # that waits for its second person
    confirmer: str
    link: object  # the last that was sent
    mine: bool
    signable: bool
    party: bool = False  # a part that fell to a party of the policy: nobody signs it
    unit: str = ""  # for which it counts, with those above it


def lines(actor, share_set: ShareSet) -> list[Line]:
    """The shares of a set in their order; names as far as the reader sees them."""
    shares = Share.objects.visible_to(actor).filter(share_set=share_set).order_by("line")
    shares = list(shares.select_related("signature__paper__decided_by", "signature__membership").prefetch_related("links", "papers"))
    people = {share.person_id for share in shares} | {_confirmer(share) for share in shares}
    names = {p.pk: p.name for p in Person.objects.visible_to(actor).filter(pk__in=people - {None})}
    parties, units = parties_of(actor, share_set), called(share.path for share in shares)
    open_now = set(Share.objects.visible_to(actor).signable().filter(share_set=share_set).values_list("pk", flat=True))
    return [
        Line(
            share, parties[share.key] if share.party else names.get(share.person_id, "–"), getattr(share, "signature", None),
            next((paper for paper in share.papers.all() if paper.state == "filed"), None),
            names.get(_confirmer(share), ""),
            max(share.links.all(), key=lambda link: link.pk, default=None), share.person_id in actor.same_person,
            share.pk in open_now, bool(share.party), in_tree(share.path, units),
        )
        for share in shares
    ]  # fmt: skip


def _confirmer(share: Share) -> int | None:
    """The second person: of a paper, or of a signature that is carried on from the set before."""
    signature = getattr(share, "signature", None)
    if signature is None or (signature.paper is None and signature.before_id is None):
        return None
    return signature.paper.decided_by.person_id if signature.paper else signature.membership.person_id


def parties_of(actor, share_set: ShareSet) -> dict[str, str]:
    """The parties to which parts of a set have fallen, by their keys in it, as the institution's last version calls them."""
    fallen = [share.key for share in Share.objects.visible_to(actor).filter(share_set=share_set).exclude(party="")]
    if not fallen:
        return {}
    versions = PolicyVersion.objects.visible_to(actor).filter(policy__institution=share_set.institution, state="published")
    names: dict[str, str] = {}
    for version in versions.order_by("since", "number", "pk"):
        names |= party_names(version)
    return {key: names.get(key, key.removeprefix(TO_PARTY)) for key in fallen}
