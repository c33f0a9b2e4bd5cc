"""How the source says its sentences: what makemessages cannot gather, or what is translated before anybody asks for a page."""
import ast
from collections.abc import Iterator

EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def faults(source: str) -> Iterator[tuple[int, str]]:
    """(line, what is wrong and what to do instead) for each such sentence of a module."""
    tree = ast.parse(source)
    names = {alias.asname or alias.name: alias.name for node in ast.walk(tree) if _imports(node) for alias in node.names}
    for call, run_at_once in _calls(tree, True):
        function = names.get(call.func.id, "") if isinstance(call.func, ast.Name) else ""
        if "gettext" not in function:
            continue
        if call.func.id not in (function, "_"):  # type: ignore[attr-defined]  # a Name, else it had no function
            yield call.lineno, f"makemessages knows no other name than {function} and _, and passes this over"
        elif not all(isinstance(arg, ast.Constant) for arg in call.args[: 1 + ("ngettext" in function)]):
            yield call.lineno, "makemessages cannot gather this: write the text itself into the call, its facts as % {…} behind it"
        elif run_at_once and function in EAGER:
            yield call.lineno, f"runs once, when the module is read, in English for everybody: use {function}_lazy here"


def _imports(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"


def _calls(node: ast.AST, run_at_once: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Each call, and whether it runs when the module is read: defaults and decorators of functions do, their bodies do not."""
    if isinstance(node, ast.Call):
        yield node, run_at_once
    for name, value in ast.iter_fields(node):
        inside = isinstance(node, FUNCTIONS) and name == "body"
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _calls(child, run_at_once and not inside)
