"""The docs name files that are there, so that a reader finds the rule where they send them."""
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
TOP = "|".join(sorted(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")))
FILE = re.compile(rf"(?<![\w/.])(?:{TOP})/[\w/.\-]*[\w/]")  # APP, NOUN, NAME in capitals stand for any
LINK = re.compile(r"\]\((?!https?:)([\w/.\-]+)")


def named(page: Path) -> set[Path]:
    text = page.read_text()
    files = {ROOT / name for name in FILE.findall(text) if not re.search(r"[A-Z]{3}|var/", name)}
    return files | {page.parent / name for name in LINK.findall(text)}


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]), ids=lambda page: page.name)
def test_every_file_that_the_docs_name_is_there(page):
    gone = [path.relative_to(ROOT) for path in named(page) if not (path.exists() or (ROOT / "templates" / path.relative_to(ROOT)).exists())]
    assert not gone, f"{page.name} sends its reader to {', '.join(map(str, sorted(gone)))}: name the file as it is now"
