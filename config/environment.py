"""Make the Python environment: `python3 config/environment.py .venv`. Standard library only.

Debian keeps the wheels of `venv` in a package of its own; where they are missing, pip is fetched from the package
index (PIP_INDEX_URL, else PyPI) as the one file that is named here by its hash.
"""
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def make(folder: Path) -> None:
    """A virtual environment with pip in it."""
    try:
        import ensurepip  # noqa: F401 - Debian's Python has `venv` without it

        venv.create(folder, with_pip=True, symlinks=True)
    except ImportError:
        venv.create(folder, with_pip=False, symlinks=True)
        with tempfile.TemporaryDirectory() as place:
            wheel = fetch_pip(Path(place))
            install = [f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)]
            subprocess.run([folder / "bin" / "python", *install], check=True)


def fetch_pip(place: Path) -> Path:
    """The wheel of pip, checked by its hash."""
    page = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    links = re.findall(r'href="([^"#]+)', urllib.request.urlopen(page, timeout=60).read().decode())
    address = next((link for link in links if link.endswith(PIP)), None)
    if address is None:
        sys.exit(f"{page} has no {PIP}. On Debian, `apt install python3-venv` does without it.")
    data = urllib.request.urlopen(urllib.parse.urljoin(page, address), timeout=60).read()
    if hashlib.sha256(data).hexdigest() != PIP_SHA256:
        sys.exit(f"{address} is not the file that was locked: nothing was installed.")
    wheel = place / PIP
    wheel.write_bytes(data)
    return wheel


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls this may have an older one
        sys.exit(f"Trihelix needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Say: make PYTHON=python3.12 run")
    try:
        make(Path(sys.argv[1]))
    except OSError as error:
        sys.exit(f"The Python environment could not be made: {error}")
