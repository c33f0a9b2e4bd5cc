"""`make test-facts`: what was expected and what came out of every formula, case and scenario of a folder (FACTS).

One line each: id, ok / differs / not supported, expected, found. Exit code 1 if anything differs.
"""

import copy
import json
import sys
from collections.abc import Callable

from _pytest.outcomes import Skipped

from ip.rules import Refused
from tests.ip.rules import facts
from tests.ip.rules.scenarios import played
from tests.ip.rules.test_worked_cases import check
from tests.ip.rules.treatments import treated

counts = {"ok": 0, "differs": 0, "not supported": 0}


def say(name: str, status: str, expected: object, found: object) -> None:
    counts[status] += 1
    print(f"{name}: {status}\n    expected: {_short(expected)}\n    found:    {_short(found)}")


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def judged(name: str, expected: object, run: Callable[[], object]) -> None:
    """What the case came to; an error of any kind differs, and says what it was."""
    facts.SEEN.clear()
    try:
        run()
    except Skipped as skipped:
        say(name, "not supported", expected, skipped.msg)
    except Refused as refused:
        say(name, "differs", expected, f"refused: {refused}")
    except Exception as error:
        say(name, "differs", expected, _seen() or _told(error))
    else:
        say(name, "ok", expected, _seen() or "the same")


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the entry has no {error}, or names it nowhere"
    return str(error).split("\n")[0] if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"


def entries(name: str) -> list[dict]:
    """The entries of a file that can be looked at; any other one differs."""
    found = []
    for number, entry in enumerate(facts.load(name)):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            found.append(entry)
        else:
            say(f"{name} entry {number}", "differs", "an object with an id", entry)
    return found


def _seen() -> object:
    return facts.SEEN[0] if len(facts.SEEN) == 1 else list(facts.SEEN)


def scenario(given: dict) -> None:
    """Event by event: the first that differs ends it."""
    try:
        for event, expected, found in played(copy.deepcopy(given)):
            name = f"{given['id']} event {event.get('n')} ({event['kind']})"
            say(name, "ok" if found == expected else "differs", expected, found)
            if found != expected:
                return
    except Skipped as skipped:
        say(given["id"], "not supported", given.get("features", ""), skipped.msg)
    except Exception as error:
        say(given["id"], "differs", given.get("features", ""), _told(error))


def main() -> int:
    for policy in entries("policies.json"):
        judged(f"policy {policy['id']}", policy.get("treatment", "load"), lambda policy=policy: treated(policy))
    for case in entries("worked_examples.json"):
        judged(f"case {case['id']}", case.get("expected"), lambda case=case: check(case))
    for given in entries("scenarios.json"):
        scenario(given)
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
