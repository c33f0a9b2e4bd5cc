"""Every measurement still runs and gives what it should, on tiny sizes; how long it takes is for `make bench` to say."""
import os
import subprocess
import sys

import pytest

from bench.__main__ import HERE, SCRIPTS


@pytest.mark.processes
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_measurement_runs_and_computes_what_it_should(script):
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run([sys.executable, str(script), "--short"], cwd=HERE.parent, env=own, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "as it should be, not measured" in done.stdout


def test_all_of_them_are_found():
    assert [path.stem for path in SCRIPTS] == ["lists", "posting", "shapley", "splits", "verification"]
