"""What each institution gets of a receipt: by the income clause of the agreement, else by the law, else as it is decided."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ip.correcting import parts_back
from ip.models import Asset, Deal, OwnershipVersion, Settlement
from ip.refusals import told
from ip.rules import Line, Shares, fingerprint, settle
from ip.rules import Settlement as Result
from partners.models import Institution
from record.errors import Invalid

B = Settlement.Basis
KEEPS = ("owner", "each_keeps")  # whoever grants keeps what it brings: 解释 20 for know-how, or one owner
ONLY_FEES = "fees_shared"  # 专利法 14: fees of a licence are shared among co-owners; who works the patent alone owes them nothing


@dataclass(frozen=True)
class Terms:
    """Which institutions share, in which parts (None: neither clause nor law says), and why."""

    institutions: list[Institution]
    parts: Shares | None
    basis: str
    citation: str = ""


def terms_of(deal: Deal, asset: Asset, day: date) -> Terms:
    """As the ownership of that day says. Fractions of ownership are not income shares (技术合同解释 16)."""
    version = OwnershipVersion.objects.filter(asset=asset, since__lte=day).order_by("-number").first()
    if version is None:
        raise Invalid(_("Nobody has said who owned this asset on that day: confirm its owners first."))
    stakes = version.stakes.select_related("institution").order_by("line")
    owners = [stake.institution for stake in stakes]
    if deal.owner not in owners:
        raise Invalid(_("%(institution)s did not own this asset on that day.") % {"institution": deal.owner})
    if owners == [deal.owner]:
        return Terms(owners, _all(deal.owner), B.SOLE_OWNER, version.citation)
    basis = B.AGREEMENT if version.income_citation.startswith("income/") else B.LAW  # a clause of the project, or articles
    if version.income_rule in KEEPS or (version.income_rule == ONLY_FEES and deal.kind == Deal.Kind.OWN):
        return Terms([deal.owner], _all(deal.owner), basis, version.income_citation)
    if version.income_rule == "by_parts":
        parts = Shares.read([(uid, part) for uid, part in version.income_parts])
        return Terms(_institutions(parts), parts, basis, version.income_citation)
    return Terms(owners, None, B.DECISION, version.income_citation)


def decided(owners: Iterable[Institution], parts: dict[Institution, int]) -> Shares:
    """Parts that finance proposes where neither clause nor law states any: whole numbers, at least one above zero."""
    pairs = [(str(owner.uid), parts.get(owner, 0)) for owner in owners]
    if any(part < 0 for _uid, part in pairs) or not (whole := sum(part for _uid, part in pairs)):
        raise Invalid(_("Give each institution's part as a whole number, none below zero."), field="parts")
    with told("parts"):
        return Shares.read(pairs, whole=whole)


def computed(amount: int, parts: Shares, common_pool: int = 0, borne_by: Institution | None = None) -> Result:
    """Common costs of the deal come back to whoever bore them, then the institutions share the rest."""
    with told():
        return settle(amount, parts, common_pool=common_pool, borne_by=str(borne_by.uid) if borne_by and common_pool else None)


@dataclass(frozen=True)
class Draft:
    """A settlement before it is stored: amounts for institutions (by uid), on which basis, and why (`trace`)."""

    lines: tuple[Line, ...]
    trace: dict
    basis: str
    citation: str
    corrects: Settlement | None = None

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.trace)


def back_from(original: Settlement, amount: int) -> Draft:
    """What a refund takes from a settlement, `amount` minor units above zero: each part in proportion to what stands of it."""
    lines, trace = parts_back(original, amount)
    return Draft(lines, trace, original.basis, original.citation, original)


def _all(institution: Institution) -> Shares:
    return Shares.read([(str(institution.uid), 1)])


def _institutions(parts: Shares) -> list[Institution]:
    found = {str(row.uid): row for row in Institution.objects.filter(uid__in=parts.keys)}
    if missing := [key for key in parts.keys if key not in found]:
        raise Invalid(_("The income clause names an institution that is not known: %(uid)s.") % {"uid": missing[0]})
    return [found[key] for key in parts.keys]
