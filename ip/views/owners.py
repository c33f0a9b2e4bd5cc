"""Confirming or correcting who owns an asset."""
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip import access, actions, owners, telling
from ip.forms import OwnersForm
from ip.models import Asset, OwnershipVersion, Stake
from record import clock
from record.actions import require
from record.pages import find, perform


def set_owners(request, uid):
    """What clause or law propose, with the wording, and a form that holds it; whoever changes it gives reasons."""
    actor = request.actor
    asset = find(Asset.objects.select_related("manager", "project__owner", "project__unit", "disclosure"), actor, uid=uid)
    require(access.manages(actor, asset.manager_id, asset.project), _("Only the office that manages an asset does this."))
    found = owners.proposed(asset)
    last = OwnershipVersion.objects.visible_to(actor).filter(asset=asset).order_by("-number").first()
    form = OwnersForm(request.POST or None, actor=actor, **_given(actor, asset, found, last))

    def act():
        said = {**form.said, "seen": form.cleaned_data["seen"] or 0, "stakes": form.pairs}
        actions.set_owners(actor=actor, asset=asset, **said)
        return reverse("ip:asset", args=[asset.uid])

    marks = telling.strands(asset, [institution for institution, _part in found.stakes])
    context = {
        "asset": asset, "found": found, "last": last, "cancel": reverse("ip:asset", args=[asset.uid]),
        "bar": [{"label": i.name, "part": part, "strand": marks[i.pk]} for i, part in found.stakes],
        "words": found.words.say(get_language() or "en"), "articles": telling.quoted(found.articles),
        "income": telling.INCOME[found.income_rule], "income_articles": telling.quoted(found.income_articles),
    }  # fmt: skip
    return perform(request, form, act, page="ip/asset/owners.html", context=context, done=_("The owners stand in the record."))


def _given(actor, asset, found, last) -> dict:
    """What the form begins with: the version that holds, else the proposal."""
    if last:
        stakes = Stake.objects.visible_to(actor).filter(version=last).select_related("institution").order_by("line")
        pairs, whole, since = [(s.institution, s.part) for s in stakes], last.whole, clock.today(actor.zone)
    else:
        pairs, whole, since = found.stakes, found.whole, asset.completed_on
    rows = [{"who": institution.uid, "part": part} for institution, part in pairs]
    return {"rows": rows, "initial": {"seen": last.number if last else 0, "whole": whole, "since": since}}
