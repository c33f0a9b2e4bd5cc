from django.apps import AppConfig


class Incentives(AppConfig):
    """Rewards and honours: what is owed to a person, from the day it is owed until it is paid or refused."""

    name = "incentives"

    def ready(self):
        from incentives import decisions, events, follow, sections, subjects, vouching  # noqa: F401
