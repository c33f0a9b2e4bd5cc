from django.apps import AppConfig


class Governance(AppConfig):
    """Decisions (who must agree to what), comments, what comes due, messages to people."""

    name = "governance"

    def ready(self):
        from governance import decisions, due, events, follow, mails, sections, subjects, vouching  # noqa: F401 - each fills its registry
