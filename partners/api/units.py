"""The tree of the own institution's units."""
import django_filters
from rest_framework import serializers

from partners import actions
from partners.models import Unit
from record.api import Input, One, Rows, SeenInput, write


class UnitOut(serializers.ModelSerializer):
    parent = One(Unit, read_only=True, allow_null=True)
    name = serializers.CharField(read_only=True)

    class Meta:
        model, fields = Unit, ("uid", "version", "name", "name_en", "name_zh", "parent", "since", "until")


class NewUnit(Input):
    name_en = serializers.CharField(max_length=200, allow_blank=True, default="")
    name_zh = serializers.CharField(max_length=200, allow_blank=True, default="")
    parent = One(Unit, allow_null=True, default=None)
    since = serializers.DateField()


class ChangedUnit(SeenInput, NewUnit):
    """The whole unit as it is to be."""


class ClosedUnit(SeenInput):
    until = serializers.DateField(help_text="The last day.")


class UnitFilter(django_filters.FilterSet):
    parent = django_filters.UUIDFilter(field_name="parent__uid")
    open = django_filters.BooleanFilter(field_name="until", lookup_expr="isnull")


class Units(Rows):
    """Colleges, departments, laboratories."""

    model, serializer_class, filterset_class, related = Unit, UnitOut, UnitFilter, ("parent",)

    @write(NewUnit)
    def create(self, actor, **said):
        """Open a unit."""
        return actions.open_unit(actor=actor, **said)

    @write(ChangedUnit)
    def change(self, actor, unit, **said):
        """Rename a unit or hang it elsewhere in the tree."""
        return actions.change_unit(actor=actor, unit=unit, **said)

    @write(ClosedUnit)
    def close(self, actor, unit, **said):
        """Say its last day."""
        return actions.close_unit(actor=actor, unit=unit, **said)
