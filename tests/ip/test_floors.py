"""Floors of the law at the three moments: a policy is published, a deal is signed, a distribution is approved."""
import copy
from datetime import date
from decimal import Decimal

import pytest

from governance.actions import cast_vote
from governance.models import Decision, Voice
from ip import actions
from ip.fingerprints import deal_fingerprint
from ip.floors import of_distribution, of_version
from ip.models import Distribution, PolicyVersion
from ip.policies import published as formulas
from ip.trying import Example, tried
from ip.wording import tell_floors
from partners.models import Institution
from record.errors import Invalid, NotAllowed
from record.models import Event
from tests.world import ip as made
from tests.world import money, policies

S = Distribution.State


def state_founded(world, region=""):
    Institution.objects.filter(pk=world.linhai.pk).update(founder="state", region=region)


def formula(team: str, fee: str = "") -> dict:
    """`team` per cent to those who completed it, the rest to the school, after a fee of `fee` per cent of the receipt and costs."""
    document = copy.deepcopy(formulas()["cn-nwafu-transfer"])
    document["id"] = "own"
    document["tiers"][0]["shares"] = {"completers": team, "university": str(100 - Decimal(team))}
    document["parties"] = [party for party in document["parties"] if party["key"] != "college"]
    document["tiers"][0].pop("clause")
    fees = [{"kind": "percent", "key": "fee", "name": {"en": "Fee"}, "of": "gross", "percent": fee}] if fee else []
    document["deductions"] = [*fees, document["deductions"][0]]
    document.pop("unconfirmed", None)
    return document


def missed(findings) -> dict[str, int]:
    return {finding.floor.key: finding.short_by for finding in findings if finding.breaks}


def test_a_state_founded_university_may_not_publish_thirds(world):
    state_founded(world)
    version = policies.draft(world, "us-stanford-pre-change")
    with pytest.raises(Invalid, match="which binds"):
        actions.propose_version(actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint, since=policies.SINCE)
    assert PolicyVersion.objects.get(pk=version.pk).state == "draft"


@pytest.mark.parametrize(("team", "fee", "reaches"), [("50", "", True), ("49", "", False), ("55", "15", False), ("60", "15", True)])
def test_half_is_measured_on_what_was_received_never_on_the_net_of_the_policy_itself(world, team, fee, reaches):
    """55 % of what a fee of 15 % leaves is 46.75 % of the receipt: 促进科技成果转化法 45 asks for half."""
    state_founded(world)
    version = policies.draft(world, formula(team, fee))
    assert (missed(of_version(version, policies.SINCE)) == {}) is reaches


def test_the_law_of_the_day_on_which_a_version_begins_is_asked(world):
    state_founded(world, "浙江省杭州市")
    version = policies.draft(world, formula("60"))
    days = [policies.date(2021, 9, 28), policies.date(2021, 9, 29)]
    assert [set(missed(of_version(version, day))) for day in days] == [set(), {"cn-zj-transfer-licence"}]


def test_zhejiang_lets_one_go_on_with_written_grounds_and_the_record_keeps_them(world):
    state_founded(world, "浙江")
    version = policies.proposed(world, formula("60"))
    with pytest.raises(Invalid) as refused:
        policies.agree(world, version)
    assert refused.value.field == "reasons"
    policies.agree(world, version, reasons="The completer took 30 % of the ownership (art. 37 para. 3).")
    assert PolicyVersion.objects.get(pk=version.pk).state == "published"
    event = Event.objects.get(kind="floors.passed")
    assert Voice.objects.get(decision__subject=version.uid).reasons.startswith("The completer")
    assert event.subject == version.uid


def test_a_deal_is_not_signed_under_a_policy_that_the_law_no_longer_lets_stand(world):
    asset = made.owned(world, stakes=(("linhai", 1),))
    policies.published(world, "us-stanford-pre-change")
    deal = made.draft(world, asset)
    actions.propose_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal_fingerprint(deal))
    state_founded(world)
    decision = Decision.objects.open().get(subject=deal.uid)
    with pytest.raises(Invalid, match="which binds"):
        cast_vote(actor=world.actor("linhai", "approver"), decision=decision, seen=decision.fingerprint, value="yes")
    page = world.client("linhai", "officer").get(f"/ip/deals/{deal.uid}/").content.decode()
    assert "cannot be agreed as it stands" in page and "百分之五十" in page


def test_a_distribution_below_a_floor_that_binds_can_only_be_returned(world):
    distribution = money.prepared(world, money.licensed(world, key="us-yale", currency="USD"), 90_000_000)
    state_founded(world)
    with pytest.raises(Invalid, match="which binds"):
        money.decide(world, distribution, reasons="Agreed with all inventors in writing.")
    assert money.decide(world, distribution, "return").state == S.RETURNED


def test_a_distribution_below_a_floor_that_yields_is_approved_only_on_grounds(world):
    policies.published(world, formula("60"))
    distribution = money.prepared(world, money.licensed(world), 90_000_000)
    state_founded(world, "浙江")
    with pytest.raises(Invalid):
        money.decide(world, distribution, reasons="")
    assert money.decide(world, distribution, reasons="The completer took a part of the ownership.").state == S.POSTED
    assert Event.objects.get(kind="floors.passed").subject == distribution.uid


def test_costs_that_the_receipt_bore_are_not_net_income(world):
    policies.published(world, formula("50"))
    deal = money.licensed(world)
    money.spent(world, deal.asset, 1_000_000)
    distribution = money.prepared(world, deal, 10_000_000)
    state_founded(world)
    found = next(finding for finding in of_distribution(distribution) if finding.floor.key == "cn-45-transfer-licence")
    assert (found.base_amount, found.required, found.paid) == (9_000_000, 4_500_000, 4_500_000)
    assert "the receipt less tax and direct costs" in tell_floors([found], "CNY")[0].base


@pytest.mark.parametrize(("team", "posts"), [("70", True), ("69.999", False)])
def test_a_formula_exactly_at_a_floor_shares_odd_cents_too(world, team, posts):
    """70 % of ¥100.03 are 70.021: rounded by largest remainder to 70.02, which is no breach of 河南 art. 33; a part below it is."""
    policies.published(world, formula(team))
    distribution = money.prepared(world, money.licensed(world), 10_003)
    state_founded(world, "河南省")
    if not posts:
        with pytest.raises(Invalid, match="which binds"):
            money.decide(world, distribution)
        return
    distribution = Distribution.objects.get(pk=distribution.pk)
    found = next(f for f in of_distribution(distribution) if f.floor.key == "cn-ha-transfer-licence")
    assert (found.paid, found.required, found.reached, found.short_by) == (7_002, 7_003, True, 0)
    assert "before the last unit is rounded" in " ".join(told.text for told in tell_floors(of_distribution(distribution), "CNY"))
    assert money.decide(world, distribution).state == S.POSTED


def test_what_is_said_of_main_contributors_is_shown_and_never_enforced(world):
    state_founded(world)
    version = policies.draft(world, formula("50"))
    findings = of_version(version, policies.SINCE)
    assert missed(findings) == {}
    assert any("measured once they are recorded on the page of the asset" in floor.text for floor in tell_floors(findings, "CNY"))


def main_contributor(world, asset, role="investigator", who=("linhai", "officer"), **said):
    given = {"kind": "main_contributors", "since": date(2020, 1, 1), "grounds": "Minutes of the group, 3 March."} | said
    return actions.record_merit(actor=world.actor(*who), asset=asset, person=world.person("linhai", role), **given)


def of_main(distribution):
    return next(found for found in of_distribution(distribution) if found.floor.to == "main_contributors")


def test_the_main_contributors_half_is_measured_on_what_they_get(world):
    """Shares 2 : 2 : 1 of the reward: one of the first two gets two fifths of it, less than half; both get four fifths."""
    state_founded(world)
    distribution = money.posted(world)
    asset, reward = distribution.scope.asset, sum(distribution.lines.filter(kind="person").values_list("amount", flat=True))
    assert of_main(distribution).required is None
    main_contributor(world, asset)
    found = of_main(distribution)
    assert (found.reached, found.paid, found.required) == (False, reward * 2 // 5, -(-reward // 2))
    main_contributor(world, asset, "contributor")
    assert (of_main(distribution).reached, of_main(distribution).paid) == (True, reward * 4 // 5)
    main_contributor(world, asset, counts=False, since=distribution.on)
    assert of_main(distribution).paid == reward * 2 // 5
    (told,) = tell_floors([of_main(distribution)], "CNY")
    assert told.mark == "due" and "persons who made the main contribution" in told.text


def test_who_counts_is_recorded_by_the_office_about_others_with_grounds_and_never_edited(world):
    asset = made.shared(world, made.owned(world)).asset
    main_contributor(world, asset)
    assert Event.objects.filter(kind="merit.recorded", subject=asset.uid).count() == 1
    for said in ({"grounds": " "}, {"since": date(2099, 1, 1)}, {"kind": "heroes"}):
        with pytest.raises(Invalid) as refused:
            main_contributor(world, asset, **said)
        assert refused.value.field == next(iter(said))
    for who, role in ((("linhai", "investigator"), "contributor"), (("linhai", "officer"), "officer")):
        with pytest.raises(NotAllowed):
            main_contributor(world, asset, role, who=who)
    page = world.client("linhai", "officer").get(f"/ip/{asset.uid}/").content.decode()
    assert "Main contributor" in page and "Minutes of the group, 3 March." in page


def test_the_net_of_the_law_bears_each_cost_once_although_the_policy_recovers_none(world):
    """45 % of the receipt are more than half of 800,000; of the next receipt, which bears no cost any more, they are too little."""
    document = formula("45")
    document["deductions"] = []
    Institution.objects.filter(pk=world.linhai.pk).update(founder="private")
    policies.published(world, document)
    deal = money.licensed(world)
    money.spent(world, deal.asset, 20_000_000)
    state_founded(world)
    first = money.prepared(world, deal, 100_000_000)
    assert missed(of_distribution(first)) == {}
    assert {finding.base_amount for finding in of_distribution(first) if finding.floor.base == "net"} == {80_000_000}
    Institution.objects.filter(pk=world.linhai.pk).update(founder="private")
    money.decide(world, first)
    state_founded(world)
    following = money.prepared(world, deal, 100_000_000)
    assert {finding.base_amount for finding in of_distribution(following) if finding.floor.base == "net"} == {100_000_000}
    assert set(missed(of_distribution(following)).values()) == {5_000_000}
    assert {finding.base_amount for finding in of_distribution(first) if finding.floor.base == "net"} == {80_000_000}


THIRTY = [{"from": "0", "shares": {"team": "30", "school": "70"}}]
HALVES = [{"from": "0", "shares": {"team": "50", "school": "50"}}]
TABLE = {"index": "CPI", "base_date": "2020-01-01", "table": [{"from": "2020-01-01", "factor": "1"}]}
STEPS = [{"from": "0", "to": "100000", "shares": {"team": "50", "school": "50"}}, {"from": "100000", "shares": {"team": "30", "school": "70"}}]
FEE = {"key": "fee", "name": {"en": "Fee"}, "kinds": ["upfront"], "tiers": HALVES}


@pytest.mark.parametrize("words", [
    {"tiers": THIRTY, "schedules": [FEE]},  # all other money follows the formula itself
    {"tiers": HALVES, "schedules": [FEE | {"tiers": THIRTY}]},
    {"tiers": STEPS, "scope": "asset", "indexation": TABLE},
    {"tiers": STEPS, "scope": "person"},
    {"tiers": HALVES, "caps": [{"party": "team", "amount": "100000", "to": "school", "each": True}]},
], ids=["beside a kind of income", "of a kind of income", "with indexed thresholds", "person by person", "with a cap for each person"])  # fmt: skip
def test_a_formula_is_measured_in_all_that_it_says(world, words):
    """Thirty of a hundred stand somewhere in each: the law asks for half, and sees it."""
    document = {
        "format": 1, "id": "ours", "name": {"en": "Ours"}, "institution": {"en": "Linhai"}, "source": {"citation": "Rules"}, "currency": "CNY",
        "applies_by": "received", "scope": "flat", "deductions": [], "rounding": "largest_remainder",
        "parties": [{"key": "team", "name": {"en": "Team"}, "persons": True}, {"key": "school", "name": {"en": "School"}}], **words,
    }  # fmt: skip
    state_founded(world)
    version = policies.draft(world, document, applies_by="")
    assert missed(of_version(version, policies.SINCE))
    version.document = document | {"tiers": HALVES, "scope": "flat", "caps": [], "schedules": [FEE]}
    version.document.pop("indexation", None)
    assert missed(of_version(version, policies.SINCE)) == {}


def test_an_example_counts_what_a_person_gets_whose_own_part_runs_through_the_tiers(world):
    document = formulas()["us-mit"] | {"currency": "CNY", "scope": "person", "tiers": [{"from": "0", "shares": {"inventors": "60", "institute": "40"}}]}
    version = policies.draft(world, document)
    found = tried(version, None, Example("CNY", 10_000_000), policies.SINCE)
    assert {row.label: row.amount for row in found.rows}["One person"] == 5_100_000
    assert [floor.text.startswith("¥51,000.00 to persons") for floor in found.floors] == [True, True]
