"""`python -m ip.rules POLICY EVENTS`: every event's amounts and trace as JSON. No Django, no database.

POLICY is a policy document, or a list of versions of which the dates pick one; EVENTS a list of events, or an object with
`events` and what they need (ip/policies/FORMAT.md, "Events"). What is refused is one line on stderr, exit code 2.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from ip.rules.canonical import read_json
from ip.rules.documents import Fields
from ip.rules.errors import Refused
from ip.rules.play import World, read_setting
from ip.rules.policy import Policy
from ip.rules.reading import read_policy
from ip.rules.versions import answered


def run(policies: object, events: object) -> list[dict[str, object]]:
    """What every event gives. Raises Refused."""
    given = {"events": events} if isinstance(events, list) else Fields(events, "events").data
    rows = given.pop("events", None)
    if not isinstance(rows, list):
        raise Refused("events", "not_list")
    answers = Fields(given.pop("answers", None) or {}, "answers").data
    versions = [_policy(document, answers) for document in (policies if isinstance(policies, list) else [policies])]
    if not versions:
        raise Refused("policy", "empty")
    house = given.pop("institution", None) or versions[0].institution.say("en")
    world = World(read_setting({str(house): versions}, given))
    found = []
    for index, event in enumerate(rows):
        facts = Fields(event, f"events[{index}]").data
        told = {key: facts[key] for key in ("n", "date", "kind") if key in facts}
        found.append({**told, **world.play(facts, f"events[{index}]")})
    return found


def _policy(document: object, answers: Mapping[str, object]) -> Policy:
    """With the answers of the events file to what this version asks."""
    data = Fields(document, "policy").data
    policy = read_policy(data)
    asked = {question.key for question in policy.questions} & answers.keys()
    return read_policy(answered(data, **{key: answers[key] for key in asked})) if asked else policy


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ip.rules", description=__doc__.split("\n")[0])
    parser.add_argument("policy", metavar="POLICY", type=Path)
    parser.add_argument("events", metavar="EVENTS", type=Path)
    files = parser.parse_args(arguments)
    try:
        print(json.dumps(run(_load(files.policy), _load(files.events)), ensure_ascii=False, indent=1))
    except Refused as refused:
        print(f"ip.rules: {refused}", file=sys.stderr)
        return 2
    return 0


def _load(path: Path) -> object:
    try:
        return read_json(path.read_bytes())
    except OSError as error:
        raise Refused(str(path), "not_read", reason=error.strerror or "unknown") from None
    except Refused as refused:
        raise Refused(f"{path}: {refused.path}", refused.code, **refused.facts) from None


if __name__ == "__main__":
    sys.exit(main())
