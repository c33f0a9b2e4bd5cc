"""One real installation, web server, worker and scheduler of `manage.py run`, and its people in a real Chromium."""
import json
import re
import signal
import subprocess
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from tests.config.test_run import answer, free_port, until
from tests.conftest import CHROMIUM

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@dataclass
class Opened:
    url: str
    told: dict  # what tests/journeys/opening.py says
    mails: Path

    def at(self, path: str, name: str = "") -> str:
        """The address of a page; `{}` in the path is the object of that name."""
        return self.url + path.format(self.told["uid"].get(name, ""))

    def mail(self, to: str, about: str, into: str = "/") -> str:
        """The link in a mail that has been sent: the newest to this address whose subject names `about`, leading `into` there."""

        def newest():
            for file in sorted(self.mails.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True):
                for raw in reversed(file.read_bytes().split(b"-" * 79 + b"\n")):
                    message = message_from_bytes(raw.lstrip(), policy=policy.default)
                    if message["To"] and to in message["To"] and about in message["Subject"]:
                        found = re.search(rf"https?://\S+{into}\S*", message.get_body(("plain",)).get_content())
                        if found:
                            return found
            return None

        return until(newest)[0].rstrip(".,)")


@pytest.fixture(scope="package")
def opened(houses):
    """The installation; when it is closed, its log has to be free of errors."""
    if connection.vendor != "sqlite":
        pytest.skip("the journeys are walked once, on SQLite")
    house, port = houses(), free_port()
    house.env |= {"PORT": str(port), "SITE_URL": f"http://localhost:{port}", "TRIHELIX_DEMO": "no"}
    filled = house.start("-m", "tests.journeys.opening", stdout=subprocess.PIPE)
    told = json.loads(filled.communicate(timeout=400)[0].splitlines()[-1])
    said = house.var / "said"
    with said.open("w") as log:
        run = house.start("manage.py", "run", stdout=log, stderr=log)
    try:
        until(lambda: answer(port) is not None, 120)
        yield Opened(f"http://localhost:{port}", told, house.var / "mails")
    finally:
        run.send_signal(signal.SIGINT)
        run.wait(timeout=30)
    assert re.findall(r"^Traceback.*|.*Internal Server Error.*|^\S*Error:.*", said.read_text(), re.M) == []


@pytest.fixture(scope="package")
def chromium(opened):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def visit(opened: Opened, chromium: Browser):
    """`visit("linhai/officer", "/projects/")`: a page of a browser of their own; "" is somebody signed out.

    Whatever the page complains about on its console fails the journey.
    """
    contexts, complaints = [], []

    def open_page(who: str, path: str = "/", *, phone=False, language="en", **more) -> Page:
        context = chromium.new_context(viewport=PHONE if phone else DESK, locale="en-GB", **more)
        contexts.append(context)
        cookies = {"trihelix_language": language} | ({"sessionid": opened.told["session"][who]} if who else {})
        context.add_cookies([{"name": name, "value": value, "url": opened.url} for name, value in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
        page.goto(path if path.startswith("http") else opened.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []

