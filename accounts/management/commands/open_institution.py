"""Open an institution in this installation: itself, and two administrators who get a link by mail. Nothing else is needed."""
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.actions import open_institution
from partners.models import Founder, Kind
from record.actors import System
from record.errors import DomainError, Invalid


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--kind", required=True, choices=Kind.values)
        parser.add_argument("--name-en", default="")
        parser.add_argument("--name-zh", default="")
        parser.add_argument("--admin", action="append", required=True, help="an address; give two")
        parser.add_argument("--language", default="en", choices=dict(settings.LANGUAGES), help="of the mails")
        parser.add_argument("--founder", default=Founder.PRIVATE, choices=Founder.values)
        parser.add_argument("--country", default="CN", help="two letters, ISO 3166")
        parser.add_argument("--region", default="")
        parser.add_argument("--zone", default="Asia/Shanghai", help="time zone, an IANA name")
        parser.add_argument("--currency", default="CNY", help="ISO 4217")

    def handle(self, **options):
        entry = {name: options[name] for name in ("kind", "name_en", "name_zh", "founder", "country", "region", "zone", "currency")}
        try:
            institution, invitations = open_institution(
                actor=System(), administrators=options["admin"], language=options["language"], **entry
            )
        except DomainError as error:
            field = f"{error.field}: " if isinstance(error, Invalid) and error.field else ""
            raise CommandError(f"{field}{error.message}")
        self.stdout.write(f"{institution.name} is open. Two administrators are invited by mail:")
        for invitation in invitations:
            link = f"  {settings.SITE_URL}{invitation.link}" if settings.EMAIL_BACKEND.endswith("console.EmailBackend") else ""
            self.stdout.write(f"  {invitation.email}{link}")
