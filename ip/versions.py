"""Which version of which policy shares a receipt: published, for this kind of deal, on the date that its rule names."""
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from ip.models import Asset, Deal, PolicyVersion
from ip.refusals import told
from ip.rules import Policy, Refused, holds
from ip.rules.versions import DATES
from partners.models import Institution
from record.errors import Invalid


def dates_of(deal: Deal, asset: Asset, received: date) -> dict[str, date]:
    """The dates by which a rule may pick its version. A result without disclosure counts as reported when completed."""
    reported = (asset.disclosure.disclosed_on if asset.disclosure_id else None) or asset.completed_on
    found = {"reported": reported, "received": received}
    return found | ({"licence_signed": deal.signed_on} if deal.signed_on else {})


def version_for(institution: Institution, deal: Deal, asset: Asset, received: date) -> tuple[PolicyVersion, Policy]:
    """The latest published version that holds. Invalid where the institution has none for this."""
    dates = dates_of(deal, asset, received)
    published = PolicyVersion.objects.published_by(institution)
    for version in published.select_related("policy").order_by("-since", "-number", "-pk"):
        kinds = version.policy.deal_kinds
        if kinds and deal.kind not in kinds:
            continue
        with told():
            policy = version.formula
            if begun(version, policy, dates) and holds(policy, dates):
                return version, policy
    raise Invalid(_("%(institution)s has no published sharing policy that covers this deal on this day.") % {"institution": institution})


def begun(version: PolicyVersion, policy: Policy, dates: Mapping[str, date]) -> bool:
    """Whether the days by which the policy picks its version have reached this one. Refused where one of them is not known."""
    deciding = DATES[policy.applies_by or "received"]
    if any(name not in dates for name in deciding):
        raise Refused("dates", "no_date", name=", ".join(deciding))
    return version.since is None or all(dates[name] >= version.since for name in deciding)
