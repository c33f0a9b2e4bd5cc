"""The library from the shell: a policy and events in, amounts and traces out, without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ip.rules.__main__ import main
from tests.ip.rules.folder import load
from tests.ip.rules.formulas import formula

ROOT = Path(__file__).resolve().parents[3]
YALE = ROOT / "ip/policies/us-yale.json"
EVENTS = {"answers": {"applies_by": "received"}, "institution": "Yale", "shares": {"Ada": "3/5", "Ben": "2/5"}}


def written(folder: Path, **files: object) -> list[str]:
    for name, data in files.items():
        (folder / name).write_text(data if isinstance(data, str) else json.dumps(data))
    return [str(folder / name) for name in files]


def test_the_facts_first_scenario_comes_out_of_the_published_file(tmp_path, capsys):
    scenario = next(item for item in load("scenarios.json") if item["id"].startswith("SC01"))
    (path,) = written(tmp_path, events={**EVENTS, "events": scenario["events"]})
    assert main([str(YALE), path]) == 0
    found = json.loads(capsys.readouterr().out)
    for event, told in zip(scenario["events"], found, strict=True):
        expected = event["expected"]["amounts"]
        assert {key: amount for key, amount in told["amounts"].items() if amount} == {k: v for k, v in expected.items() if v}
    assert found[2]["steps"][0]["trace"]["lines"][0]["key"] == "costs"


def test_it_runs_without_django():
    code = "import sys; sys.modules['django'] = None; from ip.rules.__main__ import main; sys.exit(main(['a', 'b']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "ip.rules: a: cannot be read: No such file or directory\n")


RECEIPT = {"date": "2024-01-01", "kind": "receipt", "given": {"amount": 100}}


@pytest.mark.parametrize(
    ("policy", "events", "sentence"),
    [
        (formula(), "[", "document: is not JSON"),
        (formula(colour="red"), [RECEIPT], "colour: not a feature of format 1"),
        (formula(applies_by="unknown"), [RECEIPT], "applies_by: must be answered before the policy can be used"),
        (formula(), {"events": 5}, "events: must be a list"),
        (formula(), [{**RECEIPT, "kind": "gift"}], 'events[0].kind: "gift" is not a feature of format 1; known: cost, opening'),
        (formula(), [{**RECEIPT, "given": {"amount": "5"}}], "events[0].given.amount: must be a whole number of minor units"),
        (formula(), [{**RECEIPT, "given": {"amount": 5, "tip": 1}}], "events[0].given.tip: not a feature of format 1"),
        (formula(), [{**RECEIPT, "given": {"amount": 5, "deal": "D9"}}], 'events[0].given.deal: "D9"'),
        (formula(), [{**RECEIPT, "kind": "reversal", "given": {"of": 7}}], 'events[0].given.of: no receipt before this one has the number "7"'),
        (formula(), {"events": [RECEIPT], "shares": {"a": "1/2"}}, "shares: the parts sum to 0.5, not to 1"),
        (formula(), [{**RECEIPT, "kind": "cost", "given": {"amount": 5, "pool": "Yale/A"}}], 'given.pool: "Yale" is named nowhere'),
        (formula(), [{**RECEIPT, "kind": "leaves", "given": {"person": "Ada"}}], '"Linhai University" has no share set yet'),
        (formula(), [{**RECEIPT, "date": "yesterday"}], "events[0].date: must be a date"),
        (formula(currency=None), [RECEIPT], "currency: is needed, since"),
    ],
)  # fmt: skip
def test_what_is_refused_is_one_clear_line(tmp_path, capsys, policy, events, sentence):
    assert main(written(tmp_path, policy=policy, events=events)) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert sentence in said


@pytest.mark.parametrize(("to", "get"), [("school", {"U/school": 50_000}), ("other_persons", {"U/Cy": 25_000, "U/Di": 25_000})])
def test_people_leave_and_die_and_money_waits(tmp_path, capsys, to, get):
    """Ada's part goes to her heirs, Ben's to the school, which is no other person; 500 yuan must be owed before anything is paid."""
    policy = formula(
        deductions=[], scope="flat", tiers=[{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}],
        persons={"leaves": {"lost_to": "school"}, "dies": "heirs"}, payout={"minimum": "500", "forfeited_after_years": 2, "forfeited_to": to},
    )  # fmt: skip
    row = lambda date, kind, **given: {"date": date, "kind": kind, "given": given}  # noqa: E731
    events = [
        row("2020-01-01", "receipt", amount=100_000), row("2020-02-01", "dies", person="Ada", heirs={"Cy": "1/2", "Di": "1/2"}),
        row("2020-03-01", "leaves", person="Ben"), row("2020-04-01", "receipt", amount=100_000), row("2022-01-02", "forfeit"),
    ]  # fmt: skip
    assert main(written(tmp_path, policy=policy, events={"institution": "U", "shares": {"Ada": "1/2", "Ben": "1/2"}, "events": events})) == 0
    first, died, left, second, forfeited = json.loads(capsys.readouterr().out)
    assert first["state"]["carried"] == {"U/Ada": 25_000, "U/Ben": 25_000}
    assert died["share_set"] == {"Cy": "0.25", "Di": "0.25", "Ben": "0.5"}
    assert left["share_set"]["party:school"] == "0.5"
    assert second["amounts"] == {"U/Cy": 12_500, "U/Di": 12_500, "U/department": 30_000, "U/school": 45_000}
    assert forfeited["amounts"] == {"U/Ada": -25_000, "U/Ben": -25_000, **get}


def test_what_a_rounding_line_keeps_is_nobodys_when_money_goes_back(tmp_path, capsys):
    """Persons' own parts of 101 are 50 and 50, and 1 stands apart: all of it goes back, and the next receipt begins at zero."""
    policy = formula(
        deductions=[], scope="person", rounding="block_separate", persons={"shares": "equal"},
        tiers=[{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}],
    )  # fmt: skip
    row = lambda n, kind, **given: {"n": n, "date": f"2020-01-0{n}", "kind": kind, "given": given}  # noqa: E731
    events = [row(1, "receipt", amount=101), row(2, "partial_reversal", of=1, amount=101), row(3, "receipt", amount=101)]
    assert main(written(tmp_path, policy=policy, events={"institution": "U", "shares": {"Ada": "1/2", "Ben": "1/2"}, "events": events})) == 0
    first, back, again = json.loads(capsys.readouterr().out)
    assert back["state"]["life_to_date"] == {"U/A/Ada": 0, "U/A/Ben": 0}
    assert again["amounts"] == first["amounts"]


def test_cash_is_what_reached_the_bank_in_the_money_of_the_receipt(tmp_path, capsys):
    """1,100 EUR of which 100 are withheld, VAT of 10 % in it: 1,000 came, 160,500 yen are shared."""
    receipt = {"amount": 110_000, "currency": "EUR", "rate": "160.5", "vat_rate": "10", "withheld": 10_000}
    policy = formula(deductions=[], currency="JPY", scope="flat", tiers=[{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}])
    assert main(written(tmp_path, policy=policy, events=[{"date": "2024-01-01", "kind": "receipt", "given": receipt}])) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert [found[word] for word in ("cash", "converted", "vat", "to_share")] == [100_000, 176_550, 16_050, 160_500]


def test_a_share_set_names_units_and_each_has_its_line(tmp_path, capsys):
    """Ada of chemistry leaves: her part is the school's, but for the department it still counts as chemistry's."""
    parties = [{**party, **({"units": "second"} if party["key"] == "department" else {})} for party in formula()["parties"]]
    policy = formula(
        deductions=[], scope="flat", parties=parties, persons={"leaves": {"lost_to": "school"}},
        tiers=[{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}],
    )  # fmt: skip
    shares = {"Ada": {"part": "2/3", "units": ["Science", "Chemistry"]}, "Ben": {"part": "1/3", "units": ["Science", "Physics"]}}
    events = [RECEIPT, {"date": "2024-02-01", "kind": "leaves", "given": {"person": "Ada"}}, RECEIPT | {"date": "2024-03-01"}]
    assert main(written(tmp_path, policy=policy, events={"institution": "U", "shares": shares, "events": events})) == 0
    first, left, second = json.loads(capsys.readouterr().out)
    assert first["amounts"] == {"U/Ada": 33, "U/Ben": 17, "U/Chemistry": 20, "U/Physics": 10, "U/school": 20}
    assert (left["share_set"], left["units"]) == (
        {"party:school": "2/3", "Ben": "1/3"}, {"party:school": ["Science", "Chemistry"], "Ben": ["Science", "Physics"]},
    )  # fmt: skip
    assert second["amounts"] == {"U/school": 53, "U/Ben": 17, "U/Chemistry": 20, "U/Physics": 10}


def test_a_unit_waits_for_a_minimum_that_names_its_party(tmp_path, capsys):
    parties = [{**party, **({"units": "own"} if party["key"] == "department" else {})} for party in formula()["parties"]]
    policy = formula(
        deductions=[], scope="flat", parties=parties, payout={"minimum": "0.40", "parties": ["department"]},
        tiers=[{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20"}}],
    )  # fmt: skip
    given = {"institution": "U", "shares": {"Ada": {"part": "1", "units": ["Chemistry"]}}, "events": [RECEIPT, RECEIPT]}
    assert main(written(tmp_path, policy=policy, events=given)) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["state"]["carried"] == {"U/Chemistry": 30}
    assert second["paid_now"] == {"U/Ada": 50, "U/school": 20, "U/Chemistry": 60}
