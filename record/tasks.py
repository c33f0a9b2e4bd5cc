"""What workers do for the record."""
from celery import shared_task

from record import consumers


@shared_task
def consume() -> int:
    """Let every consumer read on. Asked for after each commit, and by the scheduler whatever was lost."""
    return consumers.run_all()
