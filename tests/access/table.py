"""Who is answered what: one row for each address, in the tests/APP/access.py of its app. See docs/testing.md."""
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, get_resolver

from accounts.capabilities import Role
from record.floors import FLOORS

# Everybody who asks: each role at Linhai, whose objects these are; at Haoyuan, its partner; and whoever is signed out.
AT_LINHAI = [role.value for role in Role]
AT_HAOYUAN = ["lead@haoyuan", "partner_approver@haoyuan", "finance@haoyuan", "viewer@haoyuan"]
ANONYMOUS = "anonymous"
TAKEN = (200, 201, 204, 302, 303)
FEWER = "postgresql" in settings.DATABASES["default"]["ENGINE"]  # the rules are the same: there a sample will do
ALL = os.environ.get("WALK") == "all"  # nothing is left to a sample: takes some 10 minutes more
SAMPLE = ["officer", "approver", "finance", "contributor", "partner_approver@haoyuan", ANONYMOUS]
EVERYBODY = SAMPLE if FEWER else [*AT_LINHAI, *AT_HAOYUAN, ANONYMOUS]


def asking(name: str, named=()) -> list[str]:
    """Who asks for an address: all whom its row names and every other one of the rest, other ones for each address."""
    return every(2, name, () if FEWER else named)


def every(step: int, name: str, others=()) -> list[str]:
    """Each second, third, … of everybody, other ones for each address; all of `others`; whoever is signed out."""
    step = 1 if ALL else step
    chosen = {*EVERYBODY[len(name) % step : -1 : step], *others}
    return [*(who for who in EVERYBODY[:-1] if who in chosen), ANONYMOUS]


@dataclass(frozen=True)
class Page:
    """What an address answers: {status: "names of roles"}, each method apart; "*" is whoever is not named otherwise.

    uid      the object of the path, by its name in the worlds of tests/world/APP.py
    path     further parts of the path: a text, or made → text
    body     made → what is posted or patched, so that it would succeed: every uid in it is also tried with a foreign one
    post     without a body: whoever posts is answered so and changes nothing
    common   the object of the path is seen by all (the directory of institutions)
    public   answers whoever is signed out by the table, too; else they are led to sign in (a program: 401)
    """

    get: dict[int, str] = field(default_factory=lambda: {200: "*"})
    post: dict[int, str] | None = None
    patch: dict[int, str] | None = None
    body: Callable[[dict], dict] | None = None
    uid: str = ""
    path: dict = field(default_factory=dict)
    common: bool = False
    public: bool = False

    def said(self, method: str) -> dict[int, str] | None:
        return {"get": self.get, "post": self.post, "patch": self.patch}.get(method)

    def expected(self, method: str, who: str) -> int | None:
        """The status for somebody; None where the table leaves it open (a POST that changes nothing)."""
        if (said := self.said(method)) is None:
            return None
        named = [status for status, roles in said.items() if who in roles.split()]
        rest = [status for status, roles in said.items() if "*" in roles.split()]
        return (named or rest or [None])[0]

    def named(self, method: str) -> set[str]:
        """Whom the row names one by one for this method."""
        return {who for roles in (self.said(method) or {}).values() for who in roles.split()} - {"*"}

    def let_in(self, method: str) -> list[str]:
        """Whose write succeeds."""
        return [who for who in EVERYBODY if self.expected(method, who) in TAKEN]


def rows() -> dict[str, Page]:
    """The whole table, gathered from the apps."""
    return {name: page for module in _modules() for name, page in module.PAGES.items()}


def proved_otherwise() -> dict[tuple[str, str], str]:
    """(file, function) whose rows are right without visible_to(), and why: PROVED_OTHERWISE of the apps."""
    return {place: why for module in _modules() for place, why in getattr(module, "PROVED_OTHERWISE", {}).items()}


def _modules() -> list:
    apps = [app for app in (*FLOORS, "config") if find_spec(f"tests.{app}") and find_spec(f"tests.{app}.access")]
    return [import_module(f"tests.{app}.access") for app in apps]


def addresses() -> dict[str, list[str]]:
    """Every name that the resolver knows, with what stands in its path."""
    found: dict[str, list[str]] = {}

    def walk(resolver, spaces: tuple[str, ...], names: tuple[str, ...]):
        for entry in resolver.url_patterns:
            held = (*names, *entry.pattern.converters)
            if isinstance(entry, URLPattern):
                found[":".join((*spaces, entry.name or str(entry.pattern)))] = list(held)
            else:
                walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces, held)

    walk(get_resolver(), (), ())
    return found
