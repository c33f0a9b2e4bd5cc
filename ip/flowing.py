"""Where the money of one receipt flows: from the gross over deductions and net to parties, and on to each person."""
from collections.abc import Iterable, Mapping

from ip.wording import Told

TAKEN = ("percent", "statutory", "third_party", "cost_recovery", "fixed", "amount")
BELOW = ("split", "person", "passed", "unit", "no_unit", "reverted")  # what divides the part of another line
OF_PEOPLE = ("person", "unit", "no_unit")


def flow(trace: Mapping, told: Iterable[Told]) -> dict:
    """`nodes` {key, level, label, amount, strand, tint} and `links` {of, to, amount} of a computation, minor units.

    Every amount stands on the way that it went: what leaves a node sums to what came in, rounding included.
    """
    steps = list(zip(trace["steps"], told, strict=True))
    nodes: dict[str, dict] = {"received": _node("received", 0, *_first(steps, "received"))}
    links: list[dict] = []
    for step, said in steps:
        code, amount = step["code"], step["amount"]
        if not amount:
            continue
        if code in TAKEN and not step.get("credited"):
            nodes[said.key] = _node(said.key, 1, said.label, amount, strand=5)
            links.append({"of": "received", "to": said.key, "amount": amount})
            if payee := step.get("payee"):
                links.append({"of": said.key, "to": payee, "amount": amount})
        elif code == "net":
            nodes["net"] = _node("net", 1, said.label, amount)
            links.append({"of": "received", "to": "net", "amount": amount})
        elif code in ("party", "rounding"):
            nodes[said.key] = _node(said.key, 2, said.label, amount, strand=1, tint=2)
            if rest := amount - granted(trace, said.key):
                links.append({"of": "net", "to": said.key, "amount": rest})
        elif code in BELOW and step.get("of") in nodes:
            key, above = _key(step), nodes[step["of"]]
            nodes[key] = _node(key, above["level"] + 1, said.label, amount, strand=1, tint=3 if code in OF_PEOPLE else 2)
            links.append({"of": step["of"], "to": key, "amount": amount})
    known = [link for link in links if link["to"] in nodes]
    return {"nodes": list(nodes.values()), "links": known}


def _key(step: Mapping) -> str:
    """Its node: a party, a unit of several parties, and a person in several groups can have money on more than one way."""
    if step["code"] in ("split", "person") and not step.get("group"):
        return step["key"]
    return f"{step['code']}:{step['key']}" if step["code"] == "passed" else f"{step['code']}:{step['of']}:{step['key']}"


def granted(trace: Mapping, party: str) -> int:
    """What deductions gave a party besides its share of the net."""
    return sum(step["amount"] for step in trace["steps"] if step.get("payee") == party and not step.get("credited"))


def _first(steps: list, code: str) -> tuple[str, int]:
    return next((said.label, step["amount"]) for step, said in steps if step["code"] == code)


def _node(key: str, level: int, label: str, amount: int, strand: int = 0, tint: int = 0) -> dict:
    return {"key": key, "level": level, "label": label, "amount": amount, "strand": strand, "tint": tint}
