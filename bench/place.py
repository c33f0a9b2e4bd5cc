"""A database of its own for a measurement: SQLite in a temporary folder, or DATABASE_URL where one is given."""
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def prepare() -> None:
    """Settings, an empty migrated database, and this repository on the path."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ["TRIHELIX_VAR"] = tempfile.mkdtemp(prefix="trihelix-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """The median of several runs, so that a passing load on the machine counts for little."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def say(what: str, ours: float, limit: float, unit: str) -> None:
    """One line for docs/performance.md: a ratio inside one run, and the rate it was measured at."""
    print(f"{what}: {ours / limit:.2f} × the limit ({unit})")
