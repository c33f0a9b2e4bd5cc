"""`python -m tests.journeys.opening`: fills an installation with a small world, and says how its people come in.

Printed as JSON: `session` by "institution/role" (a cookie of somebody signed in, with a second factor where one is asked
for), `uid` of each object by its name in tests/world, `password` of those who sign in by hand.
"""
import json
import os
from importlib import import_module
from importlib.util import find_spec

import django
from django.conf import settings

PASSWORD = "a journey of a thousand li"
SIGNED_IN = (
    "linhai/officer", "linhai/investigator", "linhai/finance", "linhai/approver", "linhai/auditor", "linhai/administrator",
    "linhai/contributor", "linhai/viewer", "haoyuan/partner_approver", "haoyuan/lead",
)  # fmt: skip


def built(world) -> dict:
    """Every object that the walk over all addresses knows, by name; see tests/world/APP.py."""
    from record.floors import FLOORS

    made: dict = {}
    for app in reversed(FLOORS):
        if find_spec(f"tests.world.{app}"):
            build = getattr(import_module(f"tests.world.{app}"), "build", None)
            made |= build(world, "linhai", "haoyuan", "", made) if build else {}
    return made


def told(world) -> dict:
    """A submission for the phone with its approver, a licence whose money has not come, an asset whose shares wait."""
    from tests.world import ip, milestones, money

    approver = world.person("haoyuan", "partner_approver", name="zhou")
    approver.set_password(PASSWORD)
    approver.save(update_fields=["password"])
    unsigned = ip.owned(world, stakes=(("linhai", 1),), title="Cooling plate")
    return {
        "phone": milestones.submitted(world, title="Acceptance on a phone"),
        "script": milestones.submitted(world, title="Acceptance without script"),
        "licence": money.licensed(world), "unsigned": ip.shared(world, unsigned, sign=False), **instalments(world),
    }  # fmt: skip


def instalments(world) -> dict:
    """An assignment whose first instalment of ¥100,000.00 came last year, under a policy of its own, and whose next one is due."""
    from record import clock
    from tests.world import ip, money, policies

    last = clock.today("Asia/Shanghai").replace(year=clock.today("Asia/Shanghai").year - 1, month=1, day=1)
    asset = ip.owned(world, stakes=(("linhai", 1),), title="Heat pipe", completed_on=last)
    ip.shared(world, asset)
    version = policies.published(world, "cn-nwafu-transfer", kinds=["assignment"])
    deal = ip.licence(world, asset, kind="assignment", scope="")
    money.posted(world, deal, 10_000_000, on=last.replace(month=6))
    return {"assignment": deal, "assignment_policy": version.policy}


def small_world():
    """The small world, whose people come in without an action: the record is told of each at once, as when a role is granted."""
    from tests.world.people import World

    class Recorded(World):
        def member(self, at: str, *roles: str, name: str = ""):
            known = len(self._members)
            member = super().member(at, *roles, name=name)
            if len(self._members) > known:
                recorded(member)
            return member

    return Recorded()


def recorded(member) -> None:
    from django.db import transaction

    from accounts.models import Grant, Membership
    from record.actors import System
    from record.append import Fact, append
    from record.beneath import Before

    about, house = {"person": member.person, "institution": member.institution}, System(member.institution.uid)
    for grant in Grant.objects.filter(membership=member).order_by("pk"):
        before = Before()
        for row in (member, grant):
            before.made(row)
        with transaction.atomic():
            append(
                [Fact("role.granted", grant, about, {"role": grant.role, "scope": grant.scope}, house)],
                touched=[(Membership, member.pk), (Grant, grant.pk)], before=before,
            )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection

    from config.celery import app
    from governance import sending
    from record import consumers

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # while it is filled nobody relies on it
    app.conf.broker_url = "memory://"  # no worker runs yet: what would be asked of it is done below
    world = small_world()
    made = built(world)
    consumers.run_all()
    sending.deliver()  # so that the worker finds nothing but what follows
    made |= told(world)
    session = {}
    for who in SIGNED_IN:
        at, role = who.split("/")
        session[who] = world.client(at, role).cookies[settings.SESSION_COOKIE_NAME].value
    uid = {name: str(getattr(row, "uid", row)) for name, row in made.items()}
    print(json.dumps({"session": session, "uid": uid, "password": PASSWORD, "zhou": "zhou@haoyuan.example"}))


if __name__ == "__main__":
    main()
