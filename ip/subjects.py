"""How intellectual property is named and linked."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ip.models import (
    Amendment,
    Asset,
    Cost,
    Deal,
    Departure,
    Disclosure,
    Distribution,
    Hold,
    Opening,
    OwnershipVersion,
    PolicyVersion,
    Settlement,
    ShareSet,
    SharingPolicy,
    Signature,
    SignedPaper,
    Study,
)
from projects.access import scopes_over
from record.registry import Subject, add_subjects
from record.wording import money


def _asset_url(asset: Asset) -> str:
    return reverse("ip:asset", args=[asset.uid])


def _set_url(share_set: ShareSet) -> str:
    return reverse("ip:share_set", args=[share_set.uid])


add_subjects(
    Subject(Disclosure, _("a disclosure"), lambda d: d.title, lambda d: reverse("ip:disclosure", args=[d.uid])),
    Subject(Asset, _("an asset"), lambda a: a.title, _asset_url),
    Subject(OwnershipVersion, _("the owners of an asset"), lambda v: v.asset.title, lambda v: _asset_url(v.asset), related=("asset",)),
    Subject(ShareSet, _("shares in an asset"), lambda s: s.asset.title, _set_url, related=("asset",)),
    Subject(Signature, _("a signature"), lambda s: s.share.share_set.asset.title, lambda s: _set_url(s.share.share_set),
            related=("share__share_set__asset",)),
    Subject(Departure, _("shares after a departure"), lambda d: d.share_set.asset.title, lambda d: _set_url(d.share_set),
            related=("share_set__asset",)),
    Subject(SignedPaper, _("a signed paper"), lambda p: p.share.share_set.asset.title, lambda p: _set_url(p.share.share_set),
            related=("share__share_set__asset",)),
    Subject(Deal, _("a deal"), str, lambda d: reverse("ip:deal", args=[d.uid]), related=("asset", "counterparty", "owner"),
            parties=lambda d: [d.owner], scopes=lambda d: scopes_over(d.asset.project)),
    Subject(Amendment, _("a change of the allocation"), lambda a: str(a.deal), lambda a: reverse("ip:deal", args=[a.deal.uid]),
            related=("deal__asset",)),
    Subject(SharingPolicy, _("a sharing policy"), lambda p: p.name, lambda p: reverse("ip:policies")),
    Subject(PolicyVersion, _("a version of a sharing policy"), str, lambda v: reverse("ip:policy", args=[v.uid])),
    Subject(Study, _("an allocation study"), str, lambda s: reverse("ip:study", args=[s.uid])),
    Subject(Cost, _("a cost"), lambda c: money(c.amount, c.currency)),
    Subject(Settlement, _("a settlement"), lambda s: f"{money(s.amount, s.currency)} · {s.asset}",
            lambda s: reverse("ip:settlement", args=[s.uid]), related=("asset",)),
    Subject(Opening, _("an opening balance"), lambda o: f"{o} · {o.scope.asset}", lambda o: reverse("ip:opening", args=[o.uid]),
            related=("scope__asset",)),
    Subject(Distribution, _("a distribution"), lambda d: f"{d} · {d.scope.asset}",
            lambda d: reverse("ip:distribution", args=[d.uid]), related=("scope__asset",)),
    Subject(Hold, _("a held share"), lambda h: money(h.line.amount, h.line.distribution.currency),
            lambda h: reverse("ip:hold", args=[h.uid]), related=("line__distribution",)),
)  # fmt: skip
