"""The tables of an installation, as the code that runs here has them."""
from functools import partial

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings


def bring_up_to_date() -> None:
    """Make the tables, or migrate those that stand.

    An empty database gets them from the models at once, which takes two seconds instead of half a minute: the migrations, one by
    one, lead to the very same tables (tests/config/test_migrations.py), and count as done, all or none. Whoever was stopped
    before that begins again with what is missing.
    """
    migrate = partial(call_command, "migrate", interactive=False, verbosity=0)
    done = MigrationRecorder(connection)
    if not done.applied_migrations():
        with override_settings(MIGRATION_MODULES=dict.fromkeys(app.label for app in apps.get_app_configs())):
            migrate(run_syncdb=True)
        done.ensure_schema()
        with transaction.atomic():
            migrate(fake=True)
    migrate()
