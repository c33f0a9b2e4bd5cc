"""Published formulas become drafts of an institution, never more than that, and only once."""
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ip.models import PolicyVersion

FOUR = ["us-stanford-pre-change", "us-mit", "us-yale", "cn-nwafu-transfer"]


def load(*said, **options):
    out = StringIO()
    call_command("load_policies", *said, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def linhai(world):
    world.member("linhai", "administrator")
    return str(world.linhai.uid)


def test_four_formulas_become_drafts_with_the_answer_in_them(world, linhai):
    load(*FOUR, "--institution", linhai, "--applies-by", "received")
    versions = PolicyVersion.objects.order_by("pk")
    assert [(v.document["id"], v.state, v.formula.applies_by) for v in versions] == [(key, "draft", "received") for key in FOUR]
    assert len({v.policy_id for v in versions}) == 1


def test_loading_again_changes_nothing(world, linhai):
    for _ in range(2):
        said = load(*FOUR, "--institution", linhai, "--applies-by", "received")
    assert PolicyVersion.objects.count() == 4
    assert said.count("stands there already") == 4


def test_where_the_source_is_silent_the_choice_is_asked_for(world, linhai):
    with pytest.raises(CommandError, match="us-yale does not say which date picks the version: add --applies-by"):
        load("us-yale", "--institution", linhai)
    assert not PolicyVersion.objects.exists()


def test_a_source_that_says_its_date_is_not_overruled(world, linhai):
    load("us-harvard-2011", "--institution", linhai, "--applies-by", "received")
    assert PolicyVersion.objects.get().formula.applies_by == "reported"


def test_templates_are_listed_without_writing(db):
    assert "cn-nwafu-transfer" in load("--template-only")
    assert not PolicyVersion.objects.exists()


def test_a_template_becomes_a_draft_with_or_without_its_answer(world, linhai):
    for said in ([], ["--answer", "tiering=slab"]):
        load("us-kstate-ongoing", "--institution", linhai, "--applies-by", "received", *said)
    versions = PolicyVersion.objects.order_by("pk")
    assert [[question.key for question in v.formula.questions] for v in versions] == [["tiering"], []]
    assert versions[1].formula.tiering == "slab"


@pytest.mark.parametrize(
    ("said", "why"),
    [(["nowhere", "--template-only"], "no such formula"), (["--institution", "x", "--applies-by", "received"], "not a uid")],
)
def test_what_is_wrong_is_said_in_a_sentence(db, said, why):
    with pytest.raises(CommandError, match=why):
        load(*said)


def test_an_institution_without_anyone_to_draft_is_told_so(world):
    with pytest.raises(CommandError, match="Nobody at Linhai University may write policies"):
        load("us-mit", "--institution", str(world.linhai.uid), "--applies-by", "received")
