"""Recording who counts as a main contributor, or as staff of the transfer."""
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access, actions
from ip.forms import MeritForm
from ip.models import Asset
from record import clock
from record.actions import require
from record.pages import find, perform


def record(request, uid):
    """Of the own people who may have a share in the asset, and of those who work on its transfer."""
    actor = request.actor
    asset = find(Asset.objects.select_related("project__unit"), actor, uid=uid)
    require(access.manages(actor, actor.institution, asset.project), _("Only the office that manages an asset does this."))
    people = Person.objects.visible_to(actor).filter(access.own_inventors(actor.institution, asset))
    form = MeritForm(request.POST or None, people=people.order_by("pk"), initial={"since": clock.today(actor.zone)})
    page = reverse("ip:asset", args=[asset.uid])

    def act():
        actions.record_merit(actor=actor, asset=asset, **form.said)
        return page

    context = {"asset": asset, "cancel": page, "submit": _("Record it")}
    return perform(request, form, act, page="ip/asset/merit.html", context=context, done=_("Saved."))
