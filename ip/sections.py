"""What ip shows on pages of lower floors: of a project's results, of a partner, of a person, and what waits."""
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.duties import about
from governance.waiting import Waiting
from ip import access, telling
from ip.groups import called
from ip.models import Asset, AssetKind, Contributor, Deal, Departure, Disclosure, Distribution, Merit, Share, SignedPaper, Stake
from ip.owners import RULE_KINDS
from ip.policies import law, statutes
from ip.rules import ProjectResult, propose
from projects.models import Clause, Project
from record import clock
from record.registry import Section, add_sections
from record.wording import listed

SHOWN = 8
S = Disclosure.State


def _listed(title: str, assets, disclosures=None, **more) -> dict | None:
    count = assets.count()
    told = list(disclosures.order_by("-pk")[:SHOWN]) if disclosures is not None else []
    if not count and not told and not more:
        return None
    return {"title": title, "assets": list(assets.order_by("-pk")[:SHOWN]), "count": count, "url": reverse("ip:assets"),
            "disclosures": told, **more}  # fmt: skip


def of_project(actor, project: Project) -> dict | None:
    """What came of a project, and the way to disclose more."""
    told = Disclosure.objects.visible_to(actor).filter(project=project, state__in=[S.DRAFT, S.SUBMITTED])
    may = bool(project.number) and access.writes(actor, project)
    disclose = f"{reverse('ip:draft_disclosure')}?project={project.uid}" if may else ""
    return _listed(_("Results"), Asset.objects.visible_to(actor).filter(project=project), told, disclose=disclose)


def law_of_project(actor, project: Project) -> dict | None:
    """What the law says of the owners, where no clause does."""
    clause = project.clause(Clause.Kind.OWNERSHIP, clock.today(actor.zone))
    if clause and clause.terms["rule"] != "law":
        return None
    language, today = get_language() or "en", clock.today(actor.zone)
    answers: dict[str, list] = {}  # by the rule: one rule may answer for several kinds of assets
    for kind, asset in RULE_KINDS.items():
        found = propose(law(), statutes(), ProjectResult(project.kind, asset, today, country=project.owner.country))
        if found.owner_basis.kind == "law":
            answers.setdefault(found.owner_basis.reason, [found.owner_basis]).append(AssetKind(kind).label)
    rows = [
        {"kinds": listed(kinds), "words": basis.words.say(language), "articles": telling.quoted(basis.articles)}
        for basis, *kinds in answers.values()
    ]
    return {"rows": rows} if rows else None


def with_partner(actor, institution) -> dict | None:
    """Assets in which a partner has a part, as far as the reader sees them."""
    part = Stake.objects.filter(version__asset=OuterRef("pk"), institution=institution)
    return _listed(_("Intellectual property"), Asset.objects.visible_to(actor).filter(Exists(part)))


def of_person(actor, person) -> dict | None:
    """What somebody made or has a share in, as far as the reader sees it."""
    shares = Share.objects.visible_to(actor).filter(share_set__asset=OuterRef("pk"), person=person)
    made = Contributor.objects.visible_to(actor).filter(disclosure__asset=OuterRef("pk"), person=person)
    mine = Asset.objects.visible_to(actor).filter(Q(Exists(shares)) | Q(Exists(made)))
    return _listed(_("Intellectual property"), mine)


def waits(actor, subject=None) -> dict | None:
    """Shares to sign, disclosures to accept, papers to confirm, owners to confirm."""
    rows = [*_to_sign(actor), *(_to_confirm(actor) if actor.scopes("shares.confirm") else ())]
    if actor.scopes("asset.manage"):
        rows += [*_to_accept(actor), *_without_owners(actor)]
    return {"rows": rows} if rows else None


def _to_sign(actor):
    shares = Share.objects.visible_to(actor).signable_by(actor).select_related("share_set__asset", "share_set__institution")
    for share in shares.order_by("pk")[:SHOWN]:
        of = share.share_set
        what = _("your share as %(group)s, to sign") % {"group": called(of)} if of.group else _("your share, to sign")
        yield Waiting(of.asset.title, reverse("ip:share_set", args=[of.uid]), what, act=_("Review and sign"))


def _to_accept(actor):
    for row in Disclosure.objects.visible_to(actor).acceptable_by(actor).order_by("pk")[:SHOWN]:
        yield Waiting(row.title, reverse("ip:disclosure", args=[row.uid]), _("a disclosure, for the office"), act=_("Look at it"))


def _to_confirm(actor):
    papers = SignedPaper.objects.visible_to(actor).confirmable_by(actor).select_related("share__share_set__asset")
    for paper in papers.order_by("pk")[:SHOWN]:
        title = paper.share.share_set.asset.title
        yield Waiting(title, reverse("ip:confirm_paper", args=[paper.uid]), _("a signed paper, to confirm"), act=_("Look at it"))
    after = Departure.objects.visible_to(actor).confirmable_by(actor).select_related("share_set__asset")
    for row in after.order_by("pk")[:SHOWN]:
        url = reverse("ip:confirm_departure", args=[row.uid])
        yield Waiting(row.share_set.asset.title, url, _("shares after a departure, to confirm"), act=_("Look at it"))


def _without_owners(actor):
    rows = Asset.objects.visible_to(actor).managed_by(actor).filter(ownership_versions=None)
    for asset in rows.order_by("pk")[:SHOWN]:
        yield Waiting(asset.title, reverse("ip:owners", args=[asset.uid]), _("its owners, to confirm"), act=_("Confirm"))


def guide(actor, clause: tuple[Project, str]) -> dict | None:
    """Beside the ownership clause of a draft: the way to the decision guide."""
    project, kind = clause
    return {"url": reverse("ip:lambert", args=[project.uid])} if kind == Clause.Kind.OWNERSHIP else None


def merits(actor, asset: Asset) -> dict | None:
    """Who counts as a main contributor or as staff of the transfer: all entries, the last first."""
    seen = Merit.objects.visible_to(actor).filter(asset=asset).select_related("person", "recorded_by__person")
    rows = list(seen.order_by("-since", "-pk")[:SHOWN])
    may = access.manages(actor, actor.institution, asset.project)
    return {"rows": rows, "record": reverse("ip:record_merit", args=[asset.uid]) if may else ""} if rows or may else None


def owed_of_asset(actor, asset: Asset) -> dict | None:
    """What is owed about an asset, its deals and what was distributed of them."""
    deals = Deal.objects.visible_to(actor).over(asset).values_list("uid", flat=True)
    shared = Distribution.objects.visible_to(actor).filter(scope__asset=asset).values_list("uid", flat=True)
    return about(actor, asset, others=[*deals, *shared])


def owed_of_deal(actor, deal: Deal) -> dict | None:
    """What is owed about a deal and what was distributed of it."""
    return about(actor, deal, others=Distribution.objects.visible_to(actor).filter(deal=deal).values_list("uid", flat=True))


add_sections(
    Section("clause", "ip/sections/lambert.html", guide, column="aside"),
    Section("asset", "ip/sections/merits.html", merits, order=50),
    Section("asset", "governance/parts/duties.html", owed_of_asset, order=10, column="aside"),
    Section("deal", "governance/parts/duties.html", owed_of_deal, order=10, column="aside"),
    Section("project_results", "ip/sections/listed.html", of_project, order=10),
    Section("project_results", "ip/sections/law.html", law_of_project, order=60),
    Section("partner", "ip/sections/listed.html", with_partner, order=20),
    Section("person", "ip/sections/listed.html", of_person, order=20),
    Section("waiting", "", waits, order=20),
)
