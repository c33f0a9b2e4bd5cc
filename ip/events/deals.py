"""What is recorded of deals."""
from django.utils.translation import gettext_lazy as _

from ip.events.words import said
from ip.models import Deal
from record.registry import EventKind, add_event_kinds

_kind, _on = said(of_kind=Deal.Kind), said("on")

add_event_kinds(
    EventKind("deal.drafted", _("{actor} drafted a deal with {counterparty} over {asset}: {of_kind}"), words=_kind),
    EventKind("deal.changed", _("{actor} changed the draft of {subject}"), words=_kind),
    EventKind("deal.proposed", _("{actor} put {subject} with {counterparty} up for approval")),
    EventKind("deal.returned", _("{subject} went back into draft: it was not approved")),
    EventKind("deal.withdrawn", _("{actor} took {subject} back")),
    EventKind("deal.signed", _("{subject} with {counterparty} over {asset} was signed"), words=_on),
    EventKind("schedule.proposed", _("{actor} asked to allocate the income of {deal} otherwise from {since} on"), words=said("since")),
    EventKind("schedule.agreed", _("The income of {deal} is allocated otherwise from {since} on"), words=said("since")),
    EventKind("schedule.returned", _("The income of {deal} stays allocated as it was: the change was not approved")),
    EventKind("deal.reminded", _("A reminder went out for {subject} with {counterparty}: it runs until {on}"), words=_on),
    EventKind("deal.ended", _("{subject} with {counterparty} ended on {on}"), words=_on),
)
