"""Nothing untranslated: what the source says is what the catalogue holds, complete, with the same named placeholders."""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand

from config import sayings

LANGUAGE = "zh_Hans"
CATALOGUE = f"locale/{LANGUAGE}/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
UNNAMED = re.compile(r"%[sdf]|\{\}")


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        if not shutil.which("xgettext"):
            self.stderr.write("LEFT OUT: translations were not checked, GNU gettext is not installed (apt install gettext).")
            return
        kept = _read(settings.BASE_DIR / CATALOGUE)
        said = _gathered()
        faults = [f"{name}:{line}: {wrong}" for name in _sources("*.py") for line, wrong in sayings.faults(_text(name))]
        faults += [f"missing: {text}" for text in sorted(said - _texts(kept))]
        faults += [f"no longer said: {text}" for text in sorted(_texts(kept) - said)]
        faults += [fault for message in kept if message.id for fault in _faults(message)]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            self.stdout.write(f"{len(faults)} faults. `make messages` gathers what is said; translate it in {CATALOGUE}.")
            sys.exit(1)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _texts(catalogue: Catalog) -> set[tuple]:
    return {(message.context or "", *_forms(message.id)) for message in catalogue if message.id}


def _sources(*patterns: str) -> list[str]:
    """Files that say something to people, by their names from the top."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    return [name for name in found if not name.startswith(("tests/", "bench/")) and (settings.BASE_DIR / name).exists()]


def _text(name: str) -> str:
    return (settings.BASE_DIR / name).read_text()


def _gathered() -> set[tuple]:
    """What makemessages finds in a copy of the source, as English, which has a singular and a plural as the source has."""
    with tempfile.TemporaryDirectory() as place:
        for name in _sources("*.py", "*.html", "*.txt"):
            target = Path(place) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(settings.BASE_DIR / name, target)
        (Path(place) / "locale").mkdir()
        command = ["-m", "django", "makemessages", "-l", "en", "--no-location", "-v0"]
        subprocess.run([sys.executable, *command], cwd=place, check=True, env={"PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"})
        return _texts(_read(Path(place) / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _faults(message):
    sources, translations = _forms(message.id), _forms(message.string)
    name = sources[0][:70]
    if message.fuzzy:
        yield f"fuzzy: {name}"
    if not all(translations):
        yield f"untranslated: {name}"
    if any(UNNAMED.search(source) for source in sources):
        yield f"placeholder without a name: {name}"
    places = set(PLACE.findall(" ".join(sources)))
    if all(translations) and any(set(PLACE.findall(text)) - places for text in translations):
        yield f"a placeholder that the source does not have: {name}"
    if all(translations) and places - set(PLACE.findall(" ".join(translations))):
        yield f"a placeholder is lost: {name}"
