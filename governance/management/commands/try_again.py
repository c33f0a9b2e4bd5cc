"""Do again what had failed and was set aside, when its reason was mended: parked events, and what had come due."""
from django.core.management.base import BaseCommand

from governance.models import Due
from governance.sweep import sweep
from record.consumers import try_again


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        done, failed = try_again()
        self.stdout.write(f"events: {done} done, {failed} failed again")
        freed = Due.objects.filter(done_at=None).exclude(fault="").update(fault="")
        swept = sweep()
        still = Due.objects.filter(done_at=None).exclude(fault="").count()
        self.stdout.write(f"due: {freed} tried again, {swept} done, {still} failed again")
