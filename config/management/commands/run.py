"""Open this installation: database, demo where there is nothing yet, then web server, worker and scheduler until Ctrl-C."""
import os
import socket
import sys
from contextlib import closing

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from config.signins import lines
from config.supervisor import Child, Supervisor
from config.tables import bring_up_to_date
from partners.models import Institution

HOST = os.environ.get("HOST", "127.0.0.1")
WORKERS = os.environ.get("WEB_CONCURRENCY", "2")


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--stop-with-parent", action="store_true", help="end when the process that called this has ended")

    def handle(self, *, stop_with_parent, **options):
        parent, port = os.getppid(), _port()
        try:
            self._prepare()
        except OperationalError as error:
            raise CommandError(f"The database cannot be reached: {error}".strip()) from None
        try:
            Supervisor(_children(port), parent if stop_with_parent else None, self._say).run(
                ready=lambda: _answers(port), announce=self._announce
            )
        finally:
            self._say("Stopped.")

    def _prepare(self):
        self._say("Preparing the database ...")
        call_command("compilemessages", verbosity=0)
        bring_up_to_date()
        call_command("collectstatic", interactive=False, verbosity=0)
        demo = "demo" in get_commands() and os.environ.get("TRIHELIX_DEMO", "yes") != "no"
        if demo and not Institution.objects.exists():
            self._say("Building the demo, once ...")
            connection.close()
            call_command("demo")
        self.signins = lines()
        connection.close()  # the children have their own

    def _announce(self):
        self._say(f"\nTrihelix is open at {settings.SITE_URL}\n{self.signins}\nCtrl-C stops it; what was entered stays.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} is not a port: it is a number from 1 to 65535.")
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise CommandError(f"Port {text} cannot be used ({error.strerror}). Choose another: make run PORT=8001") from None
    return int(text)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _children(port: int) -> list[Child]:
    python = [sys.executable, "-m"]
    celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "config"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [
        Child("Web server", [*python, "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--workers", WORKERS,
                             "--graceful-timeout", "5", "--timeout", "60", "--log-level", "warning"]),
        Child("Worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "warning", *quiet]),
        Child("Scheduler", [*celery, "beat", "--loglevel", "warning", "--pidfile", ""]),
    ]  # fmt: skip
