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
        say(name, "differs", expected, _seen() or f"{type(error).__name__}: {error}")
    else:
        say(name, "ok", expected, _seen() or "the same")


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
        say(given["id"], "differs", given.get("features", ""), f"{type(error).__name__}: {error}")


def main() -> int:
    for policy in facts.load("policies.json"):
        judged(f"policy {policy['id']}", policy.get("treatment", "load"), lambda policy=policy: treated(policy))
    for case in facts.load("worked_examples.json"):
        judged(f"case {case['id']}", case.get("expected"), lambda case=case: check(case))
    for given in facts.load("scenarios.json"):
        scenario(given)
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
