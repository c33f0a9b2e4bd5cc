"""Django's migrate, with the guards down where SQLite needs it and up again at the end."""
from django.core.management.commands import migrate
from django.db import connections

from record import guards


class Command(migrate.Command):
    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if connection.vendor == "sqlite":
            guards.drop(connection, lambda guard: guard.crosses)
        try:
            super().handle(*args, **options)
        finally:
            if "record_event" in connection.introspection.table_names():
                guards.install(connection)
