"""Assets: the list, one on its page, and its course: filed, granted, lapsed."""
from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import access, actions, telling
from ip.actions.assets import FACT_DAYS
from ip.forms import AssetFilter, FactsForm, FileForm, GrantForm, LapseForm
from ip.groups import called, groups_of
from ip.models import Asset, Deal, Licence, OwnershipVersion, ShareSet, Stake
from projects.models import Project
from record import clock, registry
from record.actions import require
from record.feed import feed
from record.lists import browse
from record.numbers import as_counted
from record.pages import find, perform
from record.texts import picked

SORTS = {"title": (picked("title"),), "number": as_counted(), "kind": ("kind",), "state": ("state",),
         "completed": ("completed_on",), "newest": ("-pk",)}  # fmt: skip


def _page(asset) -> str:
    return reverse("ip:asset", args=[asset.uid])


def assets(request):
    """What the reader may see, with who owns it today."""
    stakes = Stake.objects.visible_to(request.actor).select_related("institution").order_by("line")
    versions = OwnershipVersion.objects.visible_to(request.actor).filter(since__lte=clock.today(request.actor.zone))
    versions = versions.order_by("number").prefetch_related(Prefetch("stakes", stakes))
    rows = Asset.objects.visible_to(request.actor).prefetch_related(Prefetch("ownership_versions", versions, to_attr="versions"))
    found = browse(request, rows, AssetFilter, SORTS, first="newest")
    if found.exported:
        return found.table("assets", _heads(), _cells)
    return found.shown("ip/assets", offers(request.actor))


def offers(actor) -> dict:
    """What the lists of ip offer to this reader."""
    return {"may_disclose": bool(actor.scopes("asset.write")), "sees_deals": bool(actor.scopes("deal.read"))}


def _heads() -> list[str]:
    return [_("Number"), _("Title in English"), _("Title in Chinese"), _("Kind"), _("State"), _("Application number"),
            _("Completed on"), _("Filed on"), _("Granted on"), _("Owners")]  # fmt: skip


def _cells(asset: Asset) -> list:
    owners = "; ".join(telling.owners_in_words(asset.versions[-1])) if asset.versions else ""
    return [asset.number, asset.title_en, asset.title_zh, asset.get_kind_display(), asset.get_state_display(),
            asset.application_number, asset.completed_on, asset.filed_on, asset.granted_on, owners]  # fmt: skip


def asset(request, uid):
    """One asset: owners and why, inventors' shares and who signed, deals, and what other parts of the house know of it."""
    actor = request.actor
    row = find(Asset.objects.select_related("manager", "project__unit", "disclosure"), actor, uid=uid)
    versions = telling.versions(actor, row)
    sets = ShareSet.objects.visible_to(actor).filter(asset=row).select_related("institution").order_by("institution", "group", "-number")
    holding = telling.current(versions, row)
    owns = bool(holding) and Stake.objects.visible_to(actor).filter(version=holding.version, institution=actor.institution).exists()
    may_share = owns and access.writes(actor, row.project)
    shown = [
        {"set": one, "group": called(one), "lines": telling.lines(actor, one),
         "anew": may_share and one.institution_id == actor.institution}
        for one in _last_of_each(sets)
    ]  # fmt: skip
    mine = {one["set"].group for one in shown if one["anew"]}
    return render(request, "ip/asset/page.html", {
        "asset": row, "project": Project.objects.visible_to(actor).filter(pk=row.project_id).first(),
        "versions": versions, "holding": holding, "sets": shown, "has_set": "" in mine,
        "others": {key: name for key, name in groups_of(actor.institution).items() if key not in mine} if may_share else {},
        "deals": Deal.objects.visible_to(actor).over(row).select_related("counterparty").order_by("-pk"),
        "licences": Licence.objects.visible_to(actor).filter(asset=row).select_related("owner").order_by("-pk"),
        "joint": telling.joint(row) if holding and len(holding.shares) > 1 else None,
        "sections": registry.sections("asset", actor, row), "events": feed(actor, row.uid, limit=12),
        "manages": access.manages(actor, row.manager_id, row.project),
        "may_share": may_share, "may_deal": owns and access.deals(actor, row.project),
    })  # fmt: skip


def _last_of_each(sets) -> list[ShareSet]:
    """The set with the highest number of each institution, of its inventors and of each other group."""
    last: dict = {}
    for one in sets:
        last.setdefault((one.institution_id, one.group), one)
    return list(last.values())


def file_application(request, uid):
    row = _managed(request, uid)
    form = FileForm(request.POST or None, initial={"seen": row.version, "country": row.country})
    title = _("The application was filed")
    return _step(request, row, form, actions.file_application, title, _("Enter the application"))


def grant(request, uid):
    row = _managed(request, uid)
    form = GrantForm(request.POST or None, initial={"seen": row.version})
    return _step(request, row, form, actions.register_grant, _("Granted or registered"), _("Enter the grant"))


def facts(request, uid):
    row = _managed(request, uid)
    known = {name: getattr(row, name) for name in ("funding", *FACT_DAYS)}
    form = FactsForm(request.POST or None, initial={"seen": row.version, **known})
    return _step(request, row, form, actions.state_facts, _("Facts that begin deadlines"), _("Save the facts"))


def lapse(request, uid):
    row = _managed(request, uid)
    form = LapseForm(request.POST or None, initial={"seen": row.version})
    return _step(request, row, form, actions.lapse_asset, _("It lapsed"), _("Record that it lapsed"))


def _managed(request, uid) -> Asset:
    row = find(Asset.objects.select_related("project__unit"), request.actor, uid=uid)
    require(access.manages(request.actor, row.manager_id, row.project), _("Only the office that manages an asset does this."))
    return row


def _step(request, row, form, write, title, button):
    def act():
        return _page(write(actor=request.actor, asset=row, seen=form.cleaned_data["seen"], **form.said))

    context = {"asset": row, "cancel": _page(row), "heading": title, "submit": button}
    return perform(request, form, act, page="ip/asset/step.html", context=context, done=_("Saved."))
