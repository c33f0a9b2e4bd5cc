"""Consumers lose and double nothing when their workers are killed; what one would write first does."""
import re

import pytest

pytestmark = pytest.mark.processes


def outcome(house, way: str, kills: int) -> dict[str, int]:
    said = house.python("tests/record/killing.py", way, str(kills)).stdout
    return {name: int(number) for name, number in re.findall(r"(\w+) (\d+)", said)}


def test_killed_workers_lose_and_double_nothing(house):
    assert outcome(house, "careful", 60) == {"events": 400, "lost": 0, "doubled": 0}


def test_the_naive_way_is_caught_by_the_same_trial(house):
    found = outcome(house, "naive", 60)
    assert found["lost"] + found["doubled"] > 0
