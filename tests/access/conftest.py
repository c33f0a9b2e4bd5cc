"""One world for the whole walk, undone at its end; what a request changes is undone after it."""
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import override_settings

from accounts.api.auth import MembershipThrottle
from tests.access.place import Place


@contextmanager
def undone():
    """A savepoint that durable actions take for a test's, rolled back."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker, tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    memory = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=files, CACHES=memory, PASSWORD_HASHERS=quick), undone():
        made = Place()
        made.files = files
        yield made
    connection.close()


@pytest.fixture(autouse=True)
def files_of_the_place(request, own_files, settings, monkeypatch):
    if "place" in request.fixturenames:
        settings.FILES_ROOT = request.getfixturevalue("place").files
        settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
        monkeypatch.setattr(MembershipThrottle, "THROTTLE_RATES", {"membership": None})  # one walk asks more than a minute allows
