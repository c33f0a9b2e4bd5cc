"""The drawn screens, made again from the parts: they render, and need neither inline style nor inline script."""
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from tests.config import samples

SCREENS = Path(__file__).parent / "screens"


def screen(name):
    drawn = SCREENS / f"{name}.html"
    backend = get_template("layout.html").backend
    template = backend.from_string(drawn.read_text()) if drawn.exists() else get_template(f"{name}.html")
    return template.render(samples.context(name), RequestFactory().get("/"))


@pytest.mark.parametrize("name", sorted(samples.SCREENS))
def test_a_screen_is_built_without_inline_style_or_script(name):
    text = screen(name)
    assert re.findall(r'\sstyle="|<style|<script(?! src=)|\son\w+="', text) == []


def test_a_part_says_what_it_takes():
    parts = Path(get_template("layout.html").origin.name).parent.glob("parts/*.html")
    mute = [part.name for part in parts if "{# " + part.stem + ":" not in part.read_text()]
    assert mute == []
