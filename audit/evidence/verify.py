"""Checks an evidence file of Trihelix without Trihelix: `python3 verify.py` in the folder into which it was unpacked.

It needs Python 3.9 or later and nothing else, speaks English and Chinese (`--lang en`, `--lang zh`; else as the system does, else
as whoever took the evidence out), says what it checked, and ends with 1 where anything does not hold.

What it cannot know from here: whether somebody made all of the file anew. For that, compare the SHA-256 of the archive with the
one that the record of the house holds of this export, and `heads` in manifest.json with the heads that the house gave to somebody
on that day. Names of people and texts of pages are in no hash: they can be erased, and what they stand for can not.
"""
import hashlib
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORDS = {
    "files": ("Every file is the one that the manifest names, and there is no other.", "每个文件都与清单一致，且没有多余的文件。"),
    "events": ("Every event hashes to its place in the chain, and none between them is missing.", "每个事件的哈希与其在链中的位置相符，其间没有缺失。"),
    "rows": ("Every row holds what the record says of it last.", "每条数据都与存证记录最近一次的记载一致。"),
    "said": ("What is told is what the rows hold.", "所述内容与各条数据一致。"),
    "fingerprints": ("What was approved hashes to the fingerprint that decision and record name.", "获批内容的哈希与决定和存证记录中的指纹一致。"),
    "amounts": ("Lines sum to the amount, and every posting balances.", "各行合计等于总额，每笔过账借贷平衡。"),
    "holds": ("holds", "成立"),
    "not": ("does not hold", "不成立"),
    "all": ("Everything holds.", "全部成立。"),
    "some": ("{n} thing(s) do not hold.", "有 {n} 处不成立。"),
    "unnamed": ("{name} is not in the manifest", "{name} 不在清单中"),
    "missing": ("{name} is missing", "缺少 {name}"),
    "changed": ("{name} is not the file that was exported", "{name} 不是当时导出的文件"),
    "document": ("{name} is not the document after whose hash it is called", "{name} 与其文件名所示哈希的文件不符"),
    "unreadable": ("{name} cannot be read: it was cut off, or is not what was exported", "{name} 无法读取：被截断，或不是当时导出的内容"),
    "shape": ("this could not be checked: what it reads is of another shape ({name})", "此项无法检查：所读内容的结构不同（{name}）"),
    "place": ("event {seq} does not hash to its place", "事件 {seq} 的哈希与其位置不符"),
    "follow": ("event {seq} does not follow event {before}", "事件 {seq} 没有接在事件 {before} 之后"),
    "order": ("event {seq} stands after event {before}: their order was changed", "事件 {seq} 排在事件 {before} 之后：次序被改动"),
    "gone": ("before event {seq}, an event about the same matter is missing or was changed", "事件 {seq} 之前缺少同一对象的事件，或该事件被改动"),
    "chain": ("event {seq} is out of another chain", "事件 {seq} 来自另一条链"),
    "unsaid": ("{of}: no event here vouches for it", "{of}：没有事件可以证明"),
    "left": ("{of}: the record vouches for it, and it was left out", "{of}：存证记录载有该项，却被略去"),
    "altered": ("{of}: {column} is not what the record says", "{of}：{column}与存证记录不符"),
    "told": ("{file}: {column} is not what the row holds ({of})", "{file}：{column}与数据不符（{of}）"),
    "approved": ("the content that was approved does not hash to the fingerprint of the distribution", "获批内容的哈希与收益分配的指纹不符"),
    "agreed": ("the decision agreed to another content", "决定同意的是另一份内容"),
    "posted": ("the record does not say that this content was posted", "存证记录没有记载这份内容已过账"),
    "policy": ("the policy is not the version that is named", "分配办法不是所示版本"),
    "trace": ("the computation is not the one that was approved", "计算过程不是获批的那一份"),
    "lines": ("the lines are not those that were approved", "各行与获批的不一致"),
    "sum": ("the lines do not sum to the amount of the distribution", "各行合计不等于收益分配总额"),
    "balance": ("posting {posting} does not balance in {currency}", "过账 {posting} 的 {currency} 借贷不平衡"),
    "amount": ("what was posted is not the amount of the distribution", "已过账金额不等于收益分配总额"),
    "names": ("one person has several names here: {name}", "同一个人在此有不同的姓名：{name}"),
    "ip.distribution": ("distribution", "收益分配"), "ip.settlement": ("settlement", "结算"), "ledger.receipt": ("receipt", "到款"),
    "ip.shareset": ("share set", "份额方案"), "ip.policyversion": ("policy version", "分配办法版本"), "governance.decision": ("decision", "决定"),
}  # fmt: skip
COLUMNS = {
    "amount": "金额", "bank_reference": "银行流水号", "basis": "依据", "citation": "条款", "converted": "折算金额", "counts_in": "计算币种",
    "currency": "币种", "document": "计算公式", "entries": "分录", "fingerprint": "指纹", "kind": "类型", "life_to_date": "累计已分配净收入",
    "lines": "各行", "net": "净收入", "number": "编号", "on": "日期", "pool": "待回收成本", "postings": "过账", "rate": "汇率",
    "rate_source": "汇率来源", "received_on": "到款日", "shares": "份额", "since": "起始日", "state": "状态", "trace": "计算过程", "vat": "增值税",
    "version": "版本", "voices": "各方意见", "withheld": "已源泉扣缴的税款",
}  # fmt: skip
TOLD = {  # of distribution.json: where it tells of a row, and which of its columns
    "ip.distribution": ("", "number on amount net life_to_date pool currency fingerprint state"),
    "ip.settlement": ("settlement", "amount basis citation trace"),
    "ip.policyversion": ("policy", "since fingerprint"),
    "ledger.receipt": (
        "receipt", "number received_on amount currency vat withheld counts_in converted rate rate_source bank_reference"),
}  # fmt: skip


class Unreadable(Exception):
    """A file that is not there, or not JSON."""


def read(name):
    try:
        return json.loads((HERE / name).read_text("utf-8"))
    except (OSError, ValueError):
        raise Unreadable(name) from None


def language():
    """0 for English, 1 for Chinese."""
    asked = " ".join(sys.argv[1:]).replace("=", " ").split()[1:2] if sys.argv[1:2] and sys.argv[1].startswith("--lang") else []
    system = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    try:
        exported = str(read("manifest.json").get("language", ""))
    except (Unreadable, AttributeError):
        exported = ""
    for said in [*asked, *system, exported]:
        if said.lower().startswith(("zh", "en", "chinese", "english")):
            return int(said.lower().startswith(("zh", "chinese")))
    return 0


def say(code, **places):
    return WORDS[code][CHINESE].format(**{name: column(value) if name == "column" else value for name, value in places.items()})


def of(model):
    return WORDS[model][CHINESE] if model in WORDS else model


def column(name):
    return COLUMNS.get(name, name) if CHINESE else name.replace("_", " ")


def canonical(data):
    """The bytes over which fingerprints are made: JSON in UTF-8, keys sorted, no spaces."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def digest(salt, name, value):
    """The commitment of the record to one column of a row, as an event holds it."""
    return sha256(salt + json.dumps([name, value], sort_keys=True, separators=(",", ":")).encode())[:32]


def files():
    named = read("manifest.json")["files"]
    there = {str(path.relative_to(HERE)).replace("\\", "/") for path in HERE.rglob("*") if path.is_file()} - {"manifest.json"}
    yield from (say("unnamed", name=name) for name in sorted(there - set(named)))
    for name, expected in sorted(named.items()):
        if name not in there:
            yield say("missing", name=name)
        elif sha256((HERE / name).read_bytes()) != expected:
            yield say("changed", name=name)
        elif name.startswith("documents/") and name != "documents/" + expected:
            yield say("document", name=name)


def events():
    chain, before, last = read("chain.json"), None, dict.fromkeys(read("chain.json")["subjects"])
    for event in read("events.json"):
        seq, body = event["seq"], json.loads(event["body"])
        leaf = hashlib.sha256(bytes.fromhex(event["salt"]) + event["body"].encode()).digest()
        link = hashlib.sha256(bytes.fromhex(event["previous"]) + seq.to_bytes(8, "big") + leaf)
        if link.hexdigest() != event["hash"]:
            yield say("place", seq=seq)
        if before and seq <= before["seq"]:
            yield say("order", seq=seq, before=before["seq"])
        if before and seq == before["seq"] + 1 and event["previous"] != before["hash"]:
            yield say("follow", seq=seq, before=before["seq"])
        if body["actor"]["institution"] != chain["owner"]:
            yield say("chain", seq=seq)
        if body["subject"] in last:
            if body["after"] != last[body["subject"]] and body["after"] not in chain["elsewhere"]:
                yield say("gone", seq=seq)
            last[body["subject"]] = event["hash"]
        before = event


def vouched():
    """{uid of a row: (model, salt, commitments)} as the last event here says that names it."""
    last = {}
    for event in sorted(read("events.json"), key=lambda event: event["seq"]):
        for model, uid, digests in json.loads(event["body"])["rows"]:
            last[uid] = model, bytes.fromhex(event["salt"]), digests
    return last


def rows():
    last, there = vouched(), {row["uid"]: row for row in read("rows.json")}
    approved = read("approved.json")
    for uid in (read("distribution.json")["uid"], approved["receipt"], approved["policy_version"], approved["share_set"],
                *approved.get("groups", {}).values()):
        if uid in last and uid not in there:
            yield say("left", of=of(last[uid][0]))
    for uid, row in there.items():
        if uid not in last:
            yield say("unsaid", of=of(row["of"]))
            continue
        model, salt, digests = last[uid]
        for name, expected in sorted(digests.items()):
            if name not in row["holds"] or digest(salt, name, row["holds"][name]) != expected:
                yield say("altered", of=of(model), column=name)


def said():
    distribution, there = read("distribution.json"), read("rows.json")
    by_uid = {decision["uid"]: decision for decision in read("decisions.json")}
    keys = {}  # of persons, by what their rows are called inside the house
    for row in there:
        model, holds, wrong = row["of"], row["holds"], []
        place, names = TOLD.get(model, ("", ""))
        told = distribution[place] if place else distribution
        wrong += [("distribution.json", name) for name in names.split() if str(told[name]) != str(holds[name])]
        if model == "ip.distribution":
            fields = ("line", "kind", "key", "amount", "extra", "adjusts")
            if [[line[name] for name in fields] for line in told["lines"]] != [line[1:4] + line[5:] for line in holds["lines"]]:
                wrong.append(("distribution.json", "lines"))
            keys.update({line[4]: line[3] for line in holds["lines"] if line[4] is not None})
        if model == "ip.policyversion" and read("policy.json") != holds["document"]:
            wrong.append(("policy.json", "document"))
        if model == "governance.decision" and row["uid"] in by_uid:
            wrong += [("decisions.json", name) for name in decided(by_uid[row["uid"]], holds)]
        if posted(holds) != entered(row["uid"]):
            wrong.append(("entries.json", "entries"))
        yield from (say("told", file=file, column=name, of=of(model)) for file, name in wrong)
    for row in there:
        if row["of"] == "ip.shareset" and not same_shares(shares_told(distribution, row["uid"]), row["holds"]["shares"], keys):
            yield say("told", file="distribution.json", column="shares", of=of(row["of"]))
    yield from named_twice(distribution)


def decided(decision, holds):
    yield from (name for name in ("kind", "state", "fingerprint") if decision[name] != holds[name])
    voices = [[voice["value"], voice["reasons"], voice["at"].replace(" ", "T")] for voice in decision["voices"]]
    if sorted(voices) != sorted([voice[2], voice[3], voice[5]] for voice in holds["voices"]):
        yield "voices"


def posted(holds):
    """{posting: (day, kind, entries)} as a row holds them."""
    rows = holds.get("postings", ())
    return {uid: (on, kind, sorted(str(entry[:7]) for entry in entries)) for uid, _source, _book, on, kind, _of, _back, entries in rows}


def entered(source):
    """The same as entries.json tells it."""
    found = {}
    for entry in read("entries.json"):
        if entry["source"] == source:
            line = [entry[name] for name in ("line", "currency", "amount", "account", "party", "of", "word")]
            found.setdefault(entry["posting"], (entry["on"], entry["kind"], []))[2].append(str(line))
    return {uid: (on, kind, sorted(lines)) for uid, (on, kind, lines) in found.items()}


def shares_told(distribution, uid):
    """Of the set of another group of persons where it is one, else of the inventors."""
    of_groups = {group["share_set"]: group["shares"] for group in distribution.get("groups", ())}
    return of_groups.get(uid, distribution["shares"])


def same_shares(told, held, keys):
    """Parts in their order, and whose they are as far as the lines say so."""
    if [share["part"] for share in told] != [part for _uid, _line, _person, part in held]:
        return False
    return all(keys.get(held[place][2], share["key"]) == share["key"] for place, share in enumerate(told))


def named_twice(distribution):
    names = {}
    of_groups = [share for group in distribution.get("groups", ()) for share in group["shares"]]
    for row in distribution["lines"] + distribution["shares"] + of_groups:
        if row["person"]:
            names.setdefault(row["key"], set()).add(row["person"])
    yield from (say("names", name=" / ".join(sorted(found))) for found in names.values() if len(found) > 1)


def fingerprints():
    distribution, approved = read("distribution.json"), read("approved.json")
    content = sha256(canonical(approved))
    if content != distribution["fingerprint"]:
        yield say("approved")
    for row in read("decisions.json"):
        if row["kind"] == "distribution.approve" and row["state"] == "agreed" and row["fingerprint"] != content:
            yield say("agreed")
    bodies = [json.loads(event["body"]) for event in read("events.json")]
    ends = [body for body in bodies if body["kind"] == "distribution.posted" and body["subject"] == distribution["uid"]]
    if distribution["state"] in ("posted", "reversed") and [body["facts"]["fingerprint"] for body in ends] != [content]:
        yield say("posted")
    if sha256(canonical(read("policy.json"))) != distribution["policy"]["fingerprint"]:
        yield say("policy")
    if approved["trace"] != read("trace.json"):
        yield say("trace")


def amounts():
    distribution, entries = read("distribution.json"), read("entries.json")
    lines = distribution["lines"]
    if [[n["line"], n["kind"], n["key"], n["amount"]] for n in lines if n["adjusts"] is None] != read("approved.json")["lines"]:
        yield say("lines")
    if sum(line["amount"] for line in lines) != distribution["amount"]:
        yield say("sum")
    sums = {}
    for entry in entries:
        key = entry["posting"], entry["currency"]
        sums[key] = sums.get(key, 0) + entry["amount"]
    yield from (say("balance", posting=posting, currency=currency) for (posting, currency), total in sums.items() if total)
    booked = sum(entry["amount"] for entry in entries if entry["kind"] == "distribution" and entry["amount"] > 0)
    if distribution["state"] == "posted" and booked != abs(distribution["amount"]):
        yield say("amount")


def carried_out(check):
    """What a check finds; a file that cannot be read, or says something of another shape, is found too."""
    found = []
    try:
        found.extend(check())
    except Unreadable as error:
        found.append(say("unreadable", name=error))
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        found.append(say("shape", name=type(error).__name__ + ": " + str(error)[:80]))
    return found


def main():
    wrong = 0
    for check in (files, events, rows, said, fingerprints, amounts):
        found = carried_out(check)
        wrong += len(found)
        print("{:15}{}".format(say("not" if found else "holds"), say(check.__name__)))
        for what in found:
            print("               - " + what)
    print("\n" + (say("some", n=wrong) if wrong else say("all")))
    return 1 if wrong else 0


CHINESE = language()
if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
