"""What workers do for governance."""
from celery import shared_task

from governance import sending, sweep


@shared_task
def deliver() -> int:
    """Send what waits to leave the house."""
    return sending.deliver()


@shared_task
def sweep_due() -> int:
    """Do what has come due."""
    return sweep.sweep()
