"""A formula is typed in step by step, as its source says it, and gives what the source gives."""
import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from ip import actions
from ip.forms import editor
from ip.forms.editor import closed, opened, order
from ip.models import PolicyVersion
from ip.policies import HERE
from ip.policies import published as formulas
from ip.rules import Origin, Standing, answered, distribute, read_json, read_policy
from ip.wording import spell, tell
from record import clock
from record.errors import Invalid
from tests.ip.typist import Fields, Typist
from tests.world import money
from tests.world import policies as made

RECEIPTS = (1, 99, 5_000_00, 250_000_03, 90_000_000_01)


@pytest.fixture
def desk(world):
    return Typist(world.client("linhai", "administrator"), reverse("ip:write_policy"))


def sourced(desk, **said) -> Typist:
    given = {"name_en": "As typed", "institution_en": "Somewhere", "citation": "Regulation 7", "currency": "USD", "applies_by": "received"}
    return desk.fill("head", **given | said).go("parties")


def saved(desk) -> PolicyVersion:
    """Goes to the check, reads the formula there in both languages, and saves it as a draft."""
    desk.go("check")
    assert "简体中文" in desk.text
    desk.page.sent["deal_kinds"] = ["licence"]
    desk.press("save")
    assert desk.answer.status_code == 303, desk.text
    return PolicyVersion.objects.get(state="draft")


def same(version: PolicyVersion, document: dict, **names: str) -> None:
    """Both give every line the same of a few receipts, one after the other; `names`: keys of the other one."""
    ours, theirs = version.formula, read_policy(document)
    before, after = Standing(pool=70_000_00), Standing(pool=70_000_00)
    for gross in RECEIPTS:
        one = distribute(ours, gross, currency="USD", standing=before)
        two = distribute(theirs, gross, currency="USD", standing=after)
        assert one.amounts() == {names.get(key, key): amount for key, amount in two.amounts().items()}
        before, after = one.after, two.after


def test_stanford_typed_in_gives_what_its_file_gives(desk):
    """A percentage, costs, and two marginal tiers of a licence."""
    sourced(desk, applies_by="unknown", answer="received")
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="Department", name_zh="系")
    desk.add("parties", "party", name_en="School").add("parties", "party", name_en="VPDOR").go("deductions")
    desk.add("deductions", "percent", name_en="Office", percent="15 %").add("deductions", "cost_recovery", name_en="Costs").go("tiers")
    desk.fill("head", scope="licence")
    desk.add("tiers", "tier", to="3,000,000", share__inventors="33.34", share__department="24.66", share__school="21", share__vpdor="21")
    desk.add("tiers", "tier", share__inventors="33.34", share__department="14.66", share__school="26", share__vpdor="26")
    same(saved(desk), answered(formulas()["us-stanford-current"], applies_by="received"))


EMORY = {
    "format": 1, "id": "emory", "name": {"en": "Emory"}, "institution": {"en": "Emory"}, "source": {"citation": "2003"}, "currency": "USD",
    "applies_by": "received", "scope": "asset", "rounding": "largest_remainder",
    "parties": [{"key": "contributors", "name": {"en": "C"}, "persons": True}, *({"key": key, "name": {"en": key}} for key in ("department", "school", "president"))],
    "deductions": [
        {"kind": "amount", "key": "first", "name": {"en": "First"}, "amount": "5000", "payee": "contributors"},
        {"kind": "percent", "key": "ott", "name": {"en": "OTT"}, "percent": "10", "of": "remaining"},
        {"kind": "cost_recovery", "key": "costs", "name": {"en": "Costs"}},
    ],
    "tiers": [
        {"from": "0", "to": "4000000", "shares": {"contributors": "33", "department": "33", "school": "10", "president": "24"}},
        {"from": "4000000", "shares": {"contributors": "25", "department": "33", "school": "17", "president": "25"}},
    ],
}  # fmt: skip


def test_an_advance_to_the_persons_comes_before_ten_percent_and_costs(desk):
    """Emory's order, typed in the wrong one first and moved up."""
    sourced(desk)
    desk.add("parties", "party", name_en="Contributors", persons="on")
    for name in ("Department", "School", "President"):
        desk.add("parties", "party", name_en=name)
    desk.go("deductions").add("deductions", "percent", name_en="OTT", percent="10", of="remaining")
    desk.add("deductions", "amount", name_en="First", amount="5,000", payee="contributors", per="life")
    desk.press("up:deductions:1").add("deductions", "cost_recovery", name_en="Costs").go("tiers").fill("head", scope="asset")
    desk.add("tiers", "tier", to="4000000", share__contributors="33", share__department="33", share__school="10", share__president="24")
    desk.add("tiers", "tier", share__contributors="25", share__department="33", share__school="17", share__president="25")
    same(saved(desk), EMORY)


SPLIT = {
    "format": 1, "id": "capped", "name": {"en": "Capped"}, "institution": {"en": "X"}, "source": {"citation": "2008"}, "currency": "USD",
    "applies_by": "received", "scope": "asset", "rounding": {"convention": "largest_remainder", "ties": "reversed"},
    "parties": [
        {"key": "inventors", "name": {"en": "I"}, "persons": True}, {"key": "research", "name": {"en": "R"}},
        {"key": "school", "name": {"en": "S"}, "split": [
            {"key": "laboratory", "name": {"en": "L"}, "percent": "40"}, {"key": "department", "name": {"en": "D"}, "percent": "40"},
            {"key": "dean", "name": {"en": "E"}, "percent": "20"}]},
    ],
    "deductions": [{"kind": "percent", "key": "expenses", "name": {"en": "X"}, "percent": "20", "of": "gross"}],
    "tiers": [
        {"from": "0", "to": "100000", "shares": {"inventors": "50", "research": "25", "school": "25"}},
        {"from": "100000", "shares": {"inventors": "25", "research": "25", "school": "50"}},
    ],
    "caps": [{"party": "research", "amount": "500000", "per": "life", "to": "school"}],
}  # fmt: skip


def test_a_cap_whose_overflow_goes_to_a_school_that_divides_it_again(desk):
    """Columbia's cap of the research share, and a second level of 40/40/20 as at Washington University."""
    sourced(desk)
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="Research")
    desk.add("parties", "party", name_en="School")
    for name, percent in (("Laboratory", "40"), ("Department", "40"), ("Dean", "20")):
        desk.add("parties", "party", name_en=name, of="3", percent=percent)
    desk.go("deductions").add("deductions", "percent", name_en="Expenses", percent="20").go("tiers").fill("head", scope="asset")
    desk.add("tiers", "tier", to="100000", share__inventors="50", share__research="25", share__school="25")
    desk.add("tiers", "tier", share__inventors="25", share__research="25", share__school="50").go("special")
    desk.add("caps", "cap", party="research", amount="500,000", to__school="100").go("rounding").fill("head", ties="reversed")
    same(saved(desk), SPLIT)


def test_shares_that_do_not_make_a_hundred_are_shown_with_their_sum_at_the_tier(desk):
    sourced(desk).add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University")
    desk.go("deductions").go("tiers").add("tiers", "tier", share__inventors="65.5", share__university="35.5").press("go:special")
    assert desk.answer.status_code == 422
    assert "Tier 1, the shares: the parts sum to 101, not to 100." in desk.text
    assert "101 %, 1 % too much" in desk.text
    desk.fill("tiers-0", share__university="34.5").go("special").go("check").press("save")
    assert desk.answer.status_code == 422
    assert "Choose at least one." in desk.text
    assert not PolicyVersion.objects.exists()


def test_a_party_added_to_a_formula_gets_its_part_in_a_later_step(desk):
    """Nobody can fill in the tiers before the parties: one without a part yet holds nobody up, until all is saved."""
    typed = Typist(desk.client, f"{desk.url}?from=us-stanford-pre-change").go("parties")
    typed.add("parties", "party", name_en="Provost")
    assert cursor(typed) == "parties-3-name_en"  # the row that was added, wherever it stands on the page
    typed.go("deductions").go("tiers").go("check").press("save")
    assert typed.answer.status_code == 422
    assert "“Provost” has no part in any tier yet" in typed.text
    assert cursor(typed) == "tiers-0-share.provost"
    typed.fill("tiers-0", share__inventors="25", share__department="25", share__school="25", share__provost="25")
    assert saved(typed).document["tiers"][0]["shares"]["provost"] == "25"


def cursor(typed: Typist) -> str:
    """The field in which the cursor stands when the page comes."""
    (field,) = re.findall(r'name="([^"]+)"[^>]* autofocus', typed.text)
    return field


def test_a_new_formula_is_the_own_institutions_until_something_else_is_typed(desk, world):
    own = Fields(desk.text).sent
    assert [own[f"head-institution_{language}"] for language in ("en", "zh")] == [[world.linhai.name_en], [world.linhai.name_zh]]


def test_a_published_formula_is_found_by_its_institution(desk):
    found = desk.client.get(desk.url, {"q": "stanf"}).content.decode()
    assert ("us-stanford-current" in found, "us-yale" in found) == (True, False)
    assert "Type yours step by step." in desk.client.get(desk.url, {"q": "Nowhere"}).content.decode()


def test_what_is_wrong_elsewhere_leads_to_its_step_and_nothing_is_lost(desk):
    """Saved from the check although the source is missing: the step of the source is shown, with everything typed."""
    desk.fill("head", name_en="Half", citation="").press("go:check")
    assert desk.answer.status_code == 422
    assert "Missing: the source." in desk.text
    assert desk.page.sent["head-name_en"] == ["Half"]


def test_the_example_computes_beside_the_step_as_soon_as_the_formula_is_whole(desk, world):
    assert "It computes as soon as the formula is whole." in desk.text
    begun = Typist(desk.client, reverse("ip:write_policy") + "?from=us-yale")
    begun.go("tiers")
    begun.page.sent["gross"] = ["1,000.00"]
    begun.page.sent["pool"] = ["0"]
    answer = desk.client.post(desk.url, begun.page.sent, headers={"HX-Request": "true"})
    assert "450.00" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("key", sorted(formulas()))
def test_a_published_formula_goes_through_every_step_unchanged(key):
    """Each step shows its part of the file, and what it shows is what it writes back."""
    document = opened(formulas()[key])
    for name in order(document):
        step = editor.begin(name, document)
        sent = QueryDict(mutable=True)
        for part in [step.head, *(form for rows in step.rows for form in rows.forms)]:
            for field, values in Fields(part.as_div() if part else "").sent.items():
                sent.setlist(field, values)
        for rows in step.rows:
            sent[f"{rows.name}-count"] = str(len(rows.forms))
        document = editor.begin(name, document, sent).write()
        assert closed(document) == formulas()[key], name


def test_a_signing_fee_is_shared_by_tiers_and_deductions_of_its_own(desk):
    """A kind of income gets a step of its own; all other money follows the formula."""
    sourced(desk).add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions")
    desk.add("deductions", "percent", name_en="Office", percent="10").go("tiers").add("tiers", "tier", share__inventors="25", share__university="75")
    desk.go("kinds").add("schedules", "kind", name_en="Signing fee", kinds=["upfront"]).go("kind-0")
    desk.fill("head", own="on").add("tiers", "tier", share__inventors="60", share__university="40")
    assert "Taken off first" in desk.text
    desk.add("deductions", "percent", name_en="Bonus office", percent="20")
    version = saved(desk)
    assert "money of this origin (kind of income: Entry or signing fee) is shared in the same way whatever the amount" in " ".join(step.text for step in spell(version.formula))
    policy = version.formula
    assert distribute(policy, 1000, currency="USD", origin=Origin(income="upfront")).amounts() == {"bonus_office": 200, "inventors": 480, "university": 320}
    assert distribute(policy, 1000, currency="USD", origin=Origin(income="royalty")).amounts() == {"office": 100, "inventors": 225, "university": 675}


def test_software_is_shared_by_another_formula_than_patents_and_the_example_asks_which_it_is(desk):
    """Which schedule shares is read in the formula, and tried beside it."""
    sourced(desk).add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions").go("tiers")
    desk.add("tiers", "tier", share__inventors="70", share__university="30").go("kinds").add("schedules", "kind", name_en="Programs")
    desk.press("go:kind-0")
    assert desk.answer.status_code == 422
    assert "Programs: choose which money it shares." in desk.text
    desk.fill("schedules-0", assets=["software", "data_set"], deals=["licence"]).go("kind-0").add("tiers", "tier", share__inventors="80", share__university="20")
    desk.page.sent["gross"] = ["1,000.00"]
    desk.press("stay")
    assert "700.00" in desk.text
    desk.page.sent |= {"asset": ["software"], "deal": ["licence"]}
    desk.press("stay")
    assert "800.00" in desk.text
    version = saved(desk)
    assert "money of this origin (kind of asset: Software / Data set, kind of deal: Licence) is shared in the same way whatever the amount" in [step.text for step in spell(version.formula)]
    given = [distribute(version.formula, 1000, currency="USD", origin=Origin(asset=kind, deal="licence")) for kind in ("software", "patent")]
    assert [result.amounts()["inventors"] for result in given] == [800, 700]
    assert [tell(result.trace())[0].why for result in given] == [
        "shared by the formula “Programs” (kind of asset: Software, kind of deal: Licence)",
        "shared by the formula itself: none of the others is for it (kind of asset: Patent, kind of deal: Licence)",
    ]


def test_the_first_years_are_shared_otherwise(desk):
    """Three years from the signing of the deal on."""
    sourced(desk).add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions").go("tiers")
    desk.add("tiers", "tier", share__inventors="40", share__university="60").go("kinds")
    desk.add("schedules", "kind", name_en="Early", years_since="licence_signed", years_from="2", years_to="1").press("go:kind-0")
    assert desk.answer.status_code == 422
    assert "Early, the upper end is 1, but must lie between 2 and 100" in desk.text
    desk.fill("schedules-0", years_from="", years_to="３").go("kind-0").add("tiers", "tier", share__inventors="60", share__university="40")
    desk.page.sent |= {"gross": ["1,000.00"], "years.licence_signed": ["3"]}
    desk.press("stay")
    assert "600.00" in desk.text
    version = saved(desk)
    assert "money of this origin (year since the deal was signed: 1 to 3) is shared in the same way whatever the amount" in [
        step.text for step in spell(version.formula)]  # fmt: skip
    given = [distribute(version.formula, 1000, currency="USD", origin=Origin(years={"licence_signed": year})) for year in (0, 1, 3, 4)]
    assert [result.amounts()["inventors"] for result in given] == [400, 600, 600, 400]
    assert tell(given[2].trace())[0].why == "shared by the formula “Early” (year since the deal was signed: 3)"


def test_a_policy_names_circumstances_of_its_own_and_shares_by_them(desk):
    """Who found the buyer: three answers in two languages, one of which changes the parts."""
    sourced(desk).add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="University").go("deductions").go("tiers")
    desk.add("tiers", "tier", share__inventors="60", share__university="40").go("kinds")
    desk.add("circumstances", "circumstance", name_en="Who found the buyer", name_zh="受让方由谁找到",
             options="The team | 团队\nThe office｜转化办公室\n经纪人")  # fmt: skip
    desk.add("schedules", "kind", name_en="Own buyer")
    assert "The office" in desk.text
    desk.page.sent["schedules-0-circumstances.who_found_the_buyer"] = ["the_team", "answer_3"]
    desk.go("kind-0").add("tiers", "tier", share__inventors="80", share__university="20")
    desk.page.sent |= {"gross": ["1,000.00"], "circumstances.who_found_the_buyer": ["the_office"]}
    desk.press("stay")
    assert "600.00" in desk.text
    desk.go("kinds").fill("circumstances-0", options="Our team | 团队\nThe office | 转化办公室\n经纪人")  # called otherwise, the same answer
    version = saved(desk)
    assert [(option["value"], option["name"]) for option in version.document["circumstances"][0]["options"]] == [
        ("the_team", {"en": "Our team", "zh": "团队"}), ("the_office", {"en": "The office", "zh": "转化办公室"}), ("answer_3", {"zh": "经纪人"}),
    ]  # fmt: skip
    assert "money of this origin (Who found the buyer: Our team / 经纪人) is shared in the same way whatever the amount" in [
        step.text for step in spell(version.formula)]  # fmt: skip
    assert "chosen for each receipt: Our team / The office / 经纪人" in [step.text for step in spell(version.formula)]
    given = [distribute(version.formula, 1000, currency="USD", origin=Origin(circumstances={"who_found_the_buyer": word}))
             for word in ("the_team", "the_office", "answer_3")]  # fmt: skip
    assert [result.amounts()["inventors"] for result in given] == [800, 600, 800]
    assert tell(given[1].trace())[0].why == "shared by the formula itself: none of the others is for it (Who found the buyer: The office)"


def test_a_kind_of_income_that_no_receipt_can_say_is_shown_and_not_proposed(world):
    """A word from elsewhere: money of that kind would silently follow the formula itself."""
    kind = {"key": "fee", "name": {"en": "Fee"}, "kinds": ["signing_fee"], "tiers": [{"from": "0", "shares": {"inventors": "60", "institute": "40"}}]}
    document = answered(formulas()["us-mit"], applies_by="received") | {"schedules": [kind]}
    version = made.draft(world, document, kinds=["licence"], applies_by="")
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_draft", args=[version.uid])).go("kinds")
    assert "“signing_fee”, which can never be said here" in desk.text
    with pytest.raises(Invalid, match="“signing_fee” can never be said here"):
        actions.propose_version(actor=world.actor("linhai", "administrator"), version=version, seen=version.fingerprint, since=clock.today("UTC"))


def test_every_word_of_the_format_is_typed_in_some_step():
    """The published schema names the words; who adds one gives it a field, or the editor could not change it."""
    schema = read_json((HERE / "schema" / "policy.json").read_bytes())
    document = opened(formulas()["us-yale"])
    steps = [editor.begin(name, document) for name in order(document)]
    untyped = {word for word in schema["properties"] if not any(step.owns(word) for step in steps)}
    assert untyped == {"format"}


def test_an_open_question_is_said_in_its_words_answered_and_kept(world):
    """Emory's table has a column that its text does not explain: the template asks, and computes with the answer."""
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_policy") + "?from=us-emory-2003")
    asked = formulas()["us-emory-2003"]["asks"][0]
    assert f"“{asked['question']['en']}”: the source does not say this" in desk.text.replace("&#x27;", "'")
    desk.go("questions").fill("head", **{asked["key"]: asked["options"][0]["value"]}).go("source").fill("head", answer="received")
    version = saved(desk)
    assert version.document["answers"] == {asked["key"]: asked["options"][0]["value"], "applies_by": "received"}
    assert not version.formula.questions


def test_a_draft_is_changed_where_it_stands_and_a_new_version_begins_with_the_last(world):
    held = made.published(world)
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_version", args=[held.policy.uid]))
    desk.fill("head", name_en="Thirds again").go("check").press("save")
    draft = PolicyVersion.objects.get(state="draft")
    assert (draft.policy, draft.document["name"]["en"]) == (held.policy, "Thirds again")
    again = Typist(desk.client, reverse("ip:write_draft", args=[draft.uid]))
    stale = Typist(desk.client, reverse("ip:write_draft", args=[draft.uid]))
    again.go("deductions").press("remove:deductions:0").go("check").press("save")
    document = PolicyVersion.objects.get(state="draft").document
    assert [step["key"] for step in document["deductions"]] == ["costs"]
    assert "unconfirmed" not in document
    assert stale.go("check").press("save").answer.status_code == 409


def test_the_next_receipt_is_shared_by_what_was_typed_and_the_inventor_reads_why(world):
    """Typed by an administrator, compared on the year's receipts, published by an approver, used, and explained."""
    deal = money.licensed(world)
    before = money.posted(world, deal, 10_000_000)
    client = world.client("linhai", "administrator")
    desk = Typist(client, reverse("ip:write_version", args=[before.policy_version.policy.uid])).go("tiers")
    desk.fill("tiers-0", share__completers="70", share__college="20").go("check").press("save")
    draft = PolicyVersion.objects.get(state="draft")
    compared = client.get(reverse("ip:compare_policy", args=[draft.uid]), {"year": before.on.year}).content.decode()
    assert "−¥10,000.00" in compared
    assert "+¥10,000.00" in compared
    client.post(reverse("ip:propose_policy", args=[draft.uid]), {"seen": draft.fingerprint, "since": clock.today("Asia/Shanghai") + timedelta(days=1)})
    made.agree(world, draft)
    with clock.at(clock.now() + timedelta(days=1)):
        after = money.posted(world, deal, 10_000_000)
        assert (before.policy_version.number, after.policy_version) == (1, draft)
        line = after.lines.get(person=world.person("linhai", "contributor"))
        page = world.client("linhai", "contributor").get(reverse("ip:why", args=[line.uid])).content.decode().replace("\u00a0", " ")
    assert "70 % of the net" in page
    assert "40 % of the share of: Completers" in page


ODD = '''{"circumstances": [{"key": {"a": 1}, "options": [{"value": {}, "name": {"en": 5}}]}, {"key": "b", "options": 3}],
          "schedules": [{"years": {"since": []}, "circumstances": {"b": 5}}, {"assets": 3}]}'''


@pytest.mark.parametrize("posted", [
    {}, {"document": "[1]"}, {"document": "{", "step": "tiers", "do": "save"}, {"do": "add:tiers:x", "step": "tiers", "document": '{"tiers": 5}'},
    {"do": "remove:parties:99999", "step": "parties", "document": '{"parties": [{"split": [7]}]}'}, {"do": "up:deductions:-1", "step": "deductions"},
    {"do": "go:kind-3", "step": "kind-7"}, {"step": "parties", "parties-count": "2", "parties-0-of": "1", "parties-1-of": "0", "do": "stay"},
    {"step": "tiers", "document": '{"parties": [{"key": "a", "name": 3}], "tiers": [{"shares": [1]}]}', "do": "stay", "gross": "x"},
    {"step": "questions", "document": '{"asks": [{"key": "a", "at": "tiers[5].x"}], "answers": {"a": 1}}', "do": "go:check"},
    {"step": "special", "document": '{"caps": [{"to": 5}], "indexation": 3, "persons": [], "payout": 0}', "do": "go:check"},
    {"step": "source", "document": ODD, "do": "go:kinds"}, {"step": "kinds", "document": ODD, "do": "stay", "circumstances-count": "2"},
    {"step": "text", "head-json": '{"format": 1.5}', "do": "go:source"}, {"step": "text", "head-json": "[[[", "do": "stay"},
])  # fmt: skip
def test_whatever_is_sent_is_a_page_never_a_failure(world, posted):
    client = world.client("linhai", "administrator")
    assert client.post(reverse("ip:write_policy"), posted).status_code in (200, 422)
    assert not PolicyVersion.objects.exists()


def test_a_party_is_divided_among_the_units_of_the_inventors(desk):
    """A department's and a school's share, each among the inventors' own; a row that is the persons themselves is told so."""
    sourced(desk)
    desk.add("parties", "party", name_en="Inventors", persons="on", units="own")
    desk.add("parties", "party", name_en="Departments", units="second")
    desk.add("parties", "party", name_en="Schools", units="top")
    desk.press("go:tiers")
    assert desk.answer.status_code == 422 and "does not go together with: being the persons" in desk.text
    desk.fill("parties-0", units="").go("tiers").add("tiers", "tier", share__inventors="50", share__departments="30", share__schools="20")
    version = saved(desk)
    assert [party.units for party in version.formula.parties] == ["", "second", "top"]
    assert "is divided among the units at the top of the tree" in " ".join(step.text for step in spell(version.formula))


def test_a_party_is_marked_as_another_group_of_persons_and_keeps_its_key_when_it_is_renamed(desk):
    sourced(desk)
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="Transfer staff", persons="group")
    desk.add("parties", "party", name_en="School").go("deductions").go("parties")
    assert desk.page.sent["parties-1-persons"] == ["group"]
    desk.fill("parties-1", name_en="Staff of the transfer", units="own").press("go:tiers")
    assert desk.answer.status_code == 422 and "does not go together with: being the persons" in desk.text
    desk.fill("parties-1", units="").go("tiers").add("tiers", "tier", share__inventors="70", share__transfer_staff="10", share__school="20")
    desk.go("special").add("caps", "cap", party="transfer_staff", amount="5", to__school="100", holds="each").press("go:check")
    assert "“Staff of the transfer” is shared among a group of persons of its own" in desk.text
    desk.fill("caps-0", holds="").go("check")
    version = saved(desk)
    assert [(party.key, party.persons, party.group) for party in version.formula.parties] == [
        ("inventors", True, ""), ("transfer_staff", False, "transfer_staff"), ("school", False, ""),
    ]  # fmt: skip
