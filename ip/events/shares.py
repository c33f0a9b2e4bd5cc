"""What is recorded of inventors' shares and their signatures."""
from django.utils.translation import gettext_lazy as _

from ip.events.words import said
from ip.models import Departure, Signature
from record.registry import EventKind, add_event_kinds

add_event_kinds(
    EventKind("shares.proposed", _("{actor} proposed shares in {asset} from {since} on, for {person}"), words=said("since")),
    EventKind("shares.redrawn", _("{actor} proposed shares in {asset} from {since} on, for {person}"), words=said("since"), aside=True),
    EventKind("shares.link_sent", _("{actor} sent {person} a link to sign their share in {asset}")),
    EventKind("shares.paper_filed", _("{actor} filed a paper signed by {person} for {asset}")),
    EventKind("shares.paper_refused", _("{actor} refused the paper of {person} for {asset}")),
    EventKind("share.signed", _("The share of {person} in {asset} was signed on {on}: {how}"), words=said("on", how=Signature.How)),
    EventKind("departure.proposed", _("{actor} set the shares in {asset} anew by the policy: {person} {what} on {on}"),
              words=said("on", what=Departure.What)),
    EventKind("departure.confirmed", _("{actor} confirmed the shares in {asset} that follow from the departure of {person}")),
)
