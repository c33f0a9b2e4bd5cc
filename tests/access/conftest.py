"""One world for the whole walk, undone at its end; what a request changes is undone after it."""
import copy

import pytest

from accounts.api.auth import MembershipThrottle
from tests.access.place import Place


@pytest.fixture(scope="package")
def place(set_up):
    with set_up() as files:
        made = Place()
        made.files = files
        yield made


@pytest.fixture
def world(place):
    return copy.deepcopy(place.world)  # people whom a test adds end with it


@pytest.fixture(autouse=True)
def files_of_the_place(request, own_files, settings, monkeypatch):
    if "place" in request.fixturenames:
        settings.FILES_ROOT = request.getfixturevalue("place").files
        settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
        monkeypatch.setattr(MembershipThrottle, "THROTTLE_RATES", {"membership": None})  # one walk asks more than a minute allows
