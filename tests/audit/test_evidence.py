"""The evidence of one distribution, as a file that proves itself."""
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from itertools import pairwise

import pytest
from django.utils import translation

from audit.evidence import bundle
from record.append import leaf, link
from record.wording import money as money_said
from tests.world import money


def opened(world, distribution):
    data, digest = bundle(world.actor("linhai", "auditor"), distribution)
    assert hashlib.sha256(data).hexdigest() == digest
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_every_file_with_its_hash(world):
    files = opened(world, money.whole(world))
    manifest = json.loads(files.pop("manifest.json"))["files"]
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_it_holds_policy_decisions_entries_and_lines_that_sum_to_the_part(world):
    distribution = money.whole(world)
    files = opened(world, distribution)
    assert sum(line["amount"] for line in json.loads(files["distribution.json"])["lines"]) == distribution.amount
    assert json.loads(files["policy.json"])["id"] == "cn-nwafu-transfer"
    assert {row["state"] for row in json.loads(files["decisions.json"])} == {"agreed"}
    entries = json.loads(files["entries.json"])
    assert sum(entry["amount"] for entry in entries) == 0


def test_each_event_is_given_as_the_bytes_that_were_hashed(world):
    events = json.loads(opened(world, money.whole(world))["events.json"])
    assert len(events) > 5
    for event in events:
        commitment = leaf(bytes.fromhex(event["salt"]), event["body"].encode())
        assert link(bytes.fromhex(event["previous"]), event["seq"], commitment).hex() == event["hash"]
    assert all(before["hash"] == event["previous"] for before, event in pairwise(events) if event["seq"] == before["seq"] + 1)


def unpacked(world, distribution, folder):
    for name, data in opened(world, distribution).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


def checked(folder) -> tuple[int, str]:
    """What the verifier of the file says, run as a stranger would: by Python alone, away from this house."""
    run = subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def test_a_stranger_checks_it_with_python_alone_and_sees_each_thing_that_was_altered(world, tmp_path):
    unpacked(world, money.whole(world), tmp_path)
    assert checked(tmp_path)[0] == 0

    def altered(name, change) -> str:
        """What is said where one file was altered, and the manifest made to fit."""
        kept, manifest = (tmp_path / name).read_bytes(), (tmp_path / "manifest.json").read_bytes()
        data = json.loads(kept)
        change(data)
        (tmp_path / name).write_text(json.dumps(data))
        named = json.loads(manifest)
        named["files"][name] = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        (tmp_path / "manifest.json").write_text(json.dumps(named))
        code, said = checked(tmp_path)
        (tmp_path / name).write_bytes(kept)
        (tmp_path / "manifest.json").write_bytes(manifest)
        assert code == 1
        return "\n".join(line.strip("- ") for line in said.splitlines() if line.strip().startswith("-"))

    for name, change, said in (
        ("distribution.json", lambda row: row["lines"][0].update(amount=row["lines"][0]["amount"] + 1),
         "the lines are not those that were approved\nthe lines do not sum to the amount of the distribution"),
        ("entries.json", lambda rows: rows[-1].update(amount=rows[-1]["amount"] - 1), "does not balance"),
        ("policy.json", lambda row: row.update(rounding="half_up"), "the policy is not the version that is named"),
        ("trace.json", lambda row: row["steps"][0].update(amount=1), "the computation is not the one that was approved"),
        ("decisions.json", lambda rows: [row.update(fingerprint="0" * 64) for row in rows], "the decision agreed to another content"),
        ("events.json", lambda rows: rows[1].update(body=rows[1]["body"].replace("kind", "kinds", 1)), "does not hash to its place"),
        ("approved.json", lambda row: row.update(held=[["1", "disputed", ""]]), "does not hash to the fingerprint of the distribution"),
    ):  # fmt: skip
        assert said in altered(name, change), name
    (tmp_path / "more.txt").write_text("a paper that nobody exported")
    assert "more.txt is not in the manifest" in checked(tmp_path)[1]


def rows_of(page: str) -> list[list[str]]:
    """The text of every row of every table."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    return [[html.unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)] for row in rows]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_its_page_shows_what_the_data_holds_in_the_readers_language(world, language):
    distribution = money.whole(world)
    with translation.override(language):
        files = opened(world, distribution)
        page = files["evidence.html"].decode()
        data, entries = json.loads(files["distribution.json"]), json.loads(files["entries.json"])
        rows, currency = rows_of(page), data["currency"]
        amounts = [row[-1] for row in rows]
        assert [money_said(line["amount"], currency) in amounts for line in data["lines"]] == [True] * len(data["lines"])
        sides = [row[-2:] for row in rows if len(row) == 3]
        for entry in entries:
            amount = money_said(abs(entry["amount"]), entry["currency"])
            assert ([amount, ""] if entry["amount"] > 0 else ["", amount]) in sides
        manifest = json.loads(files["manifest.json"])["files"]
        assert {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in manifest} == {
            name: digest for name, digest in manifest.items() if name != "evidence.html"}  # fmt: skip
    for event in json.loads(files["events.json"]):
        assert event["hash"] in page
    for person in (data["prepared"]["person"], data["approved"]["person"], data["receipt"]["payer"]):
        assert html.escape(person) in page
    assert re.findall(r'(?:src|href)="|<script|url\(', page) == []  # needs nothing beside it
    assert ("到款情况" in page) == (language == "zh-hans")
