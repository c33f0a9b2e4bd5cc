"""A world in which something could leak: Linhai and Haoyuan's own objects, and a stranger's, every text of which is marked.

Whoever acts here has a second membership at the stranger, with every role: who sees the union of both is found out.
"""
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.capabilities import MONEY_ROLES, Role
from accounts.models import Grant, Membership
from record.floors import FLOORS
from record.models import Event, Row
from tests.access.table import ANONYMOUS, EVERYBODY
from tests.world.people import SINCE, World

MARK = "ZQXfremd"
NO_STATE = {"ip.UnfinishedFormula"}  # what is typed is kept as it is, also where it is refused


class Place:
    """`own` and `foreign` give each object by its name; `clients` one browser for each who asks."""

    def __init__(self):
        self.world = World()
        self.own = self._built("linhai", "haoyuan", "")
        self.foreign = self._built("stranger", "beizhou", MARK)
        self.clients = {who: self._client(who) for who in EVERYBODY}
        self.before = state()  # and after each request again, since each is undone

    def _built(self, home: str, partner: str, mark: str) -> dict:
        made: dict = {}
        for app in reversed(FLOORS):
            if find_spec(f"tests.world.{app}"):
                build = getattr(import_module(f"tests.world.{app}"), "build", None)
                made |= build(self.world, home, partner, mark, made) if build else {}
        return made

    def _client(self, who: str) -> Client:
        if who == ANONYMOUS:
            return Client()
        role, _, at = who.partition("@")
        member = self.world.member(at or "linhai", role)
        if role not in MONEY_ROLES:  # who moves money is led to a second factor, which has nothing to do with this
            elsewhere = Membership.objects.create(person=member.person, institution=self.world.stranger, since=SINCE)
            Grant.objects.bulk_create(Grant(membership=elsewhere, role=r, since=SINCE) for r in Role)
        return self.world.client(at or "linhai", role)


READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def watched():
    """Holds what was asked of the database that could have changed something: where that is nothing, the state need not be read."""
    sent: list[str] = []

    def note(execute, sql, *rest):
        if not sql.startswith(READS):
            sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def state() -> tuple:
    """How many rows there are of each kind, at which versions, and how many events: what a refusal must not change."""
    counted = []
    for label in FLOORS:
        for model in apps.get_app_config(label).get_models() if apps.is_installed(label) else ():
            meta = model._meta
            if meta.label in NO_STATE:
                continue
            version = "SUM(version)" if issubclass(model, Row) else "0"
            counted.append(f"SELECT '{meta.db_table}' AS t, COUNT(*) AS n, COALESCE({version}, 0) AS v FROM {meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counted))
        rows = tuple(sorted((t, int(n), int(v)) for t, n, v in cursor.fetchall()))
    return rows, Event.objects.count()
