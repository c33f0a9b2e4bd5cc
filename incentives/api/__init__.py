"""What programs read and do with rewards."""
import django_filters
from rest_framework import serializers

from accounts.models import Person
from incentives import actions
from incentives.causes import name_causes
from incentives.models import Reward
from partners.models import Institution
from record import clock
from record.amounts import MOST
from record.api import Input, One, Rows, SeenInput, write


class RewardOut(serializers.ModelSerializer):
    institution = One(Institution, read_only=True)
    person = One(Person, read_only=True)
    distribution = serializers.UUIDField(source="line.distribution.uid", read_only=True, default=None, allow_null=True)
    title = serializers.CharField(read_only=True)

    class Meta:
        model = Reward
        fields = ("uid", "version", "institution", "person", "kind", "basis", "citation", "title", "currency", "amount",
                  "owed_since", "due", "paid_on", "state", "grounds", "receipt", "distribution")  # fmt: skip

    def to_representation(self, reward):
        if self.parent is None:  # of a list all are named at once
            name_causes(self.context["request"].actor, [reward])
        return super().to_representation(reward)


class NewReward(Input):
    person = One(Person)
    kind = serializers.ChoiceField(Reward.Kind.choices)
    basis = serializers.ChoiceField(Reward.Basis.choices)
    citation = serializers.CharField(max_length=200)
    title_en = serializers.CharField(max_length=200, default="", allow_blank=True)
    title_zh = serializers.CharField(max_length=200, default="", allow_blank=True)
    currency = serializers.CharField(max_length=3, default="", allow_blank=True)
    amount = serializers.IntegerField(min_value=1, max_value=MOST, default=None, help_text="Minor units.")
    owed_since = serializers.DateField()
    due = serializers.DateField(default=None)


class Grounds(SeenInput):
    grounds = serializers.CharField(max_length=2000)


class RewardPaid(SeenInput):
    paid_on = serializers.DateField()
    bank_reference = serializers.CharField(max_length=100, allow_blank=True, default="")


class RewardFilter(django_filters.FilterSet):
    person = django_filters.UUIDFilter(field_name="person__uid")
    state = django_filters.ChoiceFilter(choices=Reward.State.choices)
    basis = django_filters.ChoiceFilter(choices=Reward.Basis.choices)
    late = django_filters.BooleanFilter(method="lateness", help_text="Owed beyond its due date.")

    def lateness(self, rows, name, value):
        return rows.late(clock.today(self.request.actor.zone)) if value else rows


class Rewards(Rows):
    """What is owed to persons, from the day it is owed until it is paid or refused."""

    model, serializer_class, filterset_class = Reward, RewardOut, RewardFilter
    related = ("institution", "person", "line__distribution")

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        name_causes(self.request.actor, page)
        return page

    @write(NewReward)
    def create(self, actor, **said):
        """Propose a reward on the law, an agreement, or an honour; another person approves it."""
        return actions.propose_reward(actor=actor, **said)

    @write(SeenInput)
    def again(self, actor, reward, seen):
        """Put a returned proposal before the approvers once more."""
        return actions.propose_again(actor=actor, reward=reward, seen=seen)

    @write(Grounds)
    def refuse(self, actor, reward, seen, grounds):
        """Refuse, with grounds."""
        return actions.withdraw_reward(actor=actor, reward=reward, seen=seen, grounds=grounds)

    @write(SeenInput)
    def confer(self, actor, reward, seen):
        """Say that an approved honour was conferred."""
        return actions.confer_honour(actor=actor, reward=reward, seen=seen)

    @write(RewardPaid)
    def pay(self, actor, reward, **said):
        """Record the payment of an approved reward that was proposed by hand."""
        return actions.pay_reward(actor=actor, reward=reward, **said)


routes = [("rewards", Rewards)]
