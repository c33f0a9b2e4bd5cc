"""Django's flush, refused over anything but a test database: the record is append-only."""
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from record import guards


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        name = str(connection.settings_dict["NAME"])
        if "test_" not in name and "memorydb_" not in name:
            raise CommandError("The record is append-only: only a test database can be flushed.")
        guards.drop(connection)
        super().handle(**options)
        guards.install(connection)
