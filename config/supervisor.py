"""Web server, worker and scheduler under one roof: started together, started anew when they die, ended together."""
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config import leash

LEASH = Path(leash.__file__)
QUICK = 5.0  # a child that lived for less seconds than this is started again only after a pause
PAUSE = 2.0


class Child:
    """One command in a process group of its own, so that all that it starts ends with it."""

    def __init__(self, name: str, command: list[str]):
        self.name, self.command = name, command
        self.process: subprocess.Popen | None = None
        self.started = self.again_at = 0.0

    def start(self) -> int:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, start_new_session=True)
        return self.process.pid


class Supervisor:
    """`run()` returns when it was told to stop, and all groups with it are gone.

    Told by SIGINT, SIGTERM or SIGHUP, or by `parent` (a pid) having died. After `kill -9` of the supervisor itself the
    leash, a process at the other end of a pipe, ends the groups.
    """

    def __init__(self, children: list[Child], parent: int | None = None, say: Callable[[str], None] = print):
        self.children, self.parent, self.say = children, parent, say
        self.stopping = False
        self.leash: subprocess.Popen | None = None

    def run(self, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(what, self._stop)
        self._hold()
        try:
            announced = False
            while not self._told():
                self._look_after()
                if not announced and ready():
                    announce()
                    announced = True
                time.sleep(0.2)
        finally:
            self._hold()  # should somebody have ended the leash
            self.leash.stdin.close()
            for child in self.children:
                if child.process:
                    child.process.wait()
            self.leash.wait()

    def _stop(self, *_) -> None:
        self.stopping = True

    def _told(self) -> bool:
        return self.stopping or (self.parent is not None and os.getppid() != self.parent)

    def _hold(self) -> None:
        """See to it that there is a leash, and that it knows every group."""
        if self.leash is None or self.leash.poll() is not None:
            self.leash = subprocess.Popen([sys.executable, str(LEASH)], stdin=subprocess.PIPE, start_new_session=True, text=True)
            for child in self.children:
                if child.process:
                    self._tell(f"+{child.process.pid}")

    def _look_after(self) -> None:
        self._hold()
        now = time.monotonic()
        for child in self.children:
            if child.process and child.process.poll() is not None:
                self.say(f"{child.name} ended with {child.process.returncode}; starting it again.")
                leash.end({child.process.pid}, grace=2)  # what it left behind
                self._tell(f"-{child.process.pid}")
                child.process = None
                child.again_at = now + (PAUSE if now - child.started < QUICK else 0)
            if child.process is None and now >= child.again_at:
                self._tell(f"+{child.start()}")

    def _tell(self, line: str) -> None:
        with contextlib.suppress(BrokenPipeError):  # a new one is told everything
            self.leash.stdin.write(line + "\n")
            self.leash.stdin.flush()
