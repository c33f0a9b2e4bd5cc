"""What an embedded installation makes for itself the first time."""
import os
import secrets
from pathlib import Path


def secret(path: Path) -> str:
    """The installation's own secret key, made once and readable by its owner only."""
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
