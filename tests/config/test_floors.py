"""Floors bind migrations, too: a floor depends on floors below it; and the lock order is that of the imports."""
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from record.floors import FLOORS

ROOT = settings.BASE_DIR


def test_every_app_of_the_house_stands_on_a_floor():
    own = {config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    assert own - {"config"} - set(FLOORS) == set()


def test_migrations_depend_on_lower_floors_only():
    loader = MigrationLoader(None)
    upward = [
        f"{label}.{name} needs {wanted}.{other}"
        for (label, name), migration in loader.disk_migrations.items()
        for wanted, other in migration.dependencies
        if label in FLOORS and wanted in FLOORS and FLOORS.index(wanted) < FLOORS.index(label)
    ]
    assert upward == []


def test_the_floors_of_the_lock_order_are_those_of_the_imports():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [layer for layer in contracts[0]["layers"] if layer != "config"]
    assert layers == [floor for floor in FLOORS if floor in layers]
