"""Collaborations over time: every amount after every event, to the cent."""

import copy

import pytest

from tests.ip.rules.folder import load
from tests.ip.rules.scenarios import played


@pytest.mark.parametrize("scenario", load("scenarios.json"), ids=lambda scenario: scenario["id"])
def test_every_event_of_the_scenario_gives_what_the_facts_say(scenario):
    for event, expected, found in played(copy.deepcopy(scenario)):
        assert found == expected, event["n"]


@pytest.mark.parametrize("scenario", load("scenarios.json")[:1], ids=lambda scenario: scenario["id"])
def test_a_cent_that_the_facts_would_have_wrong_is_seen(scenario):
    wrong = copy.deepcopy(scenario)
    event = next(event for event in wrong["events"] if event["expected"]["amounts"])
    label = next(iter(event["expected"]["amounts"]))
    event["expected"]["amounts"][label] += 1
    assert [event["n"] for event, expected, found in played(wrong) if found != expected] == [event["n"]]
