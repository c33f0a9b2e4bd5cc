"""Tests and a new installation make their tables from the models, which is ten times quicker: so migrations must lead to the very same ones."""
import json

import pytest
from django.apps import apps
from django.db import connection

from record.floors import FLOORS

pytestmark = [pytest.mark.django_db, pytest.mark.processes]
GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def tables() -> dict:
    """Each table of ours with its columns and what binds them, and the guards over them all; in what JSON can say."""
    ours = {bound.name for model in apps.get_models() for bound in (*model._meta.constraints, *model._meta.indexes)}
    found = {}
    with connection.cursor() as cursor:
        read = connection.introspection
        for table in sorted(name for name in read.table_names(cursor) if name.partition("_")[0] in FLOORS):
            columns = {column.name: [str(column.type_code), column.null_ok, column.display_size] for column in read.get_table_description(cursor, table)}
            bounds = [  # one that has no name of ours is named by the order of its making
                {**bound, "name": name if name in ours else "", "definition": ""} for name, bound in read.get_constraints(cursor, table).items()
            ]
            found[table] = [columns, sorted(json.dumps(bound, sort_keys=True, default=str) for bound in bounds)]
        cursor.execute(GUARDS[connection.vendor])
        found["guards"] = sorted(name for (name,) in cursor.fetchall())
    return json.loads(json.dumps(found))


def test_migrations_make_the_tables_of_the_models(houses):
    house = houses(tables=False)
    house.python("manage.py", "migrate", "-v0")
    script = "import json, django; django.setup(); from tests.config.test_migrations import tables; print(json.dumps(tables()))"
    migrated, made = json.loads(house.python("-c", script).stdout), tables()
    assert len(made["guards"]) > 50, "there were no guards to compare"
    assert migrated.keys() == made.keys()
    assert {name: table for name, table in migrated.items() if table != made[name]} == {}


def test_a_first_start_that_was_stopped_before_the_tables_counted_as_made_goes_on_at_the_next(houses):
    house = houses(tables=False)
    script = (
        "import django; django.setup(); from django.core.management import call_command as call; "
        "from django.apps import apps; from django.test import override_settings as over; "
        "over(MIGRATION_MODULES=dict.fromkeys(app.label for app in apps.get_app_configs())).enable(); "
        "call('migrate', interactive=False, verbosity=0, run_syncdb=True)"
    )
    house.python("-c", script)
    house.python("-c", "import django; django.setup(); from config.tables import bring_up_to_date; bring_up_to_date()")
    assert "[ ]" not in house.python("manage.py", "showmigrations").stdout
