"""That staff were heard, something was posted, somebody objected, and how that ended."""
import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers

from ip import actions
from ip.hearings import NAMES
from ip.models import Deal, Distribution, Hearing, PolicyVersion
from partners.models import Institution
from record.api import Input, One, Rows, write


class HearingOut(serializers.ModelSerializer):
    """`of` and `subject` name what it is about."""

    institution = One(Institution, read_only=True)

    class Meta:
        model = Hearing
        fields = ("uid", "of", "subject", "institution", "kind", "on", "whom", "text", "recorded_at")


class NewHearing(Input):
    """One of `policy` (a version), `deal` and `distribution`, a day that has come, with whom, and what was said."""

    policy = One(PolicyVersion, required=False)
    deal = One(Deal, required=False)
    distribution = One(Distribution, required=False)
    kind = serializers.ChoiceField(Hearing.Kind.choices)
    on = serializers.DateField()
    whom = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=4000)

    def validate(self, said: dict) -> dict:
        named = [said.pop(name) for name in NAMES if name in said]
        if len(named) != 1:
            raise serializers.ValidationError({"policy": [_("Name one of: policy, deal, distribution.")]})
        return said | {"subject": named[0]}


class HearingFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Hearing, ("subject", "kind")


class Hearings(Rows):
    """What the own institution recorded about what one sees; no entry is ever changed."""

    model, serializer_class, filterset_class = Hearing, HearingOut, HearingFilter
    related = ("institution",)

    @write(NewHearing)
    def create(self, actor, **said):
        """Record one step about a version of a policy, a deal or a distribution."""
        return actions.record_hearing(actor=actor, **said)
