"""Clauses as data: parts sum to the whole, texts are made from terms in both languages."""
import pytest

from projects import actions
from projects.terms import checked
from record.errors import Invalid
from tests.world import projects as made

A, B = "01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b"


def joint(*parts, whole=100, **more):
    named = [{"institution": uid, "part": part} for uid, part in zip((A, B), parts, strict=False)]
    return {"rule": "joint", "whole": whole, "parts": named, **more}


@pytest.mark.parametrize("terms", [joint(60, 40), joint(1, 2, whole=3), {"rule": "lead"}, {"rule": "client", "party": B}, {"rule": "each"}])
def test_what_an_ownership_clause_may_say(terms):
    assert checked("ownership", terms, {A, B}) == terms


@pytest.mark.parametrize("terms, field", [
    (joint(60, 30), "parts"), (joint(60, 41), "parts"), (joint(100, 0), "parts"), (joint(110, -10), "parts"),
    (joint(50.0, 50), "parts"), (joint("50", 50), "parts"), (joint(True, 99), "parts"), (joint(whole=100), "parts"),
    (joint(60, 40, whole=0), "whole"), (joint(60, 40, whole=10**12), "whole"), (joint(60, 40, whole=None), "whole"),
    ({"rule": "client"}, "party"), ({"rule": "client", "party": "x"}, "party"), ({"rule": "both"}, "rule"), ({}, "rule"),
    ({"rule": "lead", "party": B}, "rule"), (joint(60, 40, since="now"), "rule"), ([], "rule"), ({"rule": []}, "rule"),
    ({"rule": "joint", "whole": 2, "parts": [{"institution": A, "part": 1}] * 2}, "parts"),
    ({"rule": "joint", "whole": 2, "parts": "all"}, "parts"),
])  # fmt: skip
def test_what_it_may_not_say(terms, field):
    with pytest.raises(Invalid) as error:
        checked("ownership", terms, {A, B})
    assert error.value.field == field


def test_a_stranger_has_no_part():
    with pytest.raises(Invalid):
        checked("income", {"rule": "shares", "whole": 1, "parts": [{"institution": B, "part": 1}]}, {A})


@pytest.mark.parametrize("days", [0, 366, -1, 1.5, None, "30", True])
def test_silence_counts_after_a_number_of_days(days):
    with pytest.raises(Invalid):
        checked("acceptance", {"rule": "deemed", "days": days}, {A})


def test_a_text_is_made_from_the_terms_unless_it_is_written(world):
    project, officer = made.draft(world), world.actor("linhai", "officer")
    terms = {"rule": "client", "party": str(world.haoyuan.uid)}
    clause = actions.write_clause(actor=officer, project=project, kind="ownership", terms=terms, text_zh="成果归委托方。")
    assert clause.text_en == "Haoyuan Energy commissions the project and owns its results."
    assert (clause.text_zh, clause.number) == ("成果归委托方。", 2)


def test_the_same_wording_again_is_no_new_number(world):
    project, officer = made.draft(world), world.actor("linhai", "officer")
    numbers = [
        actions.write_clause(actor=officer, project=project, kind="ownership", terms={"rule": "lead"}).number for _ in range(2)
    ]
    assert numbers == [2, 2]


def test_parts_that_do_not_sum_are_said_on_the_page(world):
    project = made.draft(world)
    form = {"rule": "joint", "whole": 100, f"part_{world.linhai.uid}": 60, f"part_{world.haoyuan.uid}": 39}
    answer = world.client("linhai", "officer").post(f"/projects/{project.uid}/clauses/ownership/", form)
    assert (answer.status_code, "sum to 99" in answer.content.decode()) == (422, True)
    form[f"part_{world.haoyuan.uid}"] = 40
    assert world.client("linhai", "officer").post(f"/projects/{project.uid}/clauses/ownership/", form).status_code == 303
