"""What people do on a page: type, press, follow, look."""
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

LOW = "[...document.querySelectorAll('.button')].filter(b => b.offsetHeight && b.offsetHeight < 44).map(b => b.textContent.trim())"


def fill(page: Page, **said: str) -> None:
    """Type into the fields of a form by their names."""
    for name, value in said.items():
        page.locator(f"[name='{name}']").fill(value)


def choose(page: Page, **said: str) -> None:
    """Choose from lists by what they show."""
    for name, label in said.items():
        page.locator(f"select[name={name}]").select_option(label=label)


def press(page: Page, name: str | re.Pattern) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str | re.Pattern) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def faults(page: Page) -> list[str]:
    """What stands in the way of somebody: axe at WCAG 2.2 AA, a page wider than its screen, a button too low for a thumb, no title."""
    found = [f"{v['id']}: {v['nodes'][0]['html']}" for v in Axe().run(page, options=RULES).response["violations"]]
    return found + shape(page)


def shape(page: Page) -> list[str]:
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    headings = page.locator("h1").all_inner_texts()
    found = [f"{wide} px wide on a screen of {screen}"] if wide > screen else []
    if screen < 500:
        found += [f"{name}: a button of less than 44 px" for name in page.evaluate(LOW)]
    return found + ([] if len(headings) == 1 and page.title().startswith(headings[0]) else [f"title {page.title()!r}, heading {headings}"])
