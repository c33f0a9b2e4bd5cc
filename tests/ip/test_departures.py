"""Somebody with a share left or died: what the policy makes of the set, its second person, and the money that follows."""
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from audit.checks import Checks
from audit.evidence import bundle
from audit.recompute import recompute
from governance.post import read
from ip import actions, telling
from ip.actions.departures import propose_departure
from ip.forfeiting import goes_to
from ip.forms import SharesForm
from ip.models import Departure, Distribution, Hold, Share, ShareSet
from ip.rules import distribute
from ip.rules.formula import Payout
from ip.rules.standing import START
from record import clock
from record.consumers import run_all
from record.errors import Invalid, NotAllowed, Stale, WrongState
from record.feed import feed
from record.models import Delivery
from tests.audit.test_beneath import begun
from tests.world import ip as made
from tests.world import money, policies

TODAY = clock.today("Asia/Shanghai")
START_DAY = TODAY - timedelta(days=60)
CLAUSE = {"section": "§ 7", "en": "Who leaves gives the part to the department.", "zh": "离职者的份额归院系。"}


def formula(leaves=None, dies=None) -> dict:
    """A third each; whatever is asked becomes of the part of who leaves or dies."""
    persons = {"clause": CLAUSE} | ({"leaves": leaves} if leaves else {}) | ({"dies": dies} if dies else {})
    named = [("inventors", "Inventors", "发明人"), ("department", "Department", "院系"), ("school", "School", "学校")]
    return {
        "format": 1, "id": "departures", "name": {"en": "Sharing", "zh": "分配"}, "institution": {"en": "Linhai", "zh": "临海大学"},
        "source": {"citation": "Made for a test"}, "currency": "CNY", "scope": "asset", "period": "life", "tiering": "marginal",
        "rounding": "largest_remainder", "deductions": [], "applies_by": "received", "persons": persons,
        "parties": [{"key": key, "name": {"en": en, "zh": zh}, **({"persons": True} if key == "inventors" else {})} for key, en, zh in named],
        "tiers": [{"from": "0", "to": None, "shares": dict.fromkeys(("inventors", "department", "school"), "100/3")}],
    }  # fmt: skip


def published(world, document: dict, **said):
    return policies.published(world, document, applies_by="", **said)


def begin(world):
    asset = made.owned(world, stakes=(("linhai", 1),), completed_on=START_DAY)
    return made.shared(world, asset)  # 2, 2, 1


@pytest.fixture
def signed(beginning):
    return beginning


def depart(world, share_set, version, *, role="contributor", what="left", on=None, heirs=(), seen=1, who=("linhai", "officer")):
    return propose_departure(
        actor=world.actor(*who), asset=share_set.asset, seen=seen, person=world.person("linhai", role), what=what, on=on or TODAY,
        version=version, heirs=heirs, reasons="It happened.",
    )  # fmt: skip


def confirm(world, departure, who=("linhai", "approver")):
    return actions.confirm_departure(actor=world.actor(*who), departure=departure, seen=departure.version)


def found(world) -> list:
    """What an auditor's verification finds."""
    checks = Checks(begun(world))
    assert checks.run()
    return [(finding.code, finding.of) for finding in checks.findings]


def test_a_part_that_falls_to_a_party_is_posted_to_it_to_the_cent_and_needs_no_signature(world, signed):
    version = published(world, formula({"lost_to": "department"}))
    confirm(world, depart(world, signed, version))
    last = ShareSet.objects.get(number=2)
    assert [key for key, _part in last.pairs()][1] == "party:department"
    deal = made.licence(world, signed.asset)
    row = money.posted(world, deal, 10_000_001)
    lines = [(line.key, line.amount) for line in row.lines.order_by("line")]
    assert lines == [(line.key, line.amount) for line in distribute(version.formula, 10_000_001, currency="CNY", standing=START, shares=last.divided()).lines]
    assert sum(amount for key, amount in lines if key == "department") == 3_333_334 + 1_333_333  # its own third, and two fifths of another
    assert not row.lines.filter(person=world.person("linhai", "contributor")).exists() and not Hold.objects.exists()
    assert recompute(row).holds and found(world) == []
    unclaimed = row.lines.get(person=world.person("linhai", "viewer"))
    assert goes_to(unclaimed, Payout(forfeit_to="other_persons")) == [(world.person("linhai", "investigator"), 2)]  # a party is no person
    assert bundle(world.actor("linhai", "auditor"), row)[0]
    client = world.client("linhai", "auditor")
    page, paper = (client.get(reverse(name, args=[row.uid])) for name in ("ip:distribution", "ip:distribution_pdf"))
    assert (page.status_code, paper.status_code) == (200, 200) and "from who has left or died" in page.content.decode()
    why = client.get(reverse("ip:why", args=[row.lines.get(person=world.person("linhai", "viewer")).uid])).content.decode()
    assert "Signed before, and the part did not shrink" in why


def test_who_signed_before_and_has_not_less_is_paid_once_a_second_person_has_confirmed(world, signed):
    version = published(world, formula("lost_to_others"))
    departure = depart(world, signed, version)
    assert departure.share_set.divided().parts == tuple((str(world.person("linhai", role).uid), Fraction(part, 3))
                                                        for role, part in (("investigator", 2), ("viewer", 1)))  # fmt: skip
    assert departure.share_set.shares.unsigned().count() == 2
    confirm(world, departure)
    signature = departure.share_set.shares.get(line=1).signature
    assert (signature.how, signature.before, signature.fingerprint) == ("carried", signed.shares.get(line=1).signature, departure.share_set.fingerprint)
    assert departure.share_set.shares.unsigned().count() == 0


def test_heirs_take_the_place_of_who_died_and_sign_for_themselves(world, signed):
    version = published(world, formula(dies="heirs"))
    heirs = [{"name_en": "Ada Byron", "part": 2}, {"person": world.person("linhai", "viewer"), "part": 1}]
    departure = confirm(world, depart(world, signed, version, what="died", heirs=heirs))
    shares = departure.share_set.shares.order_by("line")
    assert [(share.person.name, Fraction(share.part, departure.share_set.whole)) for share in shares] == [
        (world.person("linhai", "investigator").name, Fraction(2, 5)), ("Ada Byron", Fraction(4, 15)),
        (world.person("linhai", "viewer").name, Fraction(1, 3)),
    ]  # fmt: skip
    assert [share.person.name for share in departure.share_set.shares.unsigned()] == ["Ada Byron"]
    assert Share.objects.signable().filter(person__name_en="Ada Byron").exists()
    actions.propose_shares(actor=world.actor("linhai", "officer"), asset=signed.asset, seen=2, since=TODAY, whole=1, reasons="She alone.",
                           parts=[(shares[1].person, 1)])  # fmt: skip


def test_the_asset_tells_of_a_departure_once(world, signed):
    reader, version = world.actor("linhai", "officer"), published(world, formula("lost_to_others"))
    before = len(feed(reader, signed.asset.uid))
    departure = depart(world, signed, version)
    assert [row["kind"] for row in feed(reader, signed.asset.uid)[:-before]] == ["departure.proposed"]
    assert [row["kind"] for row in feed(reader, departure.share_set.uid)] == ["departure.proposed", "shares.redrawn"]


def test_only_who_must_sign_is_asked_to(world, signed):
    run_all()
    version, heir = published(world, formula(dies="heirs")), world.person("linhai", "broker")
    earlier = set(Delivery.objects.values_list("pk", flat=True))
    depart(world, signed, version, what="died", heirs=[{"person": heir, "part": 1}])
    run_all()
    asked = Delivery.objects.filter(kind="shares.proposed").exclude(pk__in=earlier)
    assert {row.recipient: read(row) is not None for row in asked} == {
        world.member("linhai", role).uid: role == "broker" for role in ("investigator", "broker", "viewer")
    }  # fmt: skip


@pytest.mark.parametrize("who", [("linhai", "officer"), ("linhai", "investigator"), ("linhai", "finance")])
def test_whoever_proposed_it_or_has_a_part_is_no_second_person(world, signed, who):
    departure = depart(world, signed, published(world, formula("lost_to_others")))
    with pytest.raises(NotAllowed):
        confirm(world, departure, who)
    assert departure.share_set.shares.unsigned().count() == 2


def test_it_is_confirmed_once_and_not_when_other_shares_hold(world, signed):
    departure = confirm(world, depart(world, signed, published(world, formula("lost_to_others"))))
    with pytest.raises(WrongState):
        confirm(world, departure)
    again = depart(world, signed, departure.policy_version, role="viewer", seen=2)
    made.shared(world, signed.asset, sign=False)
    with pytest.raises(WrongState):
        confirm(world, again)


@pytest.mark.parametrize(("said", "what", "heirs", "field"), [
    ({}, "left", (), "what"), ({"leaves": "keeps"}, "left", (), "what"), ({"dies": "heirs"}, "died", (), "what"),
    ({"dies": "lost_to_others"}, "died", [{"name_en": "Ada Byron", "part": 1}], "what"), ({}, "died", (), "what"),
])  # fmt: skip
def test_nothing_is_set_anew_where_the_policy_keeps_the_part_or_is_silent_or_heirs_do_not_fit(world, signed, said, what, heirs, field):
    version = published(world, formula(**said))
    with pytest.raises(Invalid) as refused:
        depart(world, signed, version, what=what, heirs=heirs)
    assert (refused.value.field, ShareSet.objects.count(), Departure.objects.count()) == (field, 1, 0)


def test_the_day_and_the_set_are_those_that_were_read(world, signed):
    version = published(world, formula("lost_to_others"))
    for on in (TODAY + timedelta(days=1), START_DAY - timedelta(days=1)):
        with pytest.raises(Invalid) as refused:
            depart(world, signed, version, on=on)
        assert refused.value.field == "on"
    with pytest.raises(Stale):
        depart(world, signed, version, seen=0)


def test_the_rule_is_that_of_the_version_which_holds_on_the_day(world, signed):
    earlier = published(world, formula("lost_to_others"), since=date(2020, 1, 1))
    later = policies.followed(world, earlier, formula({"lost_to": "school"}) | {"id": "later"}, since=TODAY - timedelta(days=5))
    with pytest.raises(Invalid) as refused:
        depart(world, signed, later, on=TODAY - timedelta(days=9))
    assert refused.value.field == "version"
    assert depart(world, signed, earlier, on=TODAY - timedelta(days=9)).policy_version == earlier
    assert depart(world, signed, later, role="viewer", seen=2).share_set.shares.filter(party="school").exists()


def test_what_was_distributed_before_stays_and_a_part_of_a_party_stands_in_later_sets_only_if_it_fell_to_it(world, signed):
    version = published(world, formula({"lost_to": "department"}))
    deal = made.licence(world, signed.asset)
    before = money.posted(world, deal, 900, on=TODAY - timedelta(days=2))
    depart(world, signed, version, on=TODAY - timedelta(days=1))
    person = world.person("linhai", "investigator")
    assert before.lines.get(person=world.person("linhai", "contributor")).amount == 120
    officer = world.actor("linhai", "officer")
    said = {"actor": officer, "asset": signed.asset, "since": TODAY, "whole": 2, "reasons": "Agreed."}
    with pytest.raises(Invalid):
        actions.propose_shares(seen=2, parts=[(person, 1), ("party:school", 1)], **said)
    third = actions.propose_shares(seen=2, parts=[(person, 1), ("party:department", 1)], **said)
    form = SharesForm(actor=officer, asset=signed.asset, first=False, parties=telling.parties_of(officer, third), rows=())
    assert form.choices[-1] == ("party:department", "Department")


def test_the_audit_finds_a_set_that_is_not_what_the_rule_makes(world, signed):
    version = published(world, formula(dies="heirs"))
    departure = confirm(world, depart(world, signed, version, what="died", heirs=[{"name_en": "Ada Byron", "part": 1}]))
    row = money.posted(world, made.licence(world, signed.asset), 900)
    Departure.objects.filter(pk=departure.pk).update(heirs=[[str(world.person("linhai", "viewer").uid), 1]])
    assert recompute(Distribution.objects.get(pk=row.pk)).wrong == ["departure"]
    assert ("altered", "ip.departure") in found(world)


def test_the_page_shows_the_rule_with_its_clause_and_both_sets_and_then_proposes(world, signed):
    version = published(world, formula({"lost_to": "department"}, "heirs"))
    client, url = world.client("linhai", "officer"), f"/ip/{signed.asset.uid}/shares/departure/"
    typed = {"seen": "1", "person": world.person("linhai", "contributor").uid, "what": "left", "on": str(TODAY)}
    page = client.post(url, typed)
    text = page.content.decode()
    assert page.status_code == 200 and ShareSet.objects.count() == 1
    assert all(said in text for said in ("§ 7", "Who leaves gives the part to the department.", "Department", "signed before", "40"))
    assert client.post(url, typed | {"propose": "1"}).status_code == 200  # nothing is proposed that was not shown
    assert client.post(url, typed | {"what": "died"}).status_code == 422  # the heirs are missing
    sent = client.post(url, typed | {"version": version.uid, "reasons": "She left.", "propose": "1"})
    assert (sent.status_code, ShareSet.objects.latest("number").number) == (303, 2)
    shown = world.client("linhai", "approver").get(sent.headers["Location"]).content.decode()
    assert "Who leaves gives the part to the department." in shown and "none needed" in shown


@pytest.mark.parametrize(("leaves", "said"), [("keeps", "Nothing is set anew."), (None, "The policy says nothing about it.")])
def test_the_page_says_why_nothing_is_proposed(world, signed, leaves, said):
    published(world, formula(leaves))
    typed = {"seen": "1", "person": world.person("linhai", "contributor").uid, "what": "left", "on": str(TODAY)}
    text = world.client("linhai", "officer").post(f"/ip/{signed.asset.uid}/shares/departure/", typed).content.decode()
    assert said in text and 'name="propose"' not in text
