"""Two at the same moment: a reward is paid once, and not before it was approved, with real threads on a real PostgreSQL."""
import pytest
from django.db import connection

from incentives import actions
from incentives.models import Reward
from ledger.models import Payment
from record import clock
from record.errors import WrongState
from tests.race import refused, together
from tests.world import projects
from tests.world.incentives import decided, proposed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]


def paying(world, reward, name=""):
    actor, today = world.actor("linhai", "finance", name=name), clock.today("Asia/Shanghai")
    return lambda: actions.pay_reward(actor=actor, reward=reward, seen=reward.version, paid_on=today)


def test_two_who_pay_it_at_once_pay_it_once(world):
    reward = decided(world)
    results = together(paying(world, reward), paying(world, reward, "second"))
    assert refused(results) == [WrongState]
    assert Payment.objects.get().amount == reward.amount


def test_who_pays_it_while_it_is_approved_pays_an_approved_one_or_none(world):
    reward = proposed(world)
    approver = world.actor("linhai", "approver")
    together(paying(world, reward), lambda: projects.vote(approver, reward, "yes", "As the law says."))
    assert (Reward.objects.get().state, Payment.objects.count()) in {("approved", 0), ("paid", 1)}
