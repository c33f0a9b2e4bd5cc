"""What a posting was for, in words. The floors above say their own kinds by adding to the table."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Posting

KINDS = {"receipt": gettext_lazy("Receipt"), "payment": gettext_lazy("Payment")}


def add_posting_kinds(**kinds) -> None:
    KINDS.update(kinds)


def posted_for(posting: Posting) -> str:
    word = str(KINDS.get(posting.kind, posting.kind))
    return _("%(what)s, taken back") % {"what": word} if posting.reverses_id else word
