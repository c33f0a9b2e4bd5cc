"""Ends process groups when whoever holds the other end of standard input is gone: `python config/leash.py`.

Reads "+group" and "-group" lines; at the end of input, also after `kill -9` of the holder, every group named and not
taken back is asked to stop (SIGTERM to its leader), and made to (SIGKILL to all) after GRACE seconds. Standard library only.
"""
import contextlib
import os
import signal
import sys
import time

GRACE = 8.0  # seconds


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):  # macOS says PermissionError of a group of zombies
        return False
    return True


def ask(group: int) -> None:
    """Its leader is asked, so that it ends its own workers when they are done; without a leader, all are."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        try:
            os.kill(group, signal.SIGTERM)
        except ProcessLookupError:
            os.killpg(group, signal.SIGTERM)


def end(groups: set[int], grace: float = GRACE) -> None:
    """Stop the groups, gently first."""
    for group in groups:
        ask(group)
    until = time.monotonic() + grace
    while time.monotonic() < until and any(alive(group) for group in groups):
        time.sleep(0.05)
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def main() -> None:
    for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(what, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        groups = groups | {group} if line[0] == "+" else groups - {group}
    end(groups)


if __name__ == "__main__":
    main()
