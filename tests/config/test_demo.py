"""The demo tells a true story: built once, whole, and it verifies."""
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.processes
ASKED = """
from collections import Counter
from audit.reconcile import reconciled
from governance.models import Decision
from ip.models import Asset, Deal, Distribution, PolicyVersion
from partners.models import Institution
from projects.models import Milestone, Project
from record.models import Delivery, Installation, Parked
print("states", len(set(Project.objects.values_list("state", flat=True))))
print("projects", Project.objects.count())
print("milestones", Milestone.objects.count() >= 150)
print("assets", Asset.objects.count() >= 55)
print("deals", Deal.objects.filter(state="signed").count() >= 20)
print("distributions", {"posted", "in_approval", "reversed"} <= set(Distribution.objects.values_list("state", flat=True)))
print("open", Decision.objects.open().count() > 5)
print("left", sum(abs(account.left_over) for house in Institution.objects.all() for account in reconciled(house.pk)))
print("parked", Parked.objects.count())
print("sent", Delivery.objects.filter(state="sent").count())
print("refunds", Distribution.objects.exclude(corrects=None).values("state").distinct().count())
print("drafts", PolicyVersion.objects.filter(state="draft").count())
print("demo", Installation.is_demo())
"""
ANSWER = [
    "states 8", "projects 40", "milestones True", "assets True", "deals True", "distributions True", "open True", "left 0",
    "parked 0", "sent 0", "refunds 2", "drafts 1", "demo True",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A demo of its own, by the command that `make run` calls."""
    if connection.vendor != "sqlite":
        pytest.skip("built once, on SQLite")
    env = {**os.environ, "TRIHELIX_VAR": str(tmp_path_factory.mktemp("demo"))}
    env.pop("DATABASE_URL", None)

    def manage(*words, said=None):
        return subprocess.run([sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=env, input=said,
                              capture_output=True, text=True, timeout=900)  # fmt: skip

    done = manage("demo")
    assert done.returncode == 0, done.stderr[-3000:]
    return manage


def test_it_has_something_of_everything_and_reconciles_to_the_cent(built):
    said = built("shell", "--no-imports", "--command", ASKED)
    assert said.stdout.split("\n")[: len(ANSWER)] == ANSWER, said.stdout + said.stderr[-2000:]


def test_its_record_verifies(built):
    verified = built("verify_record")
    assert verified.returncode == 0, verified.stdout


def test_it_is_never_built_over_something_else(built):
    again = built("demo")
    assert again.returncode != 0
    assert "not empty" in again.stderr
