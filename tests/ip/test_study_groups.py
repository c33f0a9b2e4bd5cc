"""Studies of many parties: what groups have by themselves comes by a table, and what nobody stated by a rule that is shown."""
import io
import json
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from ip import actions
from ip.actions.studies import whole_table
from ip.models import Study, StudyValue
from projects.actions import add_party
from projects.models import Clause, Project
from record.errors import Invalid
from record.models import Event
from tests.world import projects
from tests.world.people import World
from tests.world.studies import opened, stated

NAMES = ["linhai", "haoyuan", *(f"party{n}" for n in range(3, 14))]
CODES = "ABCDEFGHIJKL"
STUDY, GROUPS = 23, 16  # queries of a page, those of the frame among them


def drafted(world) -> Project:
    """A draft of Linhai's with thirteen parties."""
    draft = projects.draft(world)
    for n, name in enumerate(NAMES[2:], 3):
        world.institutions[name] = World._institution(f"Party {n} Ltd", f"第{n}方", "enterprise")
        add_party(actor=world.actor("linhai", "officer"), project=draft, institution=world.institutions[name], role="partner")
    return Project.objects.get(pk=draft.pk)


@pytest.fixture
def twelve(world) -> Study:
    """¥144,000.00 between twelve parties."""
    return opened(world, drafted(world), parties=NAMES[:12], amount=14_400_000)


@pytest.fixture
def three(world) -> Study:
    return opened(world, drafted(world), parties=NAMES[:3], amount=9_000_000)


def again(study) -> Study:
    return Study.objects.get(pk=study.pk)


def code(group: int) -> str:
    return "+".join(CODES[at] for at in range(12) if group >> at & 1)


def every_line() -> str:
    """What a group has grows with the square of its size."""
    return "\n".join(f"{code(group)}\t{group.bit_count() ** 2 * 1000}.00\tEstimate {group}" for group in range(1, 4095))


def sent(world, study, at="linhai", role="officer", **said):
    said = {"seen": again(study).version, "evidence": "", **said}
    return world.client(at, role).post(f"/ip/studies/{study.uid}/groups/state/", said)


def by_rule(world, study, rule: str) -> Study:
    return actions.set_unstated(actor=world.actor("linhai", "officer"), study=again(study), seen=again(study).version, rule=rule)


def test_from_2_to_12_parties_take_part(world):
    with pytest.raises(Invalid, match="Choose from 2 to 12 parties"):
        opened(world, drafted(world), parties=NAMES)


def test_a_table_states_every_group_of_twelve_parties_each_with_its_own_evidence(world, twelve):
    assert sent(world, twelve, lines=every_line()).status_code == 303
    rows = StudyValue.objects.filter(study=twelve, kind="worth")
    assert (rows.count(), rows.get(group=4094).evidence, rows.get(group=4094).amount) == (4094, "Estimate 4094", 12_100_000)
    assert set(rows.values_list("stated_by", flat=True)) == {world.member("linhai", "officer").pk}
    table = whole_table(again(twelve))
    for method in ("shapley", "nucleolus"):
        assert set(table.option(method).exact.values()) == {Fraction(1_200_000)}
        assert table.option(method).verdict.in_core
    event = Event.objects.filter(kind="study.stated").latest("pk")
    assert len(json.loads(bytes(event.body))["facts"]["values"]) == 4094 and len(event.body) < 80_000


def test_the_chosen_division_of_twelve_becomes_the_clause_of_the_draft(world, twelve):
    sent(world, twelve, lines=every_line())
    said = {"seen": again(twelve).version, "method": "shapley", "reasons": "Agreed."}
    study = actions.choose_allocation(actor=world.actor("linhai", "officer"), study=again(twelve), **said)
    clause = Clause.objects.filter(project=study.project, kind="income").order_by("-number").first()
    assert clause.terms["whole"] == 12 and [part["part"] for part in clause.terms["parts"]] == [1] * 12


def test_the_table_is_downloaded_filled_in_and_sent_back_and_states_only_what_differs(world, three):
    stated(world, three, "worth", {1: 100_000}, evidence="Books of 2025.")
    client = world.client("linhai", "officer")
    sheet = load_workbook(io.BytesIO(client.get(f"/ip/studies/{three.uid}/groups/?as=xlsx").content))
    assert [cell.value for cell in sheet.active["A"]] == ["Group", "A", "B", "C", "A+B", "A+C", "B+C"]
    assert [cell.value for cell in sheet.active[2]][:4] == ["A", world.linhai.name_en, 1000, "Books of 2025."]
    sheet.active["C5"], sheet.active["D5"], sheet.active["C6"] = 1234.56, "Offer of 3 March", 70
    out = io.BytesIO()
    sheet.save(out)
    answer = sent(world, three, file=SimpleUploadedFile("groups.xlsx", out.getvalue()), evidence="Own estimate")
    assert answer.status_code == 303
    new = StudyValue.objects.filter(study=three, group__in=[3, 5]).values_list("group", "amount", "evidence")
    assert list(new) == [(3, 123_456, "Offer of 3 March"), (5, 7_000, "Own estimate")]
    assert StudyValue.objects.filter(study=three).count() == 3
    again_sent = sent(world, three, file=SimpleUploadedFile("groups.xlsx", out.getvalue()), evidence="Own estimate")
    assert "No line states a value that does not stand already." in again_sent.content.decode()


@pytest.mark.parametrize("content", [
    "Group;Value;Evidence\n浩源能源 + a;60,000;信函".encode(), "组合,数值,依据\nB＋A,\"60,000.00\",信函".encode("gb18030"),
    "Group\tValue\tEvidence\nHaoyuan Energy+Linhai University\t60000\t信函".encode("utf-16"), "a+b,60000,信函".encode("utf-8-sig"),
])  # fmt: skip
def test_groups_are_named_by_letters_or_names_in_files_as_spreadsheets_save_them(world, three, content):
    answer = sent(world, three, file=SimpleUploadedFile("groups.csv", content))
    assert answer.status_code == 303, answer.content.decode()
    assert list(StudyValue.objects.filter(study=three).values_list("group", "amount", "evidence")) == [(3, 6_000_000, "信函")]


def test_each_wrong_line_is_named_and_then_none_is_stated(world, three):
    lines = "\n".join([
        "A\t100\tBooks", "Nobody + A\t100\tBooks", "B\tmany\tBooks", "A+A\t1\tBooks", "A+B+C\t9\tBooks", "C\t5", "+\t1\tBooks", "A\t7\tBooks",
        f"A+B\t1\t{'x' * 301}", "B+C\t\tnot stated",
    ])  # fmt: skip
    answer = sent(world, three, lines=lines)
    page = answer.content.decode()
    assert answer.status_code == 422 and not StudyValue.objects.filter(study=three).exists()
    for told in (
        "Line 2: “nobody” is no party of the study", "Line 3: Write an amount such as 4,800,000.00", "Line 4: a party stands here twice",
        "Line 5: all parties together have the amount to divide", "Line 6: no evidence, here or for all lines", "Line 7: no group",
        "Line 8: this group stands in line 1, too", "Line 9: the evidence has more than 300 characters",
    ):
        assert told in page
    assert "Line 10" not in page


@pytest.mark.parametrize(("lines", "told"), [
    ("A,100,Offer\nA+B,120,000.00,Offer of 3 March", "Line 2: more cells than columns"),
    ("Group,Value,Evidence\nA,6,Offer, page 3", "Line 2: more cells than columns"),
    ("A+B,1,200", "Line 1: an amount with commas stands in quotes, or its cells are parted by tabs"),
    ("Group,Value,Value,Evidence\nA,1,2,Offer", "Line 1: the column “Value” stands twice"),
])  # fmt: skip
def test_no_amount_is_read_in_halves(world, three, lines, told):
    answer = sent(world, three, lines=lines)
    assert told in answer.content.decode().replace("&#x27;", "'")
    assert not StudyValue.objects.filter(study=three, kind="worth").exists()


def test_lines_in_which_the_same_is_wrong_are_named_together(world, twelve):
    lines = every_line().splitlines()[:30]
    answer = sent(world, twelve, lines="\n".join(["A\tmany\tx", *(line.rpartition("\t")[0] for line in lines)]))
    page = answer.content.decode()
    assert "Line 1: Write an amount such as" in page
    assert f"Lines {', '.join(map(str, range(2, 22)))} and 10 more: no evidence, here or for all lines" in page


@pytest.mark.parametrize(("content", "told"), [
    (b"", "empty"), (b"PK\x03\x04 no book", "This is no CSV or Excel file."), (b"\x80\x81\xff\x00\xff", "This is no CSV or Excel file."),
    (b"Group,Value,Mood\nA,1,good", "Line 1: there is no column “Mood”"), (b"A,1,2,3,4", "more than group, value and evidence"),
    (b"A,1,x\n" * 10_001, "A table has at most 10000 lines."),
])  # fmt: skip
def test_a_file_that_is_no_such_table_says_so(world, three, content, told):
    answer = sent(world, three, file=SimpleUploadedFile("groups.csv", content))
    assert answer.status_code == 422 and told in answer.content.decode()


def test_a_number_of_a_workbook_is_read_as_it_is_shown(world, three):
    book = Workbook()
    book.active.append(["Group", "Value", "Evidence"])
    for group, value in (("A", 0.1), ("B", 1234567.89), ("C", 12)):
        book.active.append([group, value, "Books"])
    out = io.BytesIO()
    book.save(out)
    assert sent(world, three, file=SimpleUploadedFile("groups.xlsx", out.getvalue())).status_code == 303
    assert list(StudyValue.objects.filter(study=three).values_list("amount", flat=True)) == [10, 123_456_789, 1_200]


def test_what_nobody_stated_counts_by_a_rule_only_once_it_is_chosen_and_is_shown_as_derived(world, three):
    stated(world, three, "worth", {1: 1_000_000, 2: 2_000_000, 4: 500_000, 3: 5_000_000})
    assert whole_table(again(three)).option("shapley").why == "Not stated for everyone: What each group has by itself."
    by_rule(world, three, "cover")
    table = whole_table(again(three))
    assert {group: (one.value, one.of) for group, one in table.derived.items()} == {5: (1_500_000, (1, 4)), 6: (2_500_000, (2, 4))}
    assert sum(table.option("shapley").exact.values()) == 9_000_000
    assert StudyValue.objects.filter(study=three).count() == 4
    client = world.client("linhai", "officer")
    page = client.get(f"/ip/studies/{three.uid}/").content.decode()
    assert "Some values are derived, not stated" in page and "2 of 6 groups count as: the best that it can make of stated groups." in page
    assert "2 of 6 values derived" in page
    page = client.get(f"/ip/studies/{three.uid}/groups/?state=derived").content.decode()
    assert page.count(">derived</span>") == 2 and "A ¥10,000.00 + C ¥5,000.00" in page
    page = client.get(f"/ip/studies/{three.uid}/choose/shapley/").content.decode()
    assert "This division rests on 2 groups whose worth nobody stated." in page
    by_rule(world, three, "")
    assert whole_table(again(three)).derived == {}


def test_a_rule_that_is_none_or_holds_already_is_refused_and_nothing_is_derived_while_a_partys_own_value_is_missing(world, three):
    for rule in ("guess", ""):
        with pytest.raises(Invalid) as refused:
            by_rule(world, three, rule)
        assert refused.value.field == "rule"
    stated(world, three, "worth", {1: 100, 2: 100})
    by_rule(world, three, "alone")
    assert whole_table(again(three)).derived == {}


def test_groups_are_found_by_their_parties_their_evidence_and_their_state_in_pages_of_fifty(world, twelve):
    sent(world, twelve, lines="\n".join(every_line().splitlines()[:4000]))
    client = world.client("linhai", "officer")
    page = client.get(f"/ip/studies/{twelve.uid}/groups/").content.decode()
    assert page.count("<tr>\n        <td><b>") == 50 and "1 to 50 of 4094" in page
    page = client.get(f"/ip/studies/{twelve.uid}/groups/?q=a%2Bhaoyuan").content.decode()
    assert "<b>A+B</b>" in page and "of 1023" in page
    assert "of 94" in client.get(f"/ip/studies/{twelve.uid}/groups/?state=open").content.decode()
    assert "No group matches" in client.get(f"/ip/studies/{twelve.uid}/groups/?q=nowhere").content.decode()


def test_many_parties_have_fields_for_each_alone_and_a_table_for_their_groups(world, twelve):
    page = world.client("linhai", "officer").get(f"/ip/studies/{twelve.uid}/values/worth/").content.decode()
    assert page.count('class="money"') == 12 and "State by a table" in page


def test_the_pages_ask_as_much_for_4094_values_as_for_one(world, twelve, django_assert_num_queries):
    stated(world, twelve, "worth", {1: 100_000}, evidence="Books of 2025.")
    client = world.client("linhai", "officer")
    for address, most in ((f"/ip/studies/{twelve.uid}/", STUDY), (f"/ip/studies/{twelve.uid}/groups/", GROUPS)):
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)
    sent(world, twelve, lines=every_line())
    for address, most in ((f"/ip/studies/{twelve.uid}/", STUDY), (f"/ip/studies/{twelve.uid}/groups/", GROUPS)):
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)


def test_programs_state_values_with_their_own_evidence_and_choose_the_rule(world, three):
    client, key = world.client("linhai", "officer"), iter(range(9))

    def post(path: str, **body):
        body = {"seen": str(again(three).version), **body}
        return client.post(f"/api/v1/studies/{three.uid}/{path}/", json.dumps(body), "application/json", HTTP_IDEMPOTENCY_KEY=f"k{next(key)}")

    values = [{"group": 1, "amount": 100, "evidence": "Books"}, {"group": 2, "amount": 200}, {"group": 4, "amount": 300}]
    assert post("state", kind="worth", evidence="Letter", values=values).status_code == 200
    assert list(StudyValue.objects.filter(study=three).values_list("evidence", flat=True)) == ["Books", "Letter", "Letter"]
    assert post("state", kind="worth", values=[{"group": 3, "amount": 1}]).status_code == 422
    assert post("state", kind="worth", evidence="x", values=[values[0], values[0]]).status_code == 422
    assert post("unstated", rule="guess").status_code == 422 and post("unstated", rule="alone").status_code == 200
    shown = client.get(f"/api/v1/studies/{three.uid}/").json()
    assert shown["unstated"] == "alone" and {"group": 6, "amount": 500, "of": [2, 4]} in shown["derived"]
    assert [party["code"] for party in shown["parties"]] == ["A", "B", "C"]


