"""Proposing that what a person did not claim in time goes to whom the policy names."""
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from ip.actions.forfeitures import propose_forfeiture
from ip.forfeiting import forfeited, unclaimed
from ip.forms.money import ReasonsForm
from ip.models import DistributionLine
from record import clock
from record.actions import require
from record.pages import find, perform


def forfeit(request: HttpRequest, uid, currency):
    """Everything of a person in one currency whose time has passed."""
    actor = request.actor
    person = find(Person.objects, actor, uid=uid)
    require(actor.may_all("distribution.prepare"), _("Only finance proposes that something is forfeited."))
    rows = DistributionLine.objects.visible_to(actor).filter(distribution__institution=actor.institution)
    open_rows = rows.filter(person=person, distribution__currency=currency)
    found = next(iter(forfeited(unclaimed(open_rows), clock.today(actor.zone)).values()), None)
    form = ReasonsForm(request.POST or None, initial={"seen": "-"})

    def act():
        propose_forfeiture(actor=actor, person=person, currency=currency, reasons=form.cleaned_data["reasons"])
        return reverse("ip:holds")

    context = {"person": person, "found": found, "currency": currency, "submit": _("Propose that it is forfeited"),
               "cancel": reverse("ip:owed")}  # fmt: skip
    return perform(request, form, act, page="ip/owed/forfeit.html", context=context, done=_("Held. Another person decides now."))
