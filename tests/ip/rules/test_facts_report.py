"""`make test-facts` over files of others: each entry says what was expected and what came out, and none stops the rest."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.ip.rules.facts import FOLDER, load

ROOT = Path(__file__).resolve().parents[3]


def report(folder: Path, **files: list) -> tuple[int, dict[str, str], str]:
    """Exit code, what is said of each entry, and the last line."""
    for name, entries in files.items():
        (folder / f"{name}.json").write_text(json.dumps(entries))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ip.rules"], cwd=ROOT, capture_output=True, text=True, env=os.environ | {"FACTS": str(folder)}
    )
    assert done.stderr == ""
    *lines, last = done.stdout.splitlines()
    said = {lines[at].partition(": ")[0]: "\n".join(line.strip() for line in lines[at : at + 3]) for at in range(0, len(lines), 3)}
    return done.returncode, said, last


def changed(entry: dict, key: str, **more: object) -> dict:
    return {**entry, "id": key, **more}


def test_what_is_wrong_is_told_entry_by_entry(tmp_path):
    policy = next(entry for entry in load("policies.json") if entry["treatment"] == "load")
    case = next(entry for entry in load("worked_examples.json") if entry["kind"] == "bankruptcy")
    uneven = [{"from": 0, "to": None, "shares": {"inventors": "51", "school": "50"}}]
    code, said, last = report(
        tmp_path,
        policies=[
            changed(policy, "new"), changed(policy, "uneven", tiers=uneven), changed(policy, "red", colour="red"),
            changed(policy, "danced", treatment="dance"), {"id": "bare"}, "no object",
        ],
        worked_examples=[changed(case, "right"), changed(case, "wrong", expected={"awards": ["1"]}), changed(case, "emptied", input={})],
    )  # fmt: skip
    assert said["policy new"].startswith("policy new: ok\nexpected: load\nfound:    loaded;")
    assert said["policy uneven"].endswith("refused: tiers[0].shares: the parts sum to 101, not to 100")
    assert said["policy red"] == "policy red: not supported\nexpected: load\nfound:    not supported: colour: not a feature of format 1"
    assert said["policy danced"].endswith("not supported: treatment dance")
    assert said["policy bare"].endswith("the entry has no 'treatment', or names it nowhere")
    assert said["policies.json entry 5"].endswith("no object")
    assert said["case right"].startswith("case right: ok")
    assert said["case wrong"].startswith('case wrong: differs\nexpected: {"awards": ["1"]}\nfound:')
    assert said["case emptied"].startswith("case emptied: differs")
    assert (code, last) == (1, "2 ok, 5 differs, 2 not supported")


def test_the_facts_themselves_are_all_met(tmp_path):
    """But for what is marked optional: solution concepts that the product does not need."""
    code, _said, last = report(tmp_path, **{name: json.loads((FOLDER / f"{name}.json").read_text()) for name in ("policies", "worked_examples")})
    assert (code, " 0 differs" in last) == (0, True)
