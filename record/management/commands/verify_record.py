"""Verify every chain of the record; exit 1 and name the first broken event of each that does not hold."""
import sys

from django.core.management.base import BaseCommand

from record.models import Chain
from record.verify import heads_root, verify


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        def progress(done, total):
            if self.stderr.isatty():
                self.stderr.write(f"\r{done:,} of {total:,} events", ending="")
            return True

        breaks = list(verify(progress=progress))
        for broken in breaks:
            self.stdout.write(f"BROKEN chain {broken.chain or 'house'} at {broken.seq}: {broken.why}, event {broken.event}")
        if breaks:
            sys.exit(1)
        events = sum(Chain.objects.values_list("seq", flat=True))
        self.stdout.write(f"{events:,} events in {Chain.objects.count()} chains hold; heads {heads_root()}")
