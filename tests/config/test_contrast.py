"""Colours keep the contrast of WCAG 2.2 AA in light and in dark: 4.5 for text, 3 for what is pressed or told apart."""
import re
from itertools import product
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "static" / "trihelix.css").read_text()
TOKENS = {name: sides for name, *sides in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)}
GROUNDS = ("ground", "paper", "raised")
SOFT = ("accent-soft", "ok-soft", "wait-soft", "bad-soft", "hover", "chosen")
TEXT = ("ink", "ink-2", "ink-3", "accent", "ok", "wait", "bad")
DRAWN = ("edge", "keep", "strand-1", "strand-2", "strand-3", "strand-4", "strand-5")


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other, side):
    dark, light = sorted(luminance(TOKENS[name][side]) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_text_can_be_read(side):
    pairs = [*product(TEXT, GROUNDS + SOFT), ("on-accent", "accent")]
    assert [pair for pair in pairs if contrast(*pair, side) < 4.5] == []


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_what_is_drawn_can_be_told_from_its_ground(side):
    assert [pair for pair in product(DRAWN, GROUNDS) if contrast(*pair, side) < 3] == []
