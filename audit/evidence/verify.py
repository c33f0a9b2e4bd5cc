"""Checks an evidence file of Trihelix without Trihelix: `python3 verify.py` in the folder into which it was unpacked.

It needs Python 3.9 or later and nothing else. It says what it checked, and ends with 1 where anything does not hold. What it
cannot know from here: whether the chain goes on as it was. For that, compare `heads` in manifest.json with the heads that the
house published or gave to somebody on that day.
"""
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read(name):
    return json.loads((HERE / name).read_text("utf-8"))


def canonical(data):
    """The bytes over which fingerprints are made: JSON in UTF-8, keys sorted, no spaces."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def files():
    """Every file is the one that the manifest names, and there is no other."""
    named = read("manifest.json")["files"]
    there = {str(path.relative_to(HERE)).replace("\\", "/") for path in HERE.rglob("*") if path.is_file()} - {"manifest.json"}
    yield from (f"{name} is not in the manifest" for name in sorted(there - set(named)))
    for name, digest in named.items():
        if name not in there:
            yield f"{name} is missing"
        elif sha256((HERE / name).read_bytes()) != digest:
            yield f"{name} is not the file that was exported"


def events():
    """Every event hashes to its place in the chain, and follows the one before it."""
    before = None
    for event in read("events.json"):
        leaf = hashlib.sha256(bytes.fromhex(event["salt"]) + event["body"].encode()).digest()
        link = hashlib.sha256(bytes.fromhex(event["previous"]) + event["seq"].to_bytes(8, "big") + leaf)
        if link.hexdigest() != event["hash"]:
            yield f"event {event['seq']} does not hash to its place"
        if before and event["seq"] == before["seq"] + 1 and event["previous"] != before["hash"]:
            yield f"event {event['seq']} does not follow event {before['seq']}"
        before = event


def fingerprints():
    """What was approved hashes to the fingerprint that the decision, the posting event and the distribution name."""
    distribution, approved = read("distribution.json"), read("approved.json")
    digest = sha256(canonical(approved))
    if digest != distribution["fingerprint"]:
        yield "the content that was approved does not hash to the fingerprint of the distribution"
    for row in read("decisions.json"):
        if row["kind"] == "distribution.approve" and row["state"] == "agreed" and row["fingerprint"] != digest:
            yield "the decision agreed to another content"
    bodies = [json.loads(event["body"]) for event in read("events.json")]
    posted = [body for body in bodies if body["kind"] == "distribution.posted" and body["subject"] == distribution["uid"]]
    if distribution["state"] in ("posted", "reversed") and [body["facts"]["fingerprint"] for body in posted] != [digest]:
        yield "the record does not say that this content was posted"
    if sha256(canonical(read("policy.json"))) != distribution["policy"]["fingerprint"]:
        yield "the policy is not the version that is named"
    if approved["trace"] != read("trace.json"):
        yield "the computation is not the one that was approved"


def amounts():
    """Lines are those that were approved and sum to the amount; every posting balances, and posts the lines."""
    distribution, entries = read("distribution.json"), read("entries.json")
    lines = distribution["lines"]
    if [[n["line"], n["kind"], n["key"], n["amount"]] for n in lines if n["adjusts"] is None] != read("approved.json")["lines"]:
        yield "the lines are not those that were approved"
    if sum(line["amount"] for line in lines) != distribution["amount"]:
        yield "the lines do not sum to the amount of the distribution"
    sums = {}
    for entry in entries:
        key = entry["posting"], entry["currency"]
        sums[key] = sums.get(key, 0) + entry["amount"]
    yield from (f"posting {posting} does not balance in {currency}" for (posting, currency), total in sums.items() if total)
    posted = sum(entry["amount"] for entry in entries if entry["kind"] == "distribution" and entry["amount"] > 0)
    if distribution["state"] == "posted" and posted != abs(distribution["amount"]):
        yield "what was posted is not the amount of the distribution"


def main():
    wrong = 0
    for check in (files, events, fingerprints, amounts):
        found = list(check())
        wrong += len(found)
        print(f"{'does not hold' if found else 'holds':13}  {check.__doc__}")
        for what in found:
            print(f"               - {what}")
    print("\nEverything holds." if not wrong else f"\n{wrong} thing(s) do not hold.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
