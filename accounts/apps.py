from django.apps import AppConfig


class Accounts(AppConfig):
    """People, memberships, roles, sign-in, tokens."""

    name = "accounts"

    def ready(self):
        from accounts import events, mails, subjects, vouching  # noqa: F401
        from accounts.api import schema  # noqa: F401
