"""What one institution decides alone about its intellectual property: signing a deal, publishing a sharing policy."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from ip.actions import deals, policies, schedules
from ip.fingerprints import deal_fingerprint
from ip.models import Amendment, Deal, PolicyVersion
from ip.publishing import on_grounds, put_before, ready

add_decision_kinds(
    DecisionKind(
        code=deals.KIND,
        model=Deal,
        name=_("signature of a deal"),
        rows=lambda deal: [deal],
        fingerprint=deal_fingerprint,
        outcome=deals.settle_deal,
        title=str,
        url=lambda deal: reverse("ip:deal", args=[deal.uid]),
        check=deals.check_deal,
        voiced=deals.on_grounds,
        agreed=_("Once everybody who is asked has agreed, it is signed under a number, and income for it can be recorded."),
        otherwise=_("It is a draft again, which whoever prepared it can change and propose anew."),
        conditions=False,
    ),
    DecisionKind(
        code=schedules.KIND,
        model=Amendment,
        name=_("allocation of a deal's income"),
        related=("deal", "schedule"),
        rows=lambda amendment: [amendment, amendment.deal],
        fingerprint=schedules.amendment_fingerprint,
        outcome=schedules.settle_amendment,
        title=lambda amendment: str(amendment.deal),
        url=lambda amendment: reverse("ip:deal", args=[amendment.deal.uid]),
        check=schedules.check_amendment,
        agreed=_("From its day on the deal's income is divided over its assets like this; what was shared before stays as it is."),
        otherwise=_("Income goes on being divided as it is now."),
        conditions=False,
    ),
    DecisionKind(
        code=policies.KIND,
        model=PolicyVersion,
        name=_("publication of a sharing policy"),
        related=("policy",),
        rows=lambda version: [version, version.policy],
        fingerprint=put_before,
        outcome=policies.settle_version,
        title=str,
        url=lambda version: reverse("ip:policy", args=[version.uid]),
        check=ready,
        voiced=on_grounds,
        agreed=_("It is published under the next number and cannot be changed any more; from its day on it shares what falls to it."),
        otherwise=_("It is a draft again, which whoever prepared it can change and propose anew."),
        conditions=False,
    ),
)
