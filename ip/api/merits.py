"""Who counts as a main contributor, or as staff of the transfer."""
import django_filters
from rest_framework import serializers

from accounts.models import Person
from ip import actions
from ip.models import Asset, Merit
from partners.models import Institution
from record.api import Input, One, Rows, write


class MeritOut(serializers.ModelSerializer):
    asset = One(Asset, read_only=True)
    institution = One(Institution, read_only=True)
    person = One(Person, read_only=True)

    class Meta:
        model = Merit
        fields = ("uid", "asset", "institution", "person", "kind", "counts", "since", "grounds")


class NewMerit(Input):
    """`counts` false: from that day on no longer."""

    asset = One(Asset)
    person = One(Person)
    kind = serializers.ChoiceField(Merit.Kind.choices)
    counts = serializers.BooleanField(default=True)
    since = serializers.DateField()
    grounds = serializers.CharField(max_length=2000)


class MeritFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="asset__uid")

    class Meta:
        model, fields = Merit, ("asset", "kind")


class Merits(Rows):
    """Entries of the own institution; of several about one person and kind the one that begins last holds."""

    model, serializer_class, filterset_class = Merit, MeritOut, MeritFilter
    related = ("asset", "institution", "person")

    @write(NewMerit)
    def create(self, actor, **said):
        """Record what somebody counts as from a day on."""
        return actions.record_merit(actor=actor, **said)
