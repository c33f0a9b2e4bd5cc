"""Somebody with a share left or died: the share set that the policy makes of the last one."""
import django_filters
from rest_framework import serializers

from accounts.models import Person
from ip import actions
from ip.api.results import SomebodyIn
from ip.models import Asset, Departure, PolicyVersion, ShareSet
from record.api import Input, One, Rows, SeenInput, write


class DepartureOut(serializers.ModelSerializer):
    share_set = One(ShareSet, read_only=True)
    follows = One(ShareSet, read_only=True)
    person = One(Person, read_only=True)
    on = serializers.DateField(source="share_set.since", read_only=True)
    policy_version = One(PolicyVersion, read_only=True)

    class Meta:
        model = Departure
        fields = ("uid", "version", "share_set", "follows", "person", "what", "on", "policy_version", "state")


class HeirIn(SomebodyIn):
    """Parts are whole numbers in proportion."""

    part = serializers.IntegerField(min_value=1, max_value=1_000_000_000)


class NewDeparture(Input):
    """`seen`: the number of the last set that was read. `policy_version`: the one whose rule is followed."""

    asset = One(Asset)
    seen = serializers.IntegerField(min_value=1)
    person = One(Person)
    what = serializers.ChoiceField(Departure.What.choices)
    on = serializers.DateField()
    policy_version = One(PolicyVersion)
    heirs = HeirIn(many=True, default=())
    reasons = serializers.CharField(max_length=2000)


class DepartureFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="share_set__asset__uid")

    class Meta:
        model, fields = Departure, ("asset", "state")


class Departures(Rows):
    """Which share sets follow from a departure, by which version's rule."""

    model, serializer_class, filterset_class = Departure, DepartureOut, DepartureFilter
    related = ("share_set__asset", "share_set__institution", "follows", "person", "policy_version")

    @write(NewDeparture)
    def create(self, actor, policy_version, **said):
        """Propose the set that follows; 422 says why there is none."""
        return actions.propose_departure(actor=actor, version=policy_version, **said)

    @write(SeenInput)
    def confirm(self, actor, departure, **said):
        """As a second person: earlier signatures count on for whoever has not less."""
        return actions.confirm_departure(actor=actor, departure=departure, **said)
