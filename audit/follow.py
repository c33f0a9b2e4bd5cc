"""A verification that was started is run by a worker, soon and once."""
from audit.models import Verification
from audit.tasks import run_verification
from record.registry import Consumer, add_consumers


def _start(event) -> None:
    if Verification.objects.filter(uid=event.subject, state=Verification.State.QUEUED).exists():
        run_verification.delay(str(event.subject))


add_consumers(Consumer("audit.verifications", frozenset({"verification.started"}), _start))
