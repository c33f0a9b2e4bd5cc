"""The last day of a deal: told before, ended after it, and what is still open is said on its page."""
from datetime import timedelta

from django.urls import reverse

from governance.sweep import sweep
from ip import actions
from ip.models import Deal
from record import clock, consumers
from record.models import Delivery, Event
from tests.world import ip as made


def begin(world):
    asset = made.owned(world)
    deal = made.licence(world, asset)
    consumers.run_all()
    return deal


def on_the_day(days, deal):
    """The sweep as it runs so many days after the last one."""
    with clock.at(clock.now() + (deal.ends_on - clock.today("Asia/Shanghai")) + timedelta(days=days)):
        sweep()
        consumers.run_all()


def told() -> set:
    return {str(uid) for uid in Delivery.objects.filter(kind="deal.ends").values_list("recipient", flat=True)}


def test_who_prepares_deals_is_told_before_and_it_ends_by_itself_after(world, beginning):
    office = world.member("linhai", "officer")
    on_the_day(-14, beginning)
    assert (str(office.uid) in told(), Deal.objects.get().state) == (True, "signed")
    on_the_day(0, beginning)
    assert Deal.objects.get().state == "signed"
    on_the_day(1, beginning)
    ended = Deal.objects.get()
    assert (ended.state, ended.ends_on) == ("ended", beginning.ends_on)
    assert Event.objects.filter(kind="deal.ended", subject=ended.uid).count() == 1


def test_one_that_was_ended_by_hand_is_left_alone(world, beginning):
    day = clock.today("Asia/Shanghai")
    actions.end_deal(actor=world.actor("linhai", "officer"), deal=beginning, seen=beginning.version, ends_on=day)
    for days in (-14, 1):
        on_the_day(days, beginning)
    assert (Deal.objects.get().ends_on, told()) == (day, set())


def test_its_page_and_the_inbox_say_that_it_runs_out(world, beginning):
    with clock.at(clock.now() + (beginning.ends_on - clock.today("Asia/Shanghai")) - timedelta(days=30)):
        client = world.client("linhai", "officer")
        assert "runs out: renew it or let it end" in client.get(reverse("governance:inbox")).content.decode()
        page = world.client("linhai", "finance").get(reverse("ip:deal", args=[beginning.uid])).content.decode()
    assert "Receipts not shared yet" in page
