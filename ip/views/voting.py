"""The vote on what moves money, sent from the page of what is decided and bound to the fingerprint that was read there."""
from django.utils.translation import gettext as _

from governance.actions import cast_vote
from governance.panel import latest
from ip.forms.money import DecideForm
from record.errors import WrongState
from record.pages import perform

PAGE = "ip/parts/vote.html"


def vote(request, row, back: str):
    """On the latest decision about a row that the actor was found to see; `back` is its page. 409 where none was asked for."""
    decision = latest(request.actor, row)
    form = DecideForm(request.POST or None, initial={"seen": decision.fingerprint if decision else ""})

    def act():
        if decision is None:
            raise WrongState
        cast_vote(actor=request.actor, decision=decision, seen=form.cleaned_data["seen"], **form.said)
        return back

    context = {"row": row, "cancel": back, "submit": _("Decide")}
    return perform(request, form, act, page=PAGE, context=context, done=_("Your decision stands in the record."))
