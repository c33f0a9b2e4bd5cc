from django.apps import AppConfig


class Projects(AppConfig):
    """Projects, milestones, acceptance, project money, closing."""

    name = "projects"

    def ready(self):
        from projects import (  # noqa: F401 - each fills its registry
            decisions,
            due,
            events,
            follow,
            mails,
            milestone_decisions,
            milestone_due,
            milestone_events,
            milestone_mails,
            milestone_sections,
            milestone_subjects,
            sections,
            subjects,
            vouching,
        )
