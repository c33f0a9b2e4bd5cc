"""Milestones that are proposed to close as failed."""
from rest_framework import serializers

from governance.actions import cast_vote
from governance.models import Voice
from governance.panel import latest
from projects import actions
from projects.actions.submissions import FAIL
from projects.api.milestones import FailureOut
from projects.api.submissions import OfMilestone, VoiceOut
from projects.models import Failure
from record.api import NOTHING, Input, Rows, SeenInput, write
from record.errors import WrongState


class FailureVote(SeenInput):
    """`seen` is the decision's fingerprint."""

    value = serializers.ChoiceField([Voice.Value.YES, Voice.Value.RETURN, Voice.Value.NO])
    reasons = serializers.CharField(max_length=4000, allow_blank=True, default="")


class Failures(Rows):
    """What happened, what was learnt, who bears what."""

    model, serializer_class, filterset_class, related = Failure, FailureOut, OfMilestone, ("milestone",)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("parts__institution")

    @write(FailureVote, answer=VoiceOut)
    def vote(self, actor, failure, **said):
        """Answer for one's own institution."""
        decision = latest(actor, failure, FAIL)
        if decision is None:
            raise WrongState
        return cast_vote(actor=actor, decision=decision, **said)

    @write(Input, answer=NOTHING)
    def withdraw(self, actor, failure):
        """The party that proposed it takes it back."""
        actions.withdraw_failure(actor=actor, failure=failure)
