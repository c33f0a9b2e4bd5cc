"""Django's compilemessages by Babel, so that no machine needs GNU gettext to read its catalogues."""
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *, verbosity, **options):
        for catalogue in sorted(path for place in settings.LOCALE_PATHS for path in Path(place).rglob("*.po")):
            compiled = catalogue.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
                continue
            with catalogue.open("rb") as source:
                read = read_po(source)
            part = compiled.with_suffix(".part")
            with part.open("wb") as target:
                write_mo(target, read)
            part.replace(compiled)
            if verbosity:
                self.stdout.write(str(compiled))
