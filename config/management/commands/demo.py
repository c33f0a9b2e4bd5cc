"""Build the demo: in a file of its own, renamed when whole; on PostgreSQL only into an empty database. Loads once."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.demo.story import tell
from config.tables import bring_up_to_date
from record import clock
from record.models import Event, Installation

BUILDING = "TRIHELIX_DEMO_FILE"  # in the process that builds: the file in which the demo grows


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if "record_event" in connection.introspection.table_names() and (Event.objects.exists() or Installation.objects.exists()):
            raise CommandError("This database is not empty: the demo is built into an empty one only.")
        if not os.environ.get(BUILDING):
            call_command("compilemessages", verbosity=0)  # what it writes is in both languages
            if connection.vendor == "sqlite":
                return self._apart(Path(settings.DATABASES["default"]["NAME"]))
        bring_up_to_date()
        Installation.begin(Installation.Kind.DEMO)
        self.stdout.write(tell(clock.now()))

    def _apart(self, target: Path) -> None:
        """Grow it beside the database and put it in its place when it is whole: a half-built demo is never opened."""
        growing = target.with_suffix(".demo")
        connection.close()
        _clear(growing)
        env = {**os.environ, BUILDING: "yes", "DATABASE_URL": f"sqlite:///{growing}"}
        subprocess.run([sys.executable, "manage.py", "demo"], cwd=settings.BASE_DIR, env=env, check=True)
        _clear(target)
        shutil.move(growing, target)


def _clear(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
