"""What the law lets the office owe by a date: begun by facts, moved, met by facts or by people, reminded of."""
from datetime import date, timedelta

import pytest

from governance import actions as governance
from governance.calendar import calendar_of
from governance.models import Duty
from governance.sweep import sweep
from ip import actions
from ip.fingerprints import deal_fingerprint
from ip.models import Asset, Deal
from partners.models import Institution
from record import clock, consumers
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.models import Event
from tests.world import ip as made
from tests.world import money, projects

S = Duty.State
GRANTED = date(2026, 3, 2)


def granted(world) -> Asset:
    """A Chinese invention patent, filed in 2023 and granted in March 2026, as on the day after."""
    asset = made.asset(world, completed_on=date(2023, 4, 1))
    return grant(world, file(world, asset), GRANTED)


def file(world, asset, number="202310456789.0", on=date(2023, 5, 10)) -> Asset:
    officer = world.actor("linhai", "officer")
    return actions.file_application(actor=officer, asset=asset, seen=asset.version, application_number=number, filed_on=on)


def grant(world, asset, on) -> Asset:
    asset = actions.register_grant(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version, granted_on=on)
    consumers.run_all()
    return Asset.objects.get(pk=asset.pk)


def owed(subject, state=S.OPEN) -> dict[str, date]:
    return dict(Duty.objects.filter(subject=subject.uid, state=state).order_by("on").values_list("kind", "on"))


def finish(world, duty, *, who=("linhai", "officer"), **said):
    given = {"seen": duty.version, "done_on": clock.today("Asia/Shanghai"), "note": "Paid by transfer."} | said
    return governance.finish_duty(actor=world.actor(*who), duty=duty, **given)


@pytest.fixture
def spring():
    with clock.at(clock.datetime(2026, 3, 3, 4, tzinfo=clock.UTC)):
        yield


def test_the_reward_for_a_grant_is_owed_within_three_months(world, spring):
    asset = granted(world)
    assert owed(asset)["cn-grant-reward"] == date(2026, 6, 2)
    duty = Duty.objects.get(kind="cn-grant-reward")
    assert (duty.institution, duty.capability, duty.provisional) == (world.linhai, "asset.manage", False)


def test_done_stands_in_the_record_and_the_next_year_follows(world, spring):
    asset = granted(world)
    duty = Duty.objects.get(kind="cn-annuity")
    assert duty.on == date(2026, 5, 11)  # the tenth is a Sunday
    finish(world, duty)
    consumers.run_all()
    following = Duty.objects.get(kind="cn-annuity", state=S.OPEN)
    assert (following.step, following.on, following.provisional) == (duty.step + 1, date(2027, 5, 10), True)
    assert owed(asset, S.DONE)["cn-annuity"] == date(2026, 5, 11)
    assert Event.objects.filter(kind="duty.done", subject=duty.uid).count() == 1


def test_a_fact_that_was_stated_meets_what_it_was_owed_for(world, spring):
    asset = made.asset(world)
    officer = world.actor("linhai", "officer")
    asset = actions.state_facts(actor=officer, asset=asset, seen=asset.version, funding="private", abroad_on=date(2026, 9, 1))
    consumers.run_all()
    assert owed(asset) == {"cn-review-asked": date(2026, 8, 31)}
    actions.state_facts(actor=officer, asset=asset, seen=asset.version, funding="private", abroad_on=date(2026, 9, 1),
                        review_asked_on=date(2026, 3, 2))  # fmt: skip
    consumers.run_all()
    assert owed(asset, S.DONE) == {"cn-review-asked": date(2026, 8, 31)}
    assert owed(asset) == {"cn-review-notice": date(2026, 5, 6), "cn-review-decision": date(2026, 7, 2)}  # after the holiday of May


def test_a_day_that_is_corrected_moves_what_is_owed_and_a_right_that_lapsed_owes_nothing(world, spring):
    asset = granted(world)
    officer = world.actor("linhai", "officer")
    actions.lapse_asset(actor=officer, asset=asset, seen=asset.version, lapsed_on=date(2026, 3, 3))
    consumers.run_all()
    assert owed(asset) == {}
    assert set(owed(asset, S.WITHDRAWN)) == {"cn-annuity", "cn-grant-reward", "cn-priority"}


def test_a_licence_is_to_be_recorded_and_an_ended_one_no_longer(world, spring):
    deal = money.licensed(world)
    consumers.run_all()
    assert owed(deal) == {"cn-licence-recorded": date(2026, 6, 3)}
    actions.end_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal.version, ends_on=date(2026, 3, 3))
    consumers.run_all()
    assert owed(deal) == {}


def test_in_shandong_a_deal_is_signed_after_its_price_notice_has_stood_fifteen_full_days(world, spring):
    """山东 14: the day of posting is not counted."""
    Institution.objects.filter(pk=world.linhai.pk).update(region="山东", founder="state")
    deal = made.draft(world, made.owned(world, stakes=(("linhai", 1),)))
    actions.propose_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal_fingerprint(deal))
    consumers.run_all()
    assert owed(deal) == {"cn-sd-price-notice": date(2026, 3, 18)}
    with pytest.raises(Invalid, match="not been posted"):
        projects.vote(world.actor("linhai", "approver"), deal)
    finish(world, Duty.objects.get(kind="cn-sd-price-notice"), done_on=date(2026, 3, 3))
    for days, signed in ((15, False), (16, True)):
        with clock.at(clock.now() + timedelta(days=days)):
            if signed:
                projects.vote(world.actor("linhai", "approver"), deal)
            else:
                with pytest.raises(Invalid, match="stands until"):
                    projects.vote(world.actor("linhai", "approver"), deal)
    assert Deal.objects.get(pk=deal.pk).state == Deal.State.SIGNED


def test_where_no_text_names_its_length_the_notice_is_owed_and_a_listing_needs_none(world, spring):
    Institution.objects.filter(pk=world.linhai.pk).update(region="江苏", founder="state")
    deal = made.draft(world, made.owned(world, stakes=(("linhai", 1),)))
    actions.propose_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal_fingerprint(deal))
    consumers.run_all()
    assert owed(deal) == {"cn-price-notice": date(2026, 3, 18)}
    projects.vote(world.actor("linhai", "approver"), deal)
    consumers.run_all()
    assert owed(deal) == {"cn-licence-recorded": date(2026, 6, 3)}


def test_where_the_region_says_so_a_reward_is_paid_within_six_months(world, spring):
    Institution.objects.filter(pk=world.linhai.pk).update(region="河南省")
    distribution = money.posted(world)
    consumers.run_all()
    assert owed(distribution) == {"cn-ha-reward-paid": distribution.on.replace(month=distribution.on.month + 6)}
    assert Duty.objects.get(kind="cn-ha-reward-paid").capability == "payment.record"


def test_it_is_reminded_of_by_mail_and_not_once_it_is_done(world, spring):
    granted(world)
    duty = Duty.objects.get(kind="cn-grant-reward")
    with clock.at(clock.now() + timedelta(days=85)):
        sweep()
        consumers.run_all()
        assert Event.objects.filter(kind="duty.reminded", subject=duty.uid).count() == 2
        finish(world, duty)
    with clock.at(clock.now() + timedelta(days=120)):
        sweep()
    assert Event.objects.filter(kind="duty.reminded", subject=duty.uid).count() == 2


def test_only_the_office_closes_it_and_only_once(world, spring):
    granted(world)
    duty = Duty.objects.get(kind="cn-grant-reward")
    for who, error in ((("linhai", "finance"), NotAllowed), (("stranger", "officer"), NotVisible)):
        with pytest.raises(error):
            finish(world, duty, who=who)
    with pytest.raises(Stale):
        finish(world, duty, seen=99)
    with pytest.raises(Invalid):
        finish(world, duty, done_on=date(2026, 3, 5))
    governance.waive_duty(actor=world.actor("linhai", "officer"), duty=duty, seen=duty.version, reasons="Our rules give more.")
    with pytest.raises(WrongState):
        finish(world, Duty.objects.get(pk=duty.pk))


def test_the_pages_show_what_is_owed_with_its_article(world, spring):
    asset = granted(world)
    client = world.client("linhai", "officer")
    assert "Pay the inventors the reward for the grant" in client.get(f"/ip/{asset.uid}/").content.decode()
    duty = Duty.objects.get(kind="cn-grant-reward")
    page = client.get(f"/duties/{duty.uid}/").content.decode()
    assert "应当自公告授予专利权之日起3个月内" in page
    assert client.post(f"/duties/{duty.uid}/done/", {"key": "k", "seen": duty.version, "done_on": "2026-03-03"}).status_code == 303
    with clock.at(clock.now() + timedelta(days=60)):
        assert "Pay the annual fee" in client.get("/").content.decode()


def test_an_institution_enters_the_days_of_a_year_that_is_not_published(world):
    calendar = calendar_of(world.linhai)
    assert (calendar.works(date(2026, 10, 10)), calendar.works(date(2030, 10, 1)), calendar.known(date(2030, 10, 1))) == (True, True, False)
    for actor, error in (("officer", NotAllowed),):
        with pytest.raises(error):
            governance.set_calendar_day(actor=world.actor("linhai", actor), day=date(2030, 10, 1), works=False, source="国办发明电")
    governance.set_calendar_day(actor=world.actor("linhai", "administrator"), day=date(2030, 10, 1), works=False, source="国办发明电")
    calendar = calendar_of(world.linhai)
    assert (calendar.works(date(2030, 10, 1)), calendar.known(date(2030, 10, 2)), calendar_of(world.haoyuan).known(date(2030, 10, 2))) == (
        False, True, False)  # fmt: skip


def test_duties_are_listed_with_who_owes_them_filtered_and_exported(world, spring):
    asset = granted(world)
    client = world.client("linhai", "officer")
    page = client.get("/duties/").content.decode()
    assert "Pay the inventors the reward for the grant" in page and asset.title in page
    assert "Pay the annual fee" not in client.get("/duties/?q=reward").content.decode()
    assert "Pay the inventors" not in client.get("/duties/?when=late").content.decode()
    assert "No duty matches" in client.get("/duties/?state=withdrawn").content.decode()
    rows = b"".join(client.get("/duties/?as=csv&q=reward").streaming_content).decode().splitlines()
    assert len(rows) == 2 and f"{asset.title},{world.linhai.name},Project officer" in rows[1] and "2026-06-02" in rows[1]
    with clock.at(clock.datetime(2026, 6, 4, 4, tzinfo=clock.UTC)):
        assert "Pay the inventors" in client.get("/duties/?when=late").content.decode()
    assert "Pay the inventors" not in world.client("haoyuan", "lead").get("/duties/").content.decode()


def test_a_program_reads_and_closes_duties_once(world, spring):
    granted(world)
    client, duty = world.client("linhai", "officer"), Duty.objects.get(kind="cn-grant-reward")
    (row,) = client.get("/api/v1/duties/", {"kind": "cn-grant-reward", "due_to": "2026-06-02"}).json()["results"]
    assert (row["uid"], row["on"], row["state"], row["article"]) == (
        str(duty.uid), "2026-06-02", "open", "Implementing Regulations of the Patent Law, art. 93")  # fmt: skip
    said = {"seen": str(row["version"]), "done_on": "2026-03-03", "note": "Voucher 7."}
    for _twice in range(2):
        answer = client.post(f"/api/v1/duties/{duty.uid}/done/", said, content_type="application/json", headers={"Idempotency-Key": "k"})
        assert (answer.status_code, answer.json()["state"]) == (200, "done")
    assert client.post(f"/api/v1/duties/{duty.uid}/done/", said, content_type="application/json").json()["code"] == "key_missing"


def test_what_is_owed_about_a_distribution_stands_on_its_page_and_on_those_of_its_deal_and_asset(world):
    world.linhai.region = "浙江"
    world.linhai.save(update_fields=["region"])
    posted = money.posted(world)
    consumers.run_all()
    assert Duty.objects.filter(subject=posted.uid, kind="cn-zj-reward-paid").exists()
    client = world.client("linhai", "finance")
    for address in (f"/ip/income/distributions/{posted.uid}/", f"/ip/deals/{posted.deal.uid}/", f"/ip/{posted.scope.asset.uid}/"):
        assert Duty.objects.get(subject=posted.uid, kind="cn-zj-reward-paid").uid.hex in client.get(address).content.decode().replace("-", "")
