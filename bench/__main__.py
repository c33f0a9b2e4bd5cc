"""`make bench`: every measurement, each in a process and a database of its own; ratios inside one run only. `--short` tries
them in a few seconds (tests/bench/)."""
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = sorted(path for path in HERE.glob("*.py") if path.stem not in ("__main__", "place", "__init__"))

if __name__ == "__main__":
    wanted = [word for word in sys.argv[1:] if word != "--short"]
    short = [word for word in sys.argv[1:] if word == "--short"]
    failed = 0
    for script in SCRIPTS:
        if not wanted or script.stem in wanted:
            failed |= subprocess.run([sys.executable, str(script), *short], cwd=HERE.parent).returncode
    sys.exit(failed)
