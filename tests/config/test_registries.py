"""What fills a registry is read when its app is: else it does nothing, and nobody is told."""
import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from record.floors import FLOORS

BUILT = [label for label in FLOORS if apps.is_installed(label)]


def fills(source: str) -> bool:
    """Whether it calls add_…_kinds(), add_subjects(), vouch() and the like as soon as it is read."""
    calls = [node.value.func for node in ast.parse(source).body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    names = [getattr(call, "attr", getattr(call, "id", "")) for call in calls]
    return any(name.startswith(("add_", "vouch")) for name in names)


def read_by(path: Path) -> Path:
    """Where it has to be named: beside it in its folder, or in the app's apps.py."""
    return path.parent / ("apps.py" if path.parent.name in BUILT else "__init__.py")


def named(place: Path, module: str) -> bool:
    imports = [node for node in ast.walk(ast.parse(place.read_text())) if isinstance(node, ast.ImportFrom)]
    return any(module in (alias.name, (node.module or "").rpartition(".")[2]) for node in imports for alias in node.names)


@pytest.mark.parametrize("label", BUILT)
def test_whatever_fills_a_registry_is_read_with_its_app(label):
    files = [path for path in (settings.BASE_DIR / label).rglob("*.py") if "migrations" not in path.parts]
    filling = [path for path in files if fills(path.read_text()) and path.name not in ("__init__.py", "apps.py")]
    unread = [path for path in filling if not named(read_by(path), path.stem)]
    said = "".join(f"\n{path.relative_to(settings.BASE_DIR)}: import it in {read_by(path).relative_to(settings.BASE_DIR)}" for path in unread)
    assert not unread, said
