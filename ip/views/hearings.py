"""Recording a hearing, a posting or an objection."""
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import access, actions
from ip.forms.hearings import HearingForm
from ip.hearings import NAMES
from record import clock
from record.actions import require
from record.pages import find, perform

PAGES = {"policy": "ip:policy", "deal": "ip:deal", "distribution": "ip:distribution"}


def record(request, of, uid):
    """`of`: policy (a version), deal or distribution; anything else is no address."""
    if of not in NAMES:
        raise Http404
    subject = find(NAMES[of].objects, request.actor, uid=uid)
    require(access.records_hearing(request.actor, subject), _("Only those who prepare it record this."))
    form = HearingForm(request.POST or None, initial={"on": clock.today(request.actor.zone)})
    page = reverse(PAGES[of], args=[subject.uid])

    def act():
        actions.record_hearing(actor=request.actor, subject=subject, **form.said)
        return page

    context = {"matter": str(subject), "cancel": page, "submit": _("Record it")}
    return perform(request, form, act, page="ip/hearing/record.html", context=context, done=_("Saved."))
