"""A source leaves something open: the question is written in the editor, or comes with a template, and is answered in a page."""
import pytest
from django.urls import reverse

from ip.models import PolicyVersion
from ip.rules import Refused, distribute
from tests.ip.typist import Typist


@pytest.fixture
def client(world):
    return world.client("linhai", "administrator")


@pytest.fixture
def desk(client):
    """Half to each, after a fee whose percentage is not known yet."""
    desk = Typist(client, reverse("ip:write_policy"))
    desk.fill("head", name_en="Ours", institution_en="Ours", citation="Rules", currency="USD", applies_by="received").go("parties")
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions")
    desk.add("deductions", "percent", name_en="Fee").go("questions").go("tiers").fill("head", scope="asset")
    return desk.add("tiers", "tier", share__inventors="50", share__university="50")


def saved(desk) -> PolicyVersion:
    desk.go("check")
    desk.page.sent["deal_kinds"] = ["licence"]
    assert desk.press("save").answer.status_code == 303, desk.text
    return PolicyVersion.objects.get(state="draft")


def given(version: PolicyVersion, gross: int = 1_000) -> dict:
    return distribute(version.formula, gross, currency="USD").amounts()


def test_a_percentage_that_is_asked_for_waits_for_its_answer(desk, client):
    desk.go("questions").add("asks", "ask", question_en="How much is the fee?", at="deductions[0].percent").go("check")
    assert "How much is the fee?" in desk.text
    version = saved(desk)
    with pytest.raises(Refused, match="must be answered"):
        given(version)
    page = client.get(reverse("ip:policy", args=[version.uid])).content.decode()
    assert "How much is the fee?" in page
    again = Typist(client, reverse("ip:write_draft", args=[version.uid])).go("questions")
    again.fill("head", how_much_is_the_fee="12,5 %").go("check").press("save")
    assert given(PolicyVersion.objects.get()) == {"fee": 125, "inventors": 438, "university": 437}


def test_answers_to_choose_from_are_written_without_json(desk):
    desk.go("deductions").fill("deductions-0", percent="10").go("questions")
    desk.add("asks", "ask", question_en="Marginal or slab?")
    desk.add("options", "option", of="1", name_en="its own part").add("options", "option", of="1", name_en="all", place="tiering=slab")
    desk.add("options", "option", of="1", name_en="a larger fee", place="deductions[0].percent", to="20")
    version = saved(desk)
    (ask,) = version.document["asks"]
    assert [(option["value"], option.get("set")) for option in ask["options"]] == [
        ("its_own_part", None), ("all", {"tiering": "slab"}), ("a_larger_fee", {"deductions[0].percent": "20"}),
    ]  # fmt: skip
    desk = Typist(desk.client, reverse("ip:write_draft", args=[version.uid])).go("questions")
    desk.fill("head", marginal_or_slab="a_larger_fee").go("check").press("save")
    assert given(PolicyVersion.objects.get())["fee"] == 200


def test_a_tier_that_is_asked_for_is_answered_among_the_tiers(desk):
    desk.fill("tiers-0", to="1,000").press("go:questions")
    desk.add("asks", "ask", question_en="And above?", at="tiers[1]")
    desk.go("deductions").fill("deductions-0", percent="0")
    version = saved(desk)
    assert [question.key for question in version.formula.questions] == ["and_above"]
    desk = Typist(desk.client, reverse("ip:write_draft", args=[version.uid])).go("tiers")
    desk.add("tiers", "tier", share__inventors="20", share__university="80").go("check").press("save")
    version = PolicyVersion.objects.get()
    assert version.document["answers"]["and_above"]["shares"] == {"inventors": "20", "university": "80"}
    assert given(version, 200_000) == {"fee": 0, "inventors": 70_000, "university": 130_000}


@pytest.mark.parametrize("template", ["us-georgetown-2006", "us-warf-1998"])
def test_a_published_template_with_a_tier_to_answer_is_answered_in_the_page(client, template):
    desk = Typist(client, f"{reverse('ip:write_policy')}?from={template}")
    assert "The source leaves something open" in desk.text
    if desk.page.sent["head-applies_by"] == ["unknown"]:
        desk.fill("head", answer="received")
    desk.go("questions").go("tiers").press("add:tiers:tier")
    keys = [name for name in desk.page.sent if name.startswith("tiers-1-share.")]
    desk.page.sent |= {keys[0]: ["100"]}
    assert not saved(desk).formula.questions


def test_a_question_without_answers_is_told_at_the_question_and_one_that_goes_takes_its_answer_along(desk):
    desk.go("deductions").fill("deductions-0", percent="10").go("questions").add("asks", "ask", question_en="Which?").press("go:check")
    assert desk.answer.status_code == 422
    assert "Missing: what is asked for" in desk.text
    desk.add("options", "option", of="1", name_en="this one").press("go:check")
    desk.go("questions").fill("head", which="this_one").press("remove:asks:0")
    assert "answers" not in saved(desk).document
