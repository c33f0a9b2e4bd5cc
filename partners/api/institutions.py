"""The common directory."""
import django_filters
from rest_framework import serializers

from partners import actions
from partners.actions.institutions import ENTRY
from partners.models import Institution, Kind
from record.api import Input, Rows, SeenInput, write


class InstitutionOut(serializers.ModelSerializer):
    name = serializers.CharField(read_only=True, help_text="In the reader's language, else in the other.")

    class Meta:
        model = Institution
        fields = ("uid", "version", "name", *ENTRY, "uses_trihelix")


class NewInstitution(Input, serializers.ModelSerializer):
    another = serializers.BooleanField(default=False, help_text="It is another institution of a name that is registered.")

    class Meta:
        model = Institution
        fields = (*ENTRY, "another")


class ChangedInstitution(SeenInput, serializers.ModelSerializer):
    """Fields that are not sent stay as they are."""

    class Meta:
        model = Institution
        fields = (*ENTRY, "seen")
        extra_kwargs = {name: {"required": False} for name in ENTRY}


class InstitutionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", help_text="Part of a name in either language, or an identifier.")
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    uscc = django_filters.CharFilter()
    ror = django_filters.CharFilter()
    lei = django_filters.CharFilter()

    def named(self, rows, name, value):
        return rows.named(value)


class Institutions(Rows):
    """The common directory of all who take part."""

    model, serializer_class, filterset_class = Institution, InstitutionOut, InstitutionFilter

    @write(NewInstitution)
    def create(self, actor, **said):
        """Register an institution and take it into the own partner book."""
        return actions.register_institution(actor=actor, **said)

    @write(ChangedInstitution)
    def partial_update(self, actor, institution, **said):
        """Change the entry: by its own administrators; before it has people, by whoever registered it."""
        return actions.change_institution(actor=actor, institution=institution, **said)
