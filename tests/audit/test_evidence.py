"""The evidence of one distribution, as a file that proves itself."""
import hashlib
import io
import json
import zipfile
from itertools import pairwise

from audit.evidence import bundle
from record.append import leaf, link
from tests.world import money


def opened(distribution):
    data, digest = bundle(distribution)
    assert hashlib.sha256(data).hexdigest() == digest
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_every_file_with_its_hash(world):
    files = opened(money.whole(world))
    manifest = json.loads(files.pop("manifest.json"))["files"]
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_it_holds_policy_decisions_entries_and_lines_that_sum_to_the_part(world):
    distribution = money.whole(world)
    files = opened(distribution)
    assert sum(line["amount"] for line in json.loads(files["distribution.json"])["lines"]) == distribution.amount
    assert json.loads(files["policy.json"])["id"] == "cn-nwafu-transfer"
    assert {row["state"] for row in json.loads(files["decisions.json"])} == {"agreed"}
    entries = json.loads(files["entries.json"])
    assert sum(entry["amount"] for entry in entries) == 0


def test_each_event_is_given_as_the_bytes_that_were_hashed(world):
    events = json.loads(opened(money.whole(world))["events.json"])
    assert len(events) > 5
    for event in events:
        commitment = leaf(bytes.fromhex(event["salt"]), event["body"].encode())
        assert link(bytes.fromhex(event["previous"]), event["seq"], commitment).hex() == event["hash"]
    assert all(before["hash"] == event["previous"] for before, event in pairwise(events) if event["seq"] == before["seq"] + 1)
