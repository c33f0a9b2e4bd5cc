"""What is recorded of disclosures, assets and their owners."""
from django.utils.translation import gettext_lazy as _

from ip.events.words import said
from ip.models import AssetKind, Merit, OwnershipVersion
from record.registry import EventKind, add_event_kinds

_on, _kind = said("on"), said(of_kind=AssetKind)
_merit = said("since", of_kind=Merit.Kind)
_owners = said("since", basis=OwnershipVersion.Basis)

add_event_kinds(
    EventKind("disclosure.drafted", _("{actor} began the disclosure {subject}"), house=True, words=_kind),
    EventKind("disclosure.changed", _("{actor} changed the disclosure {subject}"), house=True, words=_kind),
    EventKind("disclosure.submitted", _("{actor} disclosed {subject}"), words=_on),
    EventKind("disclosure.withdrawn", _("{actor} put the disclosure {subject} away"), house=True),
    EventKind("disclosure.returned", _("{actor} gave {subject} back to its author")),
    EventKind("disclosure.declined", _("{actor} declined {subject}")),
    EventKind("disclosure.accepted", _("{actor} accepted {subject} as an asset")),
    EventKind("asset.opened", _("{subject} was taken on as {number}"), words=_kind),
    EventKind("asset.filed", _("The application for {subject} was filed on {on}"), words=_on),
    EventKind("asset.granted", _("{subject} was granted or registered on {on}"), words=_on),
    EventKind("asset.facts_stated", _("{actor} stated facts from which deadlines of {subject} are counted")),
    EventKind("asset.lapsed", _("{subject} lapsed on {on}"), words=_on),
    EventKind("ownership.set", _("{actor} set the owners of {asset} from {since} on: {owner}. {basis}"), words=_owners),
    EventKind("merit.recorded", _("{actor} recorded what {person} counts as for {subject} from {since} on: {of_kind}"), words=_merit),
)
