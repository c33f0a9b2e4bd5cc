"""A whole installation for tests that need processes: files, broker and a database that others can open."""
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class House:
    var: Path
    env: dict[str, str]

    def python(self, *arguments: str, **more) -> subprocess.CompletedProcess:
        """Run Python in this installation; fails with what it said where it fails."""
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=300, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def start(self, *arguments: str, **more) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self.env, text=True, **more)


def _url(name: str) -> str:
    """Another database on the server of this run."""
    place = settings.DATABASES["default"]
    user = f"{place['USER']}:{place['PASSWORD']}" if place["PASSWORD"] else place["USER"]
    host = place["HOST"] or "localhost"
    query = f"?host={place['OPTIONS']['host']}" if "host" in place.get("OPTIONS", {}) else ""
    where = "" if query else f"{host}:{place['PORT'] or 5432}"
    return f"postgres://{user}@{where}/{name}{query}"


@pytest.fixture(scope="session")
def houses(tmp_path_factory, django_db_setup, django_db_blocker):
    """Makes installations; the database with its tables is made once and copied."""
    made: list[str] = []
    postgresql = connection.vendor == "postgresql"

    def sql(statement: str) -> None:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def house(database: str) -> House:
        var = tmp_path_factory.mktemp("house")
        url = _url(database) if postgresql else f"sqlite:///{var / 'trihelix.sqlite3'}"
        env = {**os.environ, "TRIHELIX_VAR": str(var), "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
        env |= {"EMAIL_URL": f"filemail:///{var}/mails", "DJANGO_SETTINGS_MODULE": "config.settings"}
        env.pop("REDIS_URL", None)
        return House(var, env)

    def named() -> str:
        made.append(f"test_house_{uuid.uuid4().hex[:12]}")
        return made[-1]

    def empty() -> House:
        name = named()
        if postgresql:
            sql(f"CREATE DATABASE {name}")
        return house(name)

    model = empty()
    model.python("-c", "import django; django.setup(); from config.tables import bring_up_to_date; bring_up_to_date()")
    first = made[0]

    def copy(tables=True) -> House:
        """One with its tables, or with an empty database."""
        if not tables:
            return empty()
        name = named()
        if postgresql:
            sql(f"CREATE DATABASE {name} TEMPLATE {first}")
        new = house(name)
        if not postgresql:
            for file in model.var.glob("trihelix.sqlite3*"):
                (new.var / file.name).write_bytes(file.read_bytes())
        return new

    yield copy
    if postgresql:
        for name in made:
            sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
