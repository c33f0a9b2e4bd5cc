"""Formulas with limits for money of one origin, for all results together, or by how many share: typed in, and used for receipts."""
from datetime import date

import pytest
from django.urls import reverse

from audit.recompute import recompute
from ip import actions
from ip.models import Distribution, PolicyVersion
from ip.rules import Origin, distribute
from ip.wording import spell
from tests.ip.test_equity import concluded
from tests.ip.typist import Typist
from tests.world import ip as rights
from tests.world import money, policies


@pytest.fixture
def desk(world):
    typed = Typist(world.client("linhai", "administrator"), reverse("ip:write_policy"))
    typed.fill("head", name_en="Ours", institution_en="Linhai", citation="Regulation 7", currency="CNY", applies_by="received")
    typed.go("parties").add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University")
    return typed.go("deductions").go("tiers").add("tiers", "tier", share__inventors="40", share__university="60")


def used(world, desk: Typist, *kinds: str) -> PolicyVersion:
    """Saved as a draft, proposed, and published by an approver."""
    desk.go("check")
    desk.page.sent["deal_kinds"] = list(kinds or ["licence"])
    assert desk.press("save").answer.status_code == 303, desk.text
    draft = PolicyVersion.objects.get(state="draft")
    actions.propose_version(actor=world.actor("linhai", "administrator"), version=draft, seen=draft.fingerprint, since=policies.SINCE)
    policies.agree(world, draft)
    return draft


def persons(distribution: Distribution) -> list[int]:
    """In whole yuan, in the order of the share set (2 : 2 : 1)."""
    return [amount // 100 for amount in distribution.lines.exclude(person=None).order_by("line").values_list("amount", flat=True)]


def test_royalties_are_capped_for_each_inventor_and_year_and_equity_is_not(world, desk):
    """A laboratory's limit on royalties of ¥70,000 for each: what came by equity neither is cut nor fills it."""
    desk.go("kinds").add("schedules", "kind", name_en="Royalties", name_zh="提成", kinds=["royalty"]).go("kind-0")
    desk.add("tiers", "tier", share__inventors="40", share__university="60").fill("head", own_caps="on").press("stay")
    desk.add("caps", "cap", party="inventors", amount="7万", per="year", holds="each", to__university="50")
    desk.press("go:check")
    assert "sum to 50, not to 100" in desk.text  # told at its field, in the step of the royalties
    desk.fill("caps-0", to__university="100")
    draft = used(world, desk)
    assert "Inventors: each person gets no more than ¥70,000.00 a year; what is above goes to: University" in [
        line.replace("\u00a0", " ") for step in spell(draft.formula) for line in step.lines]  # fmt: skip
    deal = money.licensed(world)
    first, equity, last = (money.posted(world, deal, amount, income=income) for amount, income in (
        (50_000_000, "royalty"), (50_000_000, "equity"), (10_000_000, "royalty")))  # fmt: skip
    assert [persons(row) for row in (first, equity, last)] == [[70_000, 70_000, 40_000], [80_000, 80_000, 40_000], [0, 0, 8_000]]
    assert all(recompute(row).holds for row in (first, equity, last))
    page = world.client("linhai", "finance").get(reverse("ip:distribution", args=[first.uid])).content.decode().replace("\u00a0", " ")
    assert "each person gets no more than ¥70,000.00 a year" in page
    assert "40 % of the share of: Inventors before the cap for each, less ¥10,000.00" in page
    assert "20 % of the share of: Inventors before the cap for each" in page


def test_three_or_more_inventors_have_half_and_fewer_have_two_fifths(world, desk):
    desk.go("kinds").add("schedules", "kind", name_en="Three or more", persons_from="3", persons_to="2").press("go:kind-0")
    assert "Three or more, the upper end is 2, but must lie between 3 and 100" in desk.text
    desk.fill("schedules-0", persons_to="").go("kind-0").add("tiers", "tier", share__inventors="50", share__university="50")
    desk.page.sent |= {"gross": ["1,000.00"], "persons": ["2"]}
    assert "400.00" in desk.press("stay").text
    desk.page.sent["persons"] = ["3"]
    assert "500.00" in desk.press("stay").text
    draft = used(world, desk)
    assert "money of this origin (number of persons who share: from 3 on) is shared in the same way whatever the amount" in [step.text for step in spell(draft.formula)]
    three = money.posted(world, money.licensed(world), 10_000_000)
    two = money.posted(world, money.licensed(world, parts=(1, 1), people=rights.INVENTORS[:2]), 10_000_000)
    assert [persons(row) for row in (three, two)] == [[20_000, 20_000, 10_000], [20_000, 20_000]]
    assert (three.trace["inputs"]["persons"], recompute(three).holds, recompute(two).holds) == (3, True, True)


def test_an_office_has_its_fee_until_its_budget_of_the_year_is_full_from_whatever_result(world, desk):
    """As at Northwestern: 15 % of the gross always come off; what exceeds the office's budget of the year goes to a fund."""
    desk.go("parties").add("parties", "party", name_en="Fees")
    desk.add("parties", "party", name_en="Office", of="3", percent="100").add("parties", "party", name_en="Fund", of="3", percent="0")
    desk.go("deductions").add("deductions", "percent", name_en="Fee", percent="15", payee="fees").go("special")
    desk.add("caps", "cap", party="office", amount="20,000", per="year", holds="party_everywhere", to__fund="100")
    draft = used(world, desk)
    assert "gets no more than ¥20,000.00 a year; what is above goes to: Fund, counted over all that the institution shares" in [
        step.text.replace("\u00a0", " ") for step in spell(draft.formula)]  # fmt: skip
    rows = [money.posted(world, money.licensed(world), 10_000_000) for _result in range(2)]
    given = [{key: row.lines.get(key=key).amount for key in ("office", "fund")} for row in rows]
    assert given == [{"office": 1_500_000, "fund": 0}, {"office": 500_000, "fund": 1_000_000}]
    assert all(recompute(row).holds for row in rows)
    page = world.client("linhai", "finance").get(reverse("ip:distribution", args=[rows[1].uid])).content.decode().replace("\u00a0", " ")
    assert "gets no more than ¥20,000.00 a year; what is above goes to: Fund ¥10,000.00, counted over all that the institution shares" in page


def test_a_bylaw_names_licence_equity_and_own_implementation_each_with_its_parts(world, desk):
    """As many in China do: of the income two fifths, of the shares four fifths, of five years' profits a tenth and then nothing."""
    desk.go("source").fill("head", currency="").go("kinds")
    for name, said in (("作价投资", {"deals": ["equity"]}), ("自行实施五年内", {"deals": ["own_implementation"], "years_since": "first_income", "years_to": "5"}),
                       ("自行实施五年后", {"deals": ["own_implementation"]})):  # fmt: skip
        desk.add("schedules", "kind", name_zh=name, **said)
    for number, (inventors, university) in enumerate((("80", "20"), ("10", "90"), ("", "100"))):
        desk.go(f"kind-{number}").add("tiers", "tier", share__inventors=inventors, share__university=university)
    draft = used(world, desk, "licence", "equity", "own_implementation")
    own = {"deal": "own_implementation", "asset": "patent"}
    parts = [distribute(draft.formula, 1_000, currency="CNY", origin=Origin(**own, years={"first_income": year})).amounts()["inventors"] for year in (1, 5, 6)]
    assert parts == [100, 100, 0]
    licence = money.posted(world, money.licensed(world), 1_000_000)
    shares = money.posted(world, concluded(world, licensed_asset(world), "equity", amount=1), 1_000, income="shares")
    profit = money.posted(world, concluded(world, licensed_asset(world), "own_implementation", starts_on=date(2024, 3, 1), ends_on=None), 1_000_000)
    assert persons(licence) == [1_600, 1_600, 800]
    assert sum(shares.lines.exclude(person=None).values_list("amount", flat=True)) == 800
    assert persons(profit) == [400, 400, 200]
    assert all(recompute(row).holds for row in (licence, shares, profit))


def licensed_asset(world):
    asset = rights.owned(world, stakes=(("linhai", 1),), completed_on=date(2024, 1, 1))
    rights.shared(world, asset)
    return asset
