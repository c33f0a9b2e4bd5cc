"""A distribution: how it came about, what it posts, who decides, and what can be done about it."""
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import cast_vote
from governance.duties import about
from governance.panel import latest, panel, talk
from ip import showing
from ip.actions import distributions as actions
from ip.actions import holds, reversals
from ip.computing import moved
from ip.floors import of_distribution
from ip.flowing import flow
from ip.forms.money import DecideForm, PrepareForm, ReasonsForm
from ip.hearings import heard
from ip.models import Distribution, DistributionLine, SettlementPart
from ip.origin import origin_of
from ip.units import names_of_keys
from ip.versions import version_for
from ip.views.voting import PAGE
from ip.wording import tell_floors
from record.actions import require
from record.feed import feed
from record.pages import ActionForm, find, perform

RELATED = ("institution", "scope__asset__project", "deal", "policy_version__policy", "part__settlement__receipt__payer",
           "part__settlement__institution", "prepared_by__person", "approved_by__person", "posting__reversed_by", "corrects")  # fmt: skip


def page_of(row: Distribution) -> str:
    return reverse("ip:distribution", args=[row.uid])


def _found(request, uid) -> Distribution:
    return find(Distribution.objects.select_related(*RELATED), request.actor, uid=uid)


def distribution(request, uid):
    """From receipt to person, what is posted, who decides. Opening it decides nothing."""
    return render(request, "ip/distribution/page.html", _around(request, _found(request, uid)))


def _around(request, row: Distribution) -> dict:
    actor = request.actor
    all_lines = DistributionLine.objects.visible_to(actor).filter(distribution=row)
    lines = all_lines.filter(person__isnull=False)
    persons = Person.objects.visible_to(actor).in_bulk(lines.values_list("person", flat=True))
    names = names_of_keys(actor, all_lines.values_list("key", flat=True))
    told = showing.steps(row, names)
    decision = latest(actor, row)
    own = row.part.settlement.institution_id == row.institution_id
    findings = of_distribution(row)
    reversing = decision is not None and decision.kind == reversals.REVERSE and decision.state == "open"
    return {
        "distribution": row, "steps": told, "fall": showing.fall(row.trace, told),
        "flow": None if row.corrects_id else flow(row.trace, told),
        "placed": showing.placed(row),
        "entries": showing.entries(actor, row), "moved_in_all": abs(row.amount),
        "units": showing.units(row, told, names), "people": showing.people(row, told, persons),
        "to_people": sum(line.amount for line in lines),
        "floors": tell_floors(findings, row.currency),
        "panel": panel(decision, actor), "decision": decision, "talk": talk(actor, row), "events": feed(actor, row.uid, limit=8),
        "moved": row.state == "in_approval" and moved(row), "own": own, "receipt": row.part.settlement.receipt,
        "prepares": actions.prepares(actor, row.institution_id),
        "may_hold": actor.may_all("distribution.prepare") or actor.may_all("distribution.approve"),
        "reversing": reversing, "grounds": not reversing and any(finding.breaks for finding in findings),
        "owed": about(actor, row), "heard": heard(actor, row),
    }  # fmt: skip


def decide(request, uid):
    """The vote, on exactly what was read. What has moved is computed anew, and asked again on its own page."""
    row = _found(request, uid)
    decision = latest(request.actor, row)
    form = DecideForm(request.POST or None, initial={"seen": decision.fingerprint if decision else ""})

    def act():
        said, seen = form.said, form.cleaned_data["seen"]
        if decision is not None and decision.kind == reversals.REVERSE:
            cast_vote(actor=request.actor, decision=decision, seen=seen, **said)
            return page_of(row)
        return page_of(actions.decide_distribution(actor=request.actor, distribution=row, seen=seen, **said))

    context = {"row": row, "cancel": page_of(row), "submit": _("Decide")}
    return perform(request, form, act, page=PAGE, context=context, done=_("Your decision stands in the record."))


def prepare(request, uid):
    """Compute an own part and put it before an approver; asks only for what the policy leaves to each receipt."""
    related = ("settlement__receipt", "settlement__deal", "settlement__asset", "institution")
    part = find(SettlementPart.objects.select_related(*related), request.actor, uid=uid)
    require(actions.prepares(request.actor, part.institution_id), actions.ONLY_OWN_FINANCE)
    settlement = part.settlement
    version, policy = version_for(part.institution, settlement.deal, settlement.asset, settlement.receipt.received_on)
    asking = policy.under(None) if settlement.corrects_id else policy  # a refund follows what it takes back
    form = PrepareForm(request.POST or None, policy=asking, known=origin_of(policy, part, {}), currency=settlement.currency)

    def act():
        return page_of(actions.prepare_distribution(actor=request.actor, part=part, choices=form.chosen,
                                                    circumstances=form.said_of_it))  # fmt: skip

    context = {"part": part, "receipt": settlement.receipt, "version": version, "submit": _("Prepare the distribution"),
               "cancel": reverse("ip:settlement", args=[settlement.uid])}  # fmt: skip
    return perform(request, form, act, page="ip/distribution/prepare.html", context=context,
                   done=_("Prepared. Another person approves it now."))  # fmt: skip


def withdraw(request, uid):
    row = _found(request, uid)

    def act():
        actions.withdraw_distribution(actor=request.actor, distribution=row)
        return page_of(row)

    context = {"distribution": row, "submit": _("Withdraw"), "cancel": page_of(row)}
    return perform(request, ActionForm(request.POST or None), act, page="ip/distribution/withdraw.html", context=context,
                   done=_("Withdrawn. The part can be prepared again."))  # fmt: skip


def reverse_it(request, uid):
    """Propose to take a posted distribution back."""
    row = _found(request, uid)
    form = ReasonsForm(request.POST or None, initial={"seen": row.fingerprint})

    def act():
        reversals.propose_reversal(actor=request.actor, distribution=row, seen=form.cleaned_data["seen"], **form.said)
        return page_of(row)

    context = {"distribution": row, "submit": _("Propose the reversal"), "cancel": page_of(row)}
    return perform(request, form, act, page="ip/distribution/reverse.html", context=context,
                   done=_("Proposed. Another person decides now."))  # fmt: skip


def hold(request, uid):
    """Keep one person's line back; `uid` is the line's."""
    line = find(DistributionLine.objects.select_related("distribution", "person"), request.actor, uid=uid)
    form = ReasonsForm(request.POST or None)

    def act():
        holds.hold_share(actor=request.actor, line=line, **form.said)
        return page_of(line.distribution)

    context = {"line": line, "distribution": line.distribution, "submit": _("Hold this share"), "cancel": page_of(line.distribution)}
    return perform(request, form, act, page="ip/distribution/hold.html", context=context, done=_("Held. Everything else goes on."))
