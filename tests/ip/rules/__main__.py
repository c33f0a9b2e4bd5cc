"""`make test-facts`: what was expected and what came out of every formula, case and scenario of a folder (FACTS).

One line each: id, ok / differs / not supported, expected, found. Exit code 1 if anything differs.
"""

import copy
import json
import sys
from collections.abc import Callable

from _pytest.outcomes import Skipped

from ip.rules import Refused
from tests.ip.rules import folder
from tests.ip.rules.scenarios import played
from tests.ip.rules.shapes import Malformed
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
    folder.SEEN.clear()
    folder.BESIDE.clear()
    try:
        run()
    except Skipped as skipped:
        say(name, "not supported", expected, skipped.msg)
    except Refused as refused:
        say(name, "differs", expected, f"refused: {refused}")
    except Malformed as malformed:
        say(name, "differs", expected, str(malformed))
    except Exception as error:
        say(name, "differs", expected, _seen() or _told(error))
    else:
        aside = f"; left aside: {', '.join(dict.fromkeys(folder.BESIDE))}" if folder.BESIDE else ""
        say(name, "ok", expected, f"{_short(_seen() or 'the same')}{aside}")


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the entry has no {error}, or names it nowhere"
    return str(error).split("\n")[0] if isinstance(error, AssertionError) else f"cannot be read ({type(error).__name__}: {error})"


def entries(name: str) -> list[dict]:
    """The entries of a file that can be looked at; any other one differs."""
    found = []
    for number, entry in enumerate(folder.load(name)):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            twice = any(entry["id"] == other["id"] for other in found)
            found.append(entry)
            if twice:
                say(f"{name} entry {number}", "differs", "an id of its own", f"{entry['id']} stands here twice")
        else:
            say(f"{name} entry {number}", "differs", "an object with an id", entry)
    return found


def _seen() -> object:
    return folder.SEEN[0] if len(folder.SEEN) == 1 else list(folder.SEEN)


def scenario(given: dict) -> None:
    """Event by event: the first that differs ends it."""
    try:
        for event, expected, found in played(copy.deepcopy(given)):
            name = f"{given['id']} event {event.get('n')} ({event['kind']})"
            say(name, "ok" if found == expected else "differs", expected, found)
            if found != expected:
                return
    except Skipped as skipped:
        say(given["id"], "not supported", "every event", skipped.msg)
    except Refused as refused:
        say(given["id"], "differs", "every event", f"refused: {refused}")
    except Exception as error:
        say(given["id"], "differs", "every event", _told(error))


def main() -> int:
    for policy in entries("policies.json"):
        judged(f"policy {policy['id']}", policy.get("treatment", "load"), lambda policy=policy: treated(policy))
    for case in entries("worked_examples.json"):
        name = f"case {case['id']} (optional)" if case.get("optional") else f"case {case['id']}"
        judged(name, case.get("expected"), lambda case=case: check(case))
    for given in entries("scenarios.json"):
        scenario(given)
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
