"""A database of its own for a measurement: SQLite in a temporary folder, or DATABASE_URL where one is given. With `--short`
everything is tiny: what is computed is checked as ever, how long it took says nothing."""
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SHORT = "--short" in sys.argv


def size(full: int, short: int) -> int:
    """How much of something is measured."""
    return short if SHORT else full


def prepare() -> None:
    """Settings, an empty database with its tables, and this repository on the path."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ["TRIHELIX_VAR"] = tempfile.mkdtemp(prefix="trihelix-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config.tables import bring_up_to_date

    bring_up_to_date()


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """The median of several runs, so that a passing load on the machine counts for little."""
    taken = []
    for _ in range(size(times, 1)):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def say(what: str, ours: float, limit: float, unit: str) -> None:
    """One line for docs/performance.md: a ratio inside one run, and the rate it was measured at."""
    print(f"{what}: as it should be, not measured" if SHORT else f"{what}: {ours / limit:.2f} × the limit ({unit})")
