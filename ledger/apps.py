from django.apps import AppConfig


class Ledger(AppConfig):
    """The books: accounts, receipts, postings, payments. Knows no project and no asset."""

    name = "ledger"

    def ready(self):
        from ledger import events, sections, subjects, vouching  # noqa: F401
