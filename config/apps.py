from django.apps import AppConfig

from config import complaints


class Config(AppConfig):
    """Settings, addresses, the frame around pages, and what wires the apps together."""

    name = "config"

    def ready(self):
        complaints.speak()
