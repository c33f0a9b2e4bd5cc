"""Inventors' shares: proposing a set, one set on its page, and every way of signing but the public one."""
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import access, actions, showing_departures, telling
from ip.forms import PaperForm, ReasonsForm, SharesForm
from ip.groups import called, groups_of
from ip.models import Asset, Contributor, Departure, Share, ShareSet, SignedPaper
from ip.units import usual
from record import clock
from record.actions import expect, require
from record.downloads import sent
from record.errors import NotVisible
from record.feed import feed
from record.files import keep
from record.pages import ActionForm, find, perform


def _page(share_set) -> str:
    return reverse("ip:share_set", args=[share_set.uid])


def propose(request, uid):
    """A first set, from the inventors (or other contributors, for another group) whom the disclosure names, or a later one from
    what stands."""
    actor = request.actor
    asset = find(Asset.objects.select_related("project__unit", "disclosure"), actor, uid=uid)
    require(access.writes(actor, asset.project), _("Your role does not include proposing shares."))
    group, offered = request.GET.get("group", ""), groups_of(actor.institution)
    if "\x00" in group:
        raise NotVisible  # PostgreSQL knows no such character
    sets = ShareSet.objects.visible_to(actor).filter(asset=asset, institution=actor.institution, group=group)
    last = sets.order_by("-number").first()
    if group and group not in offered and last is None:
        raise NotVisible
    parties = telling.parties_of(actor, last) if last else {}
    form = SharesForm(request.POST or None, actor=actor, asset=asset, group=group, first=last is None, parties=parties,
                      **_given(actor, asset, last, group))  # fmt: skip

    def act():
        said = {**form.said, "seen": form.cleaned_data["seen"] or 0, "parts": form.pairs, "units": form.unit_of}
        return _page(actions.propose_shares(actor=actor, asset=asset, group=group, **said))

    names = {"": _("Inventors"), **offered, **({group: offered.get(group, group)} if group else {})}
    tabs = [{"label": name, "url": f"?{urlencode({'group': key})}", "current": key == group} for key, name in names.items()]
    context = {"asset": asset, "last": last, "group": names[group] if group else "", "tabs": tabs,
               "cancel": reverse("ip:asset", args=[asset.uid])}  # fmt: skip
    return perform(request, form, act, page="ip/shares/propose.html", context=context, done=_("Proposed. Each is asked to sign."))


def _given(actor, asset, last, group) -> dict:
    if last:
        shares = Share.objects.visible_to(actor).filter(share_set=last).select_related("person", "unit").order_by("line")
        rows = [{"who": share.key, "part": share.part, "unit": share.unit.uid if share.unit else "none"} for share in shares]
        named = [share.unit for share in shares if share.unit]
        return {"rows": rows, "named": named, "initial": {"seen": last.number, "whole": last.whole, "since": clock.today(actor.zone)}}
    named = Contributor.objects.visible_to(actor).filter(disclosure=asset.disclosure, inventor=not group)
    own = named.filter(institution=actor.institution).select_related("person").order_by("position")
    at_work = {} if group else usual(actor.institution, [contributor.person for contributor in own])
    rows = [{"who": one.person.uid, "part": 1, "unit": at_work[one.person_id].uid if one.person_id in at_work else "none"} for one in own]
    return {"rows": rows, "named": at_work.values(), "initial": {"seen": 0, "whole": len(rows) or 1, "since": asset.completed_on}}


def share_set(request, uid):
    """Exactly what is signed, who has signed and how; the reader's own share with its button."""
    row = find(ShareSet.objects.select_related("asset__project__unit", "institution"), request.actor, uid=uid)
    lines = telling.lines(request.actor, row)
    papers = SignedPaper.objects.visible_to(request.actor).confirmable_by(request.actor)
    return render(request, "ip/shares/page.html", {
        "set": row, "asset": row.asset, "group": called(row), "lines": lines, "yours": next((one for one in lines if one.mine), None),
        "stands": ShareSet.objects.visible_to(request.actor).standing().filter(pk=row.pk).exists(),
        "office": access.manages(request.actor, row.institution_id, row.asset.project), "second": access.confirms(request.actor, row),
        "confirmable": set(papers.filter(share__share_set=row).values_list("pk", flat=True)),
        "departure": _departure(request.actor, row), "anew": _may_set_anew(request.actor, row),
        "form": ActionForm(initial={"seen": row.fingerprint}), "events": feed(request.actor, row.uid, limit=10),
    })  # fmt: skip


def _departure(actor, share_set) -> dict | None:
    """Why the set follows another, where somebody left or died."""
    rows = Departure.objects.visible_to(actor).select_related("person", "policy_version__policy", "follows", "decided_by__person")
    row = rows.filter(share_set=share_set).first()
    if row is None:
        return None
    mine = Departure.objects.visible_to(actor).confirmable_by(actor).filter(pk=row.pk).exists()
    return {"row": row, "confirmable": mine, **showing_departures.told(row)}


def _may_set_anew(actor, share_set) -> bool:
    """Whether the next set is for this reader to propose: of the last one, at their own institution."""
    own = share_set.institution_id == actor.institution and access.writes(actor, share_set.asset.project)
    return own and not ShareSet.objects.visible_to(actor).filter(
        asset=share_set.asset, institution=share_set.institution, group=share_set.group, number__gt=share_set.number
    ).exists()


def sign(request, uid):
    """One's own share; without script or from the mail this page asks once more."""
    row = find(Share.objects.select_related("share_set__asset", "share_set__institution"), request.actor, uid=uid)
    form = ActionForm(request.POST or None, initial={"seen": row.share_set.fingerprint})

    def act():
        actions.sign_share(actor=request.actor, share=row, seen=form.cleaned_data["seen"])
        return _page(row.share_set)

    return perform(request, form, act, page="ip/shares/sign.html", context=_around(request, row, _("Sign")), done=_("Signed."))


def send_link(request, uid):
    row = _of_office(request, uid)

    def act():
        actions.send_link(actor=request.actor, share=row)
        return _page(row.share_set)

    context = _around(request, row, _("Send the link"))
    return perform(request, ActionForm(request.POST or None), act, page="ip/shares/link.html", context=context,
                   done=_("The link is on its way."))  # fmt: skip


def file_paper(request, uid):
    row = _of_office(request, uid)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"signed_on": clock.today(request.actor.zone)})

    def act():
        file = form.cleaned_data["file"]
        scan, signed_on = keep(file, file.name), form.cleaned_data["signed_on"]
        actions.file_paper(actor=request.actor, share=row, scan=scan, name=file.name, signed_on=signed_on)
        return _page(row.share_set)

    context = _around(request, row, _("File the paper"))
    return perform(request, form, act, page="ip/shares/paper.html", context=context, done=_("A second person confirms it now."))


def confirm(request, uid):
    """A second person looks at the scan and says that it shows these shares, signed."""
    paper = _filed(request, uid)
    form = ActionForm(request.POST or None, initial={"seen": paper.version})

    def act():
        actions.confirm_paper(actor=request.actor, paper=paper, seen=form.cleaned_data["seen"])
        return _page(paper.share.share_set)

    context = {**_around(request, paper.share, _("It is signed")), "paper": paper}
    return perform(request, form, act, page="ip/shares/confirm.html", context=context, done=_("Confirmed: the share is signed."))


def refuse(request, uid):
    paper = _filed(request, uid)
    form = ReasonsForm(request.POST or None, initial={"seen": paper.version})

    def act():
        actions.refuse_paper(actor=request.actor, paper=paper, seen=form.cleaned_data["seen"], **form.said)
        return _page(paper.share.share_set)

    context = {**_around(request, paper.share, _("Refuse the paper")), "paper": paper}
    return perform(request, form, act, page="ip/shares/confirm.html", context=context, done=_("Refused. Another may be filed."))


def scan(request, uid):
    """The scan itself, for whoever sees the set."""
    paper = find(SignedPaper.objects.select_related("scan"), request.actor, uid=uid)
    return sent(paper.scan, "signature")


def _of_office(request, uid) -> Share:
    row = find(Share.objects.select_related("share_set__asset__project__unit", "share_set__institution"), request.actor, uid=uid)
    office = access.manages(request.actor, row.share_set.institution_id, row.share_set.asset.project)
    require(office, _("Only the office of the institution does this."))
    return row


def _filed(request, uid) -> SignedPaper:
    rows = SignedPaper.objects.select_related("scan", "share__share_set__asset__project__unit", "share__share_set__institution")
    paper = find(rows, request.actor, uid=uid)
    require(access.confirms(request.actor, paper.share.share_set), _("Your role does not include confirming signed papers."))
    expect(paper, SignedPaper.State.FILED)
    return paper


def _around(request, row: Share, button) -> dict:
    lines = telling.lines(request.actor, row.share_set)
    return {
        "share": row, "set": row.share_set, "asset": row.share_set.asset, "group": called(row.share_set), "lines": lines,
        "line": next(one for one in lines if one.share.pk == row.pk), "cancel": _page(row.share_set), "submit": button,
    }  # fmt: skip
