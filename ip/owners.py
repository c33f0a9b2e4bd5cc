"""Who should own an asset and whose its income is: the project's clauses first, else the law, with what says so."""
import math
from dataclasses import dataclass
from fractions import Fraction

from ip.models import Asset, AssetKind, OwnershipVersion
from ip.policies import law, statutes
from ip.rules import Article, ProjectResult, Proposal, Terms, Words, propose
from partners.models import Institution
from partners.models import Kind as InstitutionKind
from projects.models import Clause, Participation, Project
from projects.models import Kind as ProjectKind
from record import clock

B = OwnershipVersion.Basis
WORKING = (Participation.Role.LEAD, Participation.Role.PARTNER)
RULE_KINDS = {kind: "model" if kind == AssetKind.TRAINED_MODEL else kind.value for kind in AssetKind}  # as ip.rules says it


@dataclass(frozen=True)
class Proposed:
    """What is put before the officer. `stakes` is empty where clause and law are silent: then it must be decided.

    `citation`: the clause as "ownership/1", or keys of articles. `words` say the rule. `equal`: several owners, and
    nothing says in which parts, so they are shown as equal until agreed.
    """

    stakes: tuple[tuple[Institution, int], ...]
    whole: int
    basis: str
    citation: str
    words: Words
    articles: tuple[Article, ...]
    clause: Clause | None
    equal: bool
    income_rule: str
    income_parts: list
    income_citation: str
    income_words: Words
    income_articles: tuple[Article, ...]


def proposed(asset: Asset) -> Proposed:
    """The owners of an asset by its project's ownership clause, else by law; of one without project, by law."""
    day, project = asset.completed_on, asset.project
    clause = _clause(project, Clause.Kind.OWNERSHIP, day)
    if clause:
        owners, equal = _by_clause(asset, clause)
        return _with_income(asset, owners, equal, B.AGREEMENT, f"ownership/{clause.number}", Words(), (), clause)
    if project is None:
        return _service_result(asset)
    found = _ask(asset, project, Terms())
    owners = _sides(asset, project, found)
    basis = found.owner_basis
    citation = " ".join(article.key for article in basis.articles) if owners else ""
    equal = len(owners) > 1
    return _with_income(asset, owners, equal, B.LAW, citation, basis.words, (*basis.articles, *basis.see), None)


def income_of(asset: Asset, owners: int) -> tuple[str, list, str, Words, tuple[Article, ...]]:
    """Whose the income is: rule, parts, citation, words and articles; `owners` is how many there are."""
    clause = _clause(asset.project, Clause.Kind.INCOME, asset.completed_on) if owners > 1 else None
    if clause and clause.terms["rule"] == "shares":
        whole = clause.terms["whole"]
        parts = [[p["institution"], str(Fraction(p["part"], whole))] for p in clause.terms["parts"]]
        return "by_parts", parts, f"income/{clause.number}", Words(), ()
    if clause:
        return "each_keeps", [], f"income/{clause.number}", Words(), ()
    side = "all_parties" if owners > 1 else "developer"
    found = _ask(asset, asset.project, Terms(owners=side))
    basis = found.income_basis
    return found.income or "", [], " ".join(a.key for a in basis.articles), basis.words, (*basis.articles, *basis.see)


def commissioned(project: Project) -> tuple[list[Institution], list[Institution]]:
    """(those who develop, those who commission). Who commissions is the funder; without one, the companies of a project
    that others lead, or the lead of a project in which a company has others work for it."""
    parties = [p for p in project.participations.all().select_related("institution") if p.joined]
    roles = Participation.Role
    working = [p for p in parties if p.role in WORKING]
    clients = [p for p in parties if p.role == roles.FUNDER]
    if not clients:
        lead = next(p for p in parties if p.role == roles.LEAD)
        firm = InstitutionKind.ENTERPRISE
        clients = [lead] if lead.institution.kind == firm else [p for p in working if p.institution.kind == firm]
    chosen = {p.pk for p in clients}
    return [p.institution for p in working if p.pk not in chosen], [p.institution for p in clients]


def _ask(asset: Asset, project: Project | None, agreed: Terms, kind: str = "own_work") -> Proposal:
    """`kind` of work where there is no project."""
    result = ProjectResult(
        project=project.kind if project else kind, asset=RULE_KINDS[AssetKind(asset.kind)],
        on=asset.completed_on, completed_by=_completed_by(asset, project), country=asset.country, funding=asset.funding,
    )  # fmt: skip
    return propose(law(), statutes(), result, agreed)


def _completed_by(asset: Asset, project: Project | None) -> str:
    if project is None:
        return "developer"
    _developers, clients = commissioned(project)
    makers = {i.pk for i in _employers(asset)}
    only_client = makers and makers <= {i.pk for i in clients}
    return "client" if only_client else "developer"


def _sides(asset: Asset, project: Project, found: Proposal) -> list[tuple[Institution, int]]:
    developers, clients = commissioned(project)
    if found.owners == "all_parties":
        parties = project.participations.parties().select_related("institution")
        if project.kind != ProjectKind.COMMISSIONED:  # who only gives money does not cooperate (技术合同解释 art. 19)
            parties = parties.filter(role__in=WORKING)
        return [(party.institution, 1) for party in parties]
    sides = {"developer": developers, "client": clients}
    return [(i, 1) for i in sides.get(found.owners or "", [])]


def _by_clause(asset: Asset, clause: Clause) -> tuple[list[tuple[Institution, int]], bool]:
    terms, project = clause.terms, asset.project
    if terms["rule"] == "joint":
        named = {str(i.uid): i for i in Institution.objects.filter(uid__in=[p["institution"] for p in terms["parts"]])}
        return [(named[p["institution"]], p["part"]) for p in terms["parts"]], False
    if terms["rule"] == "lead":
        return [(project.owner, 1)], False
    if terms["rule"] == "client":
        return [(Institution.objects.get(uid=terms["party"]), 1)], False
    makers = _employers(asset) or [asset.manager]
    return [(i, 1) for i in makers], len(makers) > 1


def _service_result(asset: Asset) -> Proposed:
    """Made in no project: the employer's, by the law of service results; for several employers jointly theirs."""
    makers = _employers(asset) or [asset.manager]
    found = _ask(asset, None, Terms(), kind="own_work" if len(makers) == 1 else "work_together")
    basis = found.owner_basis
    citation = " ".join(article.key for article in basis.articles) if found.owners else ""
    articles = (*basis.articles, *basis.see) if basis.kind == "law" else ()
    kind = B.LAW if found.owners else B.DECISION
    return _with_income(asset, [(i, 1) for i in makers], len(makers) > 1, kind, citation, basis.words, articles, None)


def _employers(asset: Asset) -> list[Institution]:
    """For whom the inventors worked, in the order in which they are named."""
    if asset.disclosure is None:
        return []
    named = asset.disclosure.contributors.filter(inventor=True).select_related("institution").order_by("position")
    return list({c.institution_id: c.institution for c in named if c.institution}.values())


def _clause(project: Project | None, kind: str, day) -> Clause | None:
    """The clause that held on the day, where it says something of its own."""
    if project is None:
        return None
    today = clock.today(project.owner.zone)
    held = project.clauses.filter(kind=kind).holding(min(day, today)).first()
    return held if held and held.terms["rule"] != "law" else None


def _with_income(asset, owners, equal, basis, citation, words, articles, clause) -> Proposed:
    whole = sum(part for _, part in owners)
    shrink = math.gcd(whole, *(part for _, part in owners)) or 1
    stakes = tuple((i, part // shrink) for i, part in owners)
    rule, parts, source, said, quoted = income_of(asset, len(stakes)) if stakes else ("", [], "", Words(), ())
    return Proposed(
        stakes=stakes, whole=whole // shrink if whole else 1, basis=basis if stakes else B.DECISION, citation=citation,
        words=words, articles=articles, clause=clause, equal=equal, income_rule=rule, income_parts=parts,
        income_citation=source, income_words=said, income_articles=quoted,
    )  # fmt: skip
