"""Workers and scheduler; what they do is found in each app's tasks.py."""
import os

from celery import Celery

from config import broker  # noqa: F401 (the transport of the embedded default)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("trihelix")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
