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
from ip.models import Distribution
from record.append import leaf, link
from record.files import keep
from record.wording import money as money_said
from tests.world import money


def begin(world):
    return money.whole(world)


@pytest.fixture
def distribution(beginning):
    return beginning


def opened(world, distribution):
    data, digest = bundle(world.actor("linhai", "auditor"), distribution)
    assert hashlib.sha256(data).hexdigest() == digest
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_every_file_with_its_hash(world, distribution):
    files = opened(world, distribution)
    manifest = json.loads(files.pop("manifest.json"))["files"]
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_it_holds_policy_decisions_entries_and_lines_that_sum_to_the_part(world, distribution):
    files = opened(world, distribution)
    assert sum(line["amount"] for line in json.loads(files["distribution.json"])["lines"]) == distribution.amount
    assert json.loads(files["policy.json"])["id"] == "cn-nwafu-transfer"
    assert {row["state"] for row in json.loads(files["decisions.json"])} == {"agreed"}
    entries = json.loads(files["entries.json"])
    assert sum(entry["amount"] for entry in entries) == 0


def test_each_event_is_given_as_the_bytes_that_were_hashed(world, distribution):
    events = json.loads(opened(world, distribution)["events.json"])
    assert len(events) > 5
    for event in events:
        commitment = leaf(bytes.fromhex(event["salt"]), event["body"].encode())
        assert link(bytes.fromhex(event["previous"]), event["seq"], commitment).hex() == event["hash"]
    assert all(before["hash"] == event["previous"] for before, event in pairwise(events) if event["seq"] == before["seq"] + 1)


def unpacked(world, distribution, folder):
    for name, data in opened(world, distribution).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


def checked(folder, *flags, **env) -> tuple[int, str]:
    """What the verifier of the file says, run as a stranger would: by Python alone, away from this house."""
    run = subprocess.run([sys.executable, "-I", "verify.py", *flags], cwd=folder, capture_output=True, text=True, env={"LANG": "C.UTF-8", **env})
    return run.returncode, run.stdout + run.stderr


def told(said: str) -> list[str]:
    return [line.strip()[2:] for line in said.splitlines() if line.strip().startswith("- ")]


class Tampered:
    """A bundle unpacked; each change is taken back before the next, and `fit` makes the manifest agree with it."""

    def __init__(self, folder):
        self.folder, self.kept = folder, {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def back(self):
        for path in [path for path in self.folder.rglob("*") if path.is_file() and path not in self.kept]:
            path.unlink()
        for path, data in self.kept.items():
            path.write_bytes(data)

    def fit(self):
        named = json.loads((self.folder / "manifest.json").read_text())
        there = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()} - {"manifest.json"}
        named["files"] = {name: hashlib.sha256((self.folder / name).read_bytes()).hexdigest() for name in there}
        (self.folder / "manifest.json").write_text(json.dumps(named))

    def said(self, name, change, *, fit=True, flags=("--lang", "en")) -> list[str]:
        """What is found when the JSON of one file was changed."""
        path = self.folder / name
        data = json.loads(path.read_bytes())
        change(data)
        path.write_text(json.dumps(data, ensure_ascii=False))
        if fit:
            self.fit()
        code, said = checked(self.folder, *flags)
        self.back()
        assert (code, "Traceback" in said) == (1, False), said
        return told(said)

    def found(self, *flags) -> list[str]:
        code, said = checked(self.folder, *(flags or ("--lang", "en")))
        self.back()
        assert (code, "Traceback" in said) == (1, False), said
        return told(said)


@pytest.fixture
def bundled(world, tmp_path_factory):
    """Of a receipt with a document, in another currency, of which a person was paid."""
    distribution = money.posted(world, document=keep(io.BytesIO(b"Bank advice"), "advice.txt"))
    money.paid(world, distribution)
    folder = tmp_path_factory.mktemp("evidence")
    unpacked(world, distribution, folder)
    assert checked(folder)[0] == 0, checked(folder)[1]
    return Tampered(folder)


def first(rows, of):
    return next(row for row in rows if row["of"] == of)


def swap(rows, one, other, *names):
    for name in names:
        rows[one][name], rows[other][name] = rows[other][name], rows[one][name]


def forged(events):
    """An event that says another amount, with a hash that fits its place."""
    event = next(event for event in events if json.loads(event["body"])["kind"] == "receipt.recorded")
    event["body"] = event["body"].replace('"amount":25000000', '"amount":15000000')
    commitment = leaf(bytes.fromhex(event["salt"]), event["body"].encode())
    event["hash"] = link(bytes.fromhex(event["previous"]), event["seq"], commitment).hex()


TAMPERINGS = {  # what somebody did, with a manifest that fits → the file, the change, one of the sentences that name it
    "an amount in a line": ("distribution.json", lambda d: d["lines"][0].update(amount=d["lines"][0]["amount"] + 1),
                            "the lines are not those that were approved"),
    "two amounts, so that they still sum": ("distribution.json", lambda d: swap(d["lines"], 0, 2, "amount"), "the lines are not those that were approved"),
    "an amount before a released line": ("distribution.json", lambda d: d["lines"][0].update(extra=7), "distribution.json: lines is not what the row holds (distribution)"),
    "a rate": ("distribution.json", lambda d: d["receipt"].update(rate="7.25"), "distribution.json: rate is not what the row holds (receipt)"),
    "a date": ("distribution.json", lambda d: d["receipt"].update(received_on="2020-01-01"), "distribution.json: received on is not what the row holds (receipt)"),
    "the day that counts": ("distribution.json", lambda d: d.update(on="2020-01-01"), "distribution.json: on is not what the row holds (distribution)"),
    "what was received": ("distribution.json", lambda d: d["receipt"].update(amount=1), "distribution.json: amount is not what the row holds (receipt)"),
    "a receipt, with the row behind it": ("rows.json", lambda rows: first(rows, "ledger.receipt")["holds"].update(amount=1), "receipt: amount is not what the record says"),
    "a row left out": ("rows.json", lambda rows: rows.remove(first(rows, "ledger.receipt")), "receipt: the record vouches for it, and it was left out"),
    "a share set swapped": ("distribution.json", lambda d: swap(d["shares"], 0, 2, "key", "person", "part"), "distribution.json: shares is not what the row holds (share set)"),
    "a share given to another": ("distribution.json", lambda d: swap(d["shares"], 0, 1, "key", "person"), "distribution.json: shares is not what the row holds (share set)"),
    "a name put on another's share": ("distribution.json", lambda d: swap(d["shares"], 0, 1, "person"), "one person has several names here: "),
    "the text of the policy": ("policy.json", lambda p: p.update(rounding="half_up"), "the policy is not the version that is named"),
    "a step of the computation": ("trace.json", lambda t: t["steps"][0].update(amount=1), "the computation is not the one that was approved"),
    "what was approved": ("approved.json", lambda a: a.update(held=[["1", "disputed", ""]]), "the content that was approved does not hash to the fingerprint of the distribution"),
    "what was agreed to": ("decisions.json", lambda rows: [row.update(fingerprint="0" * 64) for row in rows], "the decision agreed to another content"),
    "why it was agreed": ("decisions.json", lambda rows: rows[-1]["voices"][0].update(reasons="No grounds."), "decisions.json: voices is not what the row holds (decision)"),
    "an entry": ("entries.json", lambda rows: rows[-1].update(amount=rows[-1]["amount"] - 1), "posting"),
    "an account": ("entries.json", lambda rows: rows[0].update(account="held"), "entries.json: entries is not what the row holds"),
    "an event dropped": ("events.json", lambda rows: rows.remove(next(e for e in rows if "distribution.prepared" in e["body"])), "an event about the same matter is missing or was changed"),
    "the last event dropped": ("events.json", lambda rows: rows.remove(next(e for e in rows if "distribution.posted" in e["body"])), "the record does not say that this content was posted"),
    "events in another order": ("events.json", lambda rows: rows.reverse(), "their order was changed"),
    "an event changed": ("events.json", lambda rows: rows[1].update(body=rows[1]["body"].replace("kind", "kinds", 1)), "does not hash to its place"),
    "an event changed and hashed anew": ("events.json", forged, "does not follow event"),
    "a salt": ("events.json", lambda rows: rows[0].update(salt="00" * 16), "does not hash to its place"),
    "another shape": ("distribution.json", lambda d: d.pop("lines"), "this could not be checked: what it reads is of another shape (KeyError: 'lines')"),
}  # fmt: skip


@pytest.mark.plain
def test_a_stranger_checks_it_with_python_alone_and_sees_each_thing_that_was_altered(bundled):
    for what, (name, change, sentence) in TAMPERINGS.items():
        found = bundled.said(name, change)
        assert any(sentence in one for one in found), (what, found)
        assert bundled.said(name, change, fit=False)[0] == f"{name} is not the file that was exported", what


@pytest.mark.plain
def test_files_that_were_added_changed_cut_off_or_taken_away_are_named(bundled):
    folder = bundled.folder
    document = next(path for path in (folder / "documents").iterdir())
    (folder / "more.txt").write_text("a paper that nobody exported")
    assert bundled.found() == ["more.txt is not in the manifest"]
    document.write_bytes(b"Bank advise")
    bundled.fit()
    assert bundled.found() == [f"documents/{document.name} is not the document after whose hash it is called"]
    document.unlink()
    assert bundled.found() == [f"documents/{document.name} is missing"]
    for name in ("entries.json", "events.json", "rows.json", "distribution.json"):
        path = folder / name
        path.write_bytes(path.read_bytes()[:-40])
        bundled.fit()
        assert f"{name} cannot be read: it was cut off, or is not what was exported" in bundled.found(), name
    (folder / "manifest.json").write_text("{")
    assert bundled.found() == ["manifest.json cannot be read: it was cut off, or is not what was exported"]
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["trace.json"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert bundled.found() == ["trace.json is not the file that was exported"]


@pytest.mark.plain
def test_it_speaks_chinese_when_asked_where_the_system_does_and_where_it_was_taken_out_in_it(world, bundled):
    folder, said = bundled.folder, "全部成立。"
    assert [said in checked(folder, *flags, **env)[1] for flags, env in (
        (("--lang", "zh"), {}), (("--lang=zh",), {"LANG": "en_GB.UTF-8"}), ((), {"LANG": "zh_CN.UTF-8"}), ((), {}), (("--lang", "en"), {"LANG": "zh_CN.UTF-8"}),
    )] == [True, True, True, False, False]  # fmt: skip
    for what, (name, change, _sentence) in TAMPERINGS.items():
        for one in bundled.said(name, change, flags=("--lang", "zh")):
            assert re.search("[\u4e00-\u9fff]", one) and not re.search(" (is|the|not) ", one), (what, one)
    with translation.override("zh-hans"):
        unpacked(world, Distribution.objects.get(), folder)
    assert said in checked(folder)[1]


def rows_of(page: str) -> list[list[str]]:
    """The text of every row of every table."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    return [[html.unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)] for row in rows]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_its_page_shows_what_the_data_holds_in_the_readers_language(world, distribution, language):
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
