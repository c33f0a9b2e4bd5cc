from django.apps import AppConfig


class Config(AppConfig):
    """Settings, addresses, the frame around pages, and what wires the apps together."""

    name = "config"
