from django.apps import AppConfig


class Partners(AppConfig):
    """Institutions, their units and identifiers, relations between them."""

    name = "partners"

    def ready(self):
        from partners import events, subjects, vouching  # noqa: F401
