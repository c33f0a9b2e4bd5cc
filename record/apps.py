from django.apps import AppConfig
from django.core import checks


class Record(AppConfig):
    """The append-only record: actors, events, chains, consumers, files by content."""

    name = "record"

    def ready(self):
        from record import actions, events, tasks  # noqa: F401

        checks.register(guards_stand, "database")
        actions.on_nudge(tasks.consume.delay)


def guards_stand(app_configs, databases=None, **kwargs):
    """Names the triggers that should stand and do not: run with `check --database default --fail-level WARNING`."""
    from django.db import connections

    from record import guards

    found = []
    for alias in databases or []:
        if missing := guards.missing(connections[alias]):
            found.append(checks.Warning(f"not in force: {', '.join(missing)}", hint="manage.py migrate", id="record.W001"))
    return found
