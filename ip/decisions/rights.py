"""What one institution decides alone about its intellectual property: signing a deal, publishing a sharing policy."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from ip.actions import deals, policies
from ip.fingerprints import deal_fingerprint
from ip.models import Deal, PolicyVersion
from ip.publishing import on_grounds, put_before, ready

add_decision_kinds(
    DecisionKind(
        code=deals.KIND,
        model=Deal,
        name=_("signature of a deal"),
        subject=lambda decision: Deal.objects.get(uid=decision.subject),
        rows=lambda deal: [deal],
        fingerprint=deal_fingerprint,
        outcome=deals.settle_deal,
        title=str,
        url=lambda deal: reverse("ip:deal", args=[deal.uid]),
        check=deals.check_deal,
        voiced=deals.on_grounds,
        conditions=False,
    ),
    DecisionKind(
        code=policies.KIND,
        model=PolicyVersion,
        name=_("publication of a sharing policy"),
        subject=lambda decision: PolicyVersion.objects.select_related("policy").get(uid=decision.subject),
        rows=lambda version: [version, version.policy],
        fingerprint=put_before,
        outcome=policies.settle_version,
        title=str,
        url=lambda version: reverse("ip:policy", args=[version.uid]),
        check=ready,
        voiced=on_grounds,
        conditions=False,
    ),
)
