from django.apps import AppConfig


class Audit(AppConfig):
    """The desk: ready questions, recomputation, verification, evidence. Reads everything of one institution, changes nothing."""

    name = "audit"

    def ready(self):
        from audit import events, follow, mails, sections, subjects, vouching  # noqa: F401
