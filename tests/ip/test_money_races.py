"""Two at once: what the lock on the scope keeps, and that without it the race happens (its negative control)."""
from contextlib import contextmanager

import pytest
from django.db import connection

from ip.actions import distributions, payments
from ip.models import Deal, Distribution, Payout
from ip.policies import published
from ip.standing import life_to_date, open_pool
from ledger.models import Posting
from record import clock
from record.errors import WrongState
from tests.race import refused, together
from tests.world import ip as rights
from tests.world import money, policies

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
pytestmark = [pytest.mark.django_db(transaction=True), postgresql]


def votes(world, *waiting):
    """One call for each waiting distribution: its approver says yes to what was read."""
    approvers = [world.actor("linhai", "approver", name=f"approver {n}") for n, _row in enumerate(waiting)]
    return [
        lambda actor=actor, row=row: distributions.decide_distribution(
            actor=actor, distribution=Distribution.objects.get(pk=row.pk), seen=row.fingerprint, value="yes", reasons="Agreed in writing.")
        for actor, row in zip(approvers, waiting, strict=True)
    ]  # fmt: skip


@contextmanager
def without_lock(monkeypatch):
    """lock() reads the rows and takes no lock."""
    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.query.QuerySet.select_for_update", lambda rows, **_: rows)
        patch.setattr("record.actions._reads", {})  # reads that were made with the lock
        yield


def two_waiting(world):
    deal = money.licensed(world, key="us-yale", currency="USD")
    money.spent(world, deal.asset, 1_000_000, currency="USD")
    return money.prepared(world, deal, 9_000_000), money.prepared(world, deal, 9_000_000)


def test_two_approvals_at_once_post_one_and_ask_the_other_anew(world):
    first, second = two_waiting(world)
    results = together(*votes(world, first, second))
    assert refused(results) == []
    assert sorted(row.state for row in results) == ["in_approval", "posted"]
    posted = Distribution.objects.get(state="posted")
    assert (life_to_date(posted.scope), open_pool(posted.scope)) == (posted.net, 0)
    anew = Distribution.objects.get(state="in_approval")
    assert (anew.life_to_date, anew.pool) == (posted.net, 0)


def over_the_institution(world):
    """Two assets, one threshold over all that the institution shares."""
    document = {**published()["us-yale"], "scope": "institution"}
    policies.published(world, document, applies_by="received")
    deals = []
    for title in ("Pouch", "Binder"):
        asset = rights.owned(world, title=title, stakes=(("linhai", 1),))
        rights.shared(world, asset)
        deals.append(rights.licence(world, asset, currency="USD"))
    return [money.prepared(world, deal, 9_000_000) for deal in deals]


def test_in_two_assets_under_one_threshold_of_the_institution_the_second_is_asked_anew(world):
    """Both scopes are locked by either: nobody counts the same tier twice."""
    results = together(*votes(world, *over_the_institution(world)))
    assert refused(results) == []
    assert sorted(row.state for row in results) == ["in_approval", "posted"]
    posted, anew = Distribution.objects.get(state="posted"), Distribution.objects.get(state="in_approval")
    assert posted.scope != anew.scope and (posted.life_to_date, anew.life_to_date) == (0, posted.net)


def test_without_the_lock_two_assets_are_posted_on_the_same_standing(world, monkeypatch):
    """The negative control of the one threshold."""
    for _attempt in range(30):
        waiting = over_the_institution(world) if not Distribution.objects.exists() else again(world)
        calls = votes(world, *waiting)
        with without_lock(monkeypatch):
            results = together(*calls)
        if [row.state for row in results if isinstance(row, Distribution)] == ["posted", "posted"]:
            assert len({row.life_to_date for row in results}) == 1
            return
    pytest.fail("thirty tries without the lock and no race: the control proves nothing")


def again(world):
    """The next receipts of the same two deals, nothing else waiting."""
    for row in Distribution.objects.filter(state="in_approval"):
        distributions.withdraw_distribution(actor=world.actor("linhai", "finance"), distribution=row)
    return [money.prepared(world, deal, 9_000_000) for deal in Deal.objects.order_by("pk")]


def test_without_the_lock_both_are_posted_on_the_same_standing(world, monkeypatch):
    """The race is real: the same costs are recovered twice, the lowest tier is given twice."""
    for _attempt in range(30):  # how often it happens depends on the machine
        first, second = two_waiting(world)
        calls = votes(world, first, second)
        with without_lock(monkeypatch):
            results = together(*calls)
        if [row.state for row in results if isinstance(row, Distribution)] == ["posted", "posted"]:
            assert open_pool(first.scope) == -1_000_000
            return
    pytest.fail("thirty tries without the lock and no race: the control proves nothing")


def test_one_distribution_approved_by_two_at_once_is_posted_once(world):
    (waiting,) = [money.prepared(world, money.licensed(world))]
    results = together(*votes(world, waiting, waiting))
    assert len(refused(results)) == 1
    assert Posting.objects.filter(kind="distribution").count() == 1


def test_a_person_paid_by_two_at_once_is_paid_once(world):
    money.posted(world)
    person, day = world.person("linhai", "investigator"), clock.today("Asia/Shanghai")
    actors = [world.actor("linhai", "finance", name=name) for name in ("one", "two")]
    results = together(*(
        lambda actor=actor: payments.pay_person(actor=actor, person=person, currency="CNY", paid_on=day) for actor in actors
    ))  # fmt: skip
    assert refused(results) == [WrongState]
    assert Payout.objects.count() == 1


def test_a_part_prepared_by_two_at_once_is_prepared_once(world):
    distribution = money.prepared(world, money.licensed(world))
    finance = world.actor("linhai", "finance")
    distributions.withdraw_distribution(actor=finance, distribution=distribution)
    part, actors = distribution.part, [world.actor("linhai", "finance", name=name) for name in ("one", "two")]
    results = together(*(lambda actor=actor: distributions.prepare_distribution(actor=actor, part=part) for actor in actors))
    assert refused(results) == [WrongState]
    assert Distribution.objects.filter(state="in_approval").count() == 1
