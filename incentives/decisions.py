"""The decision on a reward that was proposed by hand."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.registry import DecisionKind, add_decision_kinds
from incentives import actions
from incentives.models import Reward

add_decision_kinds(
    DecisionKind(
        code="reward.approve",
        model=Reward,
        name=_("Reward"),
        related=("person", "institution"),
        rows=lambda reward: [reward],
        fingerprint=lambda reward: reward.fingerprint,
        outcome=actions.decided,
        title=lambda reward: _("Reward of %(person)s: %(title)s") % {"person": reward.person.name, "title": reward.title},
        url=lambda reward: reverse("incentives:reward", args=[reward.uid]),
        conditions=False,
        agreed=_("An honour can be conferred. Money is posted as owed to the person; somebody else records its payment."),
        otherwise=_("Returned, the staff may propose it again. Rejected, it is refused, and the person reads your reasons."),
    )
)
