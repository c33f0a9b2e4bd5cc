"""Collaborations over time: every amount after every event, to the cent."""

import copy

import pytest

from tests.ip.rules.facts import load
from tests.ip.rules.world import World


def _without_zeros(value: object) -> object:
    """A line of zero may be left out, on both sides."""
    if isinstance(value, dict):
        return {key: _without_zeros(item) for key, item in value.items() if item != 0}
    return [_without_zeros(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("scenario", load("scenarios.json"), ids=lambda scenario: scenario["id"])
def test_every_event_of_the_scenario_gives_what_the_facts_say(scenario):
    world = World(copy.deepcopy(scenario))
    for event in scenario["events"]:
        found = world.play(event)
        expected = event["expected"]
        assert _without_zeros({key: found.get(key) for key in expected}) == _without_zeros(expected), event["n"]
        assert sum(found["amounts"].values()) == found["to_share"]
