"""What is owed by a date, and what has been done about it."""
import django_filters
from rest_framework import serializers

from governance import actions
from governance.duties import roles
from governance.models import Duty
from governance.registry import duty_kind
from partners.models import Institution
from record.api import One, Rows, SeenInput, write


class DutyOut(serializers.ModelSerializer):
    """`of` and `subject` name what it is about; `name` and `article` are in the language that was asked for."""

    institution = One(Institution, read_only=True)
    name = serializers.SerializerMethodField()
    article = serializers.SerializerMethodField()
    whose_task = serializers.SerializerMethodField()

    class Meta:
        model = Duty
        fields = ("uid", "version", "kind", "name", "article", "of", "subject", "institution", "whose_task", "step", "on", "provisional",
                  "state", "done_on", "note")  # fmt: skip

    def get_name(self, duty) -> str:
        return duty_kind(duty.kind).name()

    def get_article(self, duty) -> str:
        return duty_kind(duty.kind).source()

    def get_whose_task(self, duty) -> str:
        return roles(duty.capability)


class Done(SeenInput):
    done_on = serializers.DateField()
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")


class Waived(SeenInput):
    reasons = serializers.CharField(max_length=2000)


class DutyFilter(django_filters.FilterSet):
    due_from = django_filters.DateFilter(field_name="on", lookup_expr="gte")
    due_to = django_filters.DateFilter(field_name="on", lookup_expr="lte")

    class Meta:
        model, fields = Duty, ("state", "kind", "subject")


class Duties(Rows):
    """What the own institution owes, as far as its subject is seen."""

    model, serializer_class, filterset_class = Duty, DutyOut, DutyFilter
    related = ("institution",)

    @write(Done)
    def done(self, actor, duty, **said):
        """It was done on a day that has come."""
        return actions.finish_duty(actor=actor, duty=duty, **said)

    @write(Waived)
    def waive(self, actor, duty, **said):
        """It is no longer owed, for reasons that are kept."""
        return actions.waive_duty(actor=actor, duty=duty, **said)
