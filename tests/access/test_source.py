"""In views, API and forms every way to rows goes through visible_to() or find(): read from the source itself."""
import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from record.floors import FLOORS
from tests.access.table import proved_otherwise

MODELS = [model for label in FLOORS if apps.is_installed(label) for model in apps.get_app_config(label).get_models()]
MANAGERS = {"objects", "_default_manager", "_base_manager"}
RELATED = {r.get_accessor_name() for m in MODELS for r in m._meta.related_objects if not r.hidden and r.get_accessor_name()}
QUERIES = {"all", "filter", "exclude", "get", "first", "last", "values", "values_list", "order_by", "select_related", "annotate",
           "aggregate", "exists", "count", "in_bulk", "raw", "iterator", "latest", "earliest"}  # fmt: skip
ROOT = settings.BASE_DIR
FILES = sorted(
    path.relative_to(ROOT)
    for label in FLOORS
    for path in (ROOT / label).rglob("*.py")
    if {"views", "views.py", "api", "api.py", "forms", "forms.py"} & set(path.relative_to(ROOT / label).parts)
)


def doors(source: str) -> list[tuple[str, int, str]]:
    """(function, line, what) of every way to rows that is not narrowed to what the actor sees."""
    tree = ast.parse(source)
    up = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    return [(function(node, up), node.lineno, ast.unparse(node)[:60]) for node in ast.walk(tree) if open_door(node, up)]


def open_door(node, up) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    if node.attr in ("raw", "cursor"):
        return True
    if node.attr in MANAGERS:
        return not narrowed(node, up)
    after = up.get(node)
    asked = isinstance(after, ast.Attribute) and after.attr in QUERIES
    return node.attr in RELATED and asked and not narrowed(node, up)


def narrowed(node, up) -> bool:
    """Followed by visible_to() somewhere in its chain, handed to find(), or kept under a name that always is."""
    while isinstance(up.get(node), ast.Attribute | ast.Call):
        parent = up[node]
        if isinstance(parent, ast.Attribute) and parent.attr == "visible_to":
            return True
        if isinstance(parent, ast.Call) and node is not parent.func:
            taker = parent.func.id if isinstance(parent.func, ast.Name) else ""  # Exists and Subquery belong to rows that are seen
            return taker in ("Exists", "Subquery") or (taker == "find" and node is parent.args[0])
        node = parent
    kept = up.get(node)
    if not (isinstance(kept, ast.Assign) and isinstance(kept.targets[0], ast.Name)):
        return False
    uses = [n for n in ast.walk(up[kept]) if isinstance(n, ast.Name) and n.id == kept.targets[0].id and isinstance(n.ctx, ast.Load)]
    return bool(uses) and all(narrowed(use, up) for use in uses)


def function(node, up) -> str:
    while node in up:
        node = up[node]
        if isinstance(node, ast.FunctionDef):
            return node.name
    return ""


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_way_to_rows_goes_through_who_sees_them(path: Path):
    """Begin with Model.objects.visible_to(actor), or find(Model.objects, actor, …)."""
    found = [door for door in doors((ROOT / path).read_text()) if (str(path), door[0]) not in proved_otherwise()]
    said = "".join(f"\n{path}:{line} in {where}(): {what}" for where, line, what in found)
    assert not found, f"begin with .visible_to(actor) or find(…, actor, …), or prove it otherwise (docs/testing.md):{said}"


@pytest.mark.parametrize(("source", "open_doors"), [
    ("Project.objects.visible_to(actor).filter(a=1)", 0),
    ("Project.objects.select_related('lead').visible_to(actor)", 0),
    ("find(Project.objects.select_related('lead'), actor, uid=uid)", 0),
    ("Project.objects.filter(uid=uid)", 1),
    ("get_object_or_404(Project.objects, uid=uid)", 1),
    ("institution.relations.filter(a=1)", 1),
    ("institution.relations.visible_to(actor)", 0),
    ("rows = Project.objects.all()\nfind(rows, actor, uid=uid)", 0),
    ("rows = Project.objects.all()\nfind(rows, actor, uid=uid)\nrows.count()", 1),
    ("seen.filter(Exists(Party.objects.filter(project=OuterRef('pk'))))", 0),
    ("Project._base_manager.get(pk=1)", 1),
    ("connection.cursor()", 1),
])  # fmt: skip
def test_the_check_itself_finds_what_it_should(source, open_doors):
    assert len(doors(source)) == open_doors
