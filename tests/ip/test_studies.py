"""Allocation studies: values with their sources, divisions side by side, one chosen becomes what holds."""
from fractions import Fraction

import pytest

from ip import actions
from ip.actions.studies import whole_table
from ip.models import Study, StudyValue, owned
from projects.models import Amendment, Clause, Project
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.models import Event
from tests.world import ip as made
from tests.world import projects
from tests.world.studies import opened, stated

HALVES = {1: "1/2", 2: "1/2"}


@pytest.fixture
def study(world) -> Study:
    """¥90,000.01 between Linhai (bit 1) and Haoyuan (bit 2), parties of a running project."""
    return opened(world, projects.signed(world))


@pytest.fixture
def three(world) -> Study:
    """¥110,000.00 between Linhai (1), Haoyuan (2) and Beizhou (4), in a draft of Linhai's."""
    from projects.actions import add_party

    draft = projects.draft(world)
    add_party(actor=world.actor("linhai", "officer"), project=draft, institution=world.institutions["beizhou"], role="partner")
    return opened(world, Project.objects.get(pk=draft.pk), parties=("linhai", "haoyuan", "beizhou"), amount=11_000_000)


def option(study, method: str):
    return whole_table(Study.objects.get(pk=study.pk)).option(method)


def choose(world, study, method="proportional", *, at="linhai", role="officer", **said) -> Study:
    fresh = Study.objects.get(pk=study.pk)
    given = {"seen": fresh.version, "method": method, "reasons": "Agreed on 3 March."} | said
    return actions.choose_allocation(actor=world.actor(at, role), study=fresh, **given)


def test_staff_of_every_party_see_it_and_nobody_else(world, study):
    stated(world, study, "contribution", {1: "3"})
    for at, role in (("linhai", "auditor"), ("haoyuan", "lead"), ("haoyuan", "viewer")):
        assert list(Study.objects.visible_to(world.actor(at, role))) == [study]
        assert StudyValue.objects.visible_to(world.actor(at, role)).count() == 1
    for at, role in (("beizhou", "lead"), ("stranger", "officer"), ("linhai", "contributor")):
        assert Study.objects.visible_to(world.actor(at, role)).count() == 0
        assert StudyValue.objects.visible_to(world.actor(at, role)).count() == 0


def test_a_study_of_a_draft_is_the_leads_alone_until_the_draft_is_shown(world, three):
    assert list(Study.objects.visible_to(world.actor("linhai", "officer"))) == [three]
    assert Study.objects.visible_to(world.actor("haoyuan", "lead")).count() == 0


def test_each_value_stands_with_who_stated_it_on_which_evidence_and_earlier_ones_stay(world, study):
    stated(world, study, "contribution", {1: "3", 2: "2"})
    stated(world, study, "contribution", {2: "2.5"}, at="haoyuan", role="lead", evidence="Invoice 17.")
    rows = list(StudyValue.objects.filter(study=study).values_list("group", "number", "evidence", "stated_by__institution__name_en"))
    assert rows == [(1, "3", "Minutes of 3 March.", world.linhai.name_en), (2, "2", "Minutes of 3 March.", world.linhai.name_en),
                    (2, "2.5", "Invoice 17.", world.haoyuan.name_en)]  # fmt: skip
    assert list(option(study, "proportional").cents.values()) == [4_909_091, 4_090_910]
    event = Event.objects.filter(kind="study.stated").latest("pk")
    assert b"Invoice" not in bytes(event.body) and b'"2.5"' in bytes(event.body)


def test_the_merchants_of_the_textbook_by_shapley_and_nucleolus(world, three):
    """姜启源: 1, 1, 1 alone, 7, 5 and 4 in pairs, 11 together, in ten thousand yuan."""
    stated(world, three, "worth", {1: 1_000_000, 2: 1_000_000, 4: 1_000_000, 3: 7_000_000, 5: 5_000_000, 6: 4_000_000})
    assert list(option(three, "shapley").cents.values()) == [4_333_334, 3_833_333, 2_833_333]
    assert list(option(three, "nucleolus").cents.values()) == [4_750_000, 3_750_000, 2_500_000]
    assert option(three, "shapley").verdict.in_core
    stated(world, three, "risk", {1: "2", 2: "1", 4: "1"})
    assert next(iter(option(three, "risk_adjusted").exact.values())) == Fraction(13_000_000, 3) + 11_000_000 * Fraction(1, 6)


def test_what_is_on_the_table_is_measured_like_every_division(world, three):
    stated(world, three, "worth", {1: 1_000_000, 2: 1_000_000, 4: 1_000_000, 3: 7_000_000, 5: 5_000_000, 6: 4_000_000})
    stated(world, three, "offer", {1: 500_000, 2: 6_000_000, 4: 4_500_000})
    offered = whole_table(three).options[0]
    linhai, haoyuan = str(world.linhai.uid), str(world.haoyuan.uid)
    assert (offered.method, [block.group for block in offered.verdict.alone]) == ("", [(linhai,)])
    assert [(block.group, block.short) for block in offered.verdict.groups] == [((linhai, haoyuan), 500_000)]


def test_with_values_alone_only_individual_rationality_is_known(world, study):
    stated(world, study, "contribution", {1: "9", 2: "1"})
    assert option(study, "proportional").verdict is None
    stated(world, study, "worth", {1: 1_000_000, 2: 1_000_000})
    verdict = option(study, "proportional").verdict
    assert [block.short for block in verdict.alone] == [Fraction(999_999 * 10 + 10, 10) - Fraction(9_000_001, 10)]


def test_what_cannot_be_computed_says_why_and_cannot_be_chosen(world, study):
    cases = [
        ("shapley", {}, "Not stated for everyone: What each group has by itself."),
        ("talmud", {"claim": {1: 100, 2: 100}}, "The claims do not exceed the amount: everybody can be paid in full."),
        ("nash", {"worth": {1: 9_000_000, 2: 9_000_000}, "power": HALVES}, "Alone the parties would have more than together."),
        ("nucleolus", {}, "Alone the parties would have more than together."),
        ("proportional", {"contribution": {1: "0", 2: "0"}}, "Nobody has a value above zero."),
    ]
    for method, kinds, why in cases:
        for kind, values in kinds.items():
            stated(world, study, kind, values)
        assert (option(study, method).exact, option(study, method).why) == (None, why)
        with pytest.raises(WrongState, match=why):
            choose(world, study, method)


def test_a_division_that_takes_from_somebody_is_none(world, study):
    stated(world, study, "worth", {1: 0, 2: 9_000_001})
    stated(world, study, "risk", {1: "0", 2: "1"})
    assert option(study, "risk_adjusted").why.startswith(f"It would take money from {world.linhai.name}")


def test_comparisons_in_pairs_become_weights_by_a_named_method(world, three):
    stated(world, three, "judgement", {3: "9", 5: "1/5", 6: "9"})
    found = option(three, "ahp_eigenvector")
    ((_of, weighing),) = found.weighings
    assert (weighing.method, weighing.consistent, sum(found.cents.values())) == ("eigenvector", False, 11_000_000)


def test_the_chosen_one_becomes_the_income_clause_of_a_draft(world, three):
    stated(world, three, "contribution", {1: "3", 2: "2", 4: "0"})
    study = choose(world, three)
    clause = Clause.objects.filter(project=study.project, kind="income").order_by("-number").first()
    parts = [{"institution": str(world.linhai.uid), "part": 3}, {"institution": str(world.haoyuan.uid), "part": 2}]
    assert clause.terms == {"rule": "shares", "whole": 5, "parts": parts}
    assert (study.state, study.method) == ("chosen", "proportional")


def test_in_a_signed_project_it_is_put_before_all_parties_as_an_amendment(world, study):
    stated(world, study, "contribution", {1: "1", 2: "2"})
    choose(world, study, at="haoyuan", role="lead")
    amendment = Amendment.objects.get(project=study.project)
    assert (amendment.state, [change["new"]["terms"]["whole"] for change in amendment.changes]) == ("proposed", [3])
    projects.vote(world.actor("linhai", "approver"), amendment)
    projects.vote(world.actor("haoyuan", "partner_approver"), amendment)
    assert study.project.clause("income", clock.today("Asia/Shanghai")).terms["whole"] == 3


def test_between_the_owners_of_an_asset_it_becomes_their_parts(world):
    asset = made.owned(world)
    study = opened(world, asset, currency="CNY")
    stated(world, study, "claim", {1: 6_000_000, 2: 9_000_000})
    with pytest.raises(NotAllowed):
        choose(world, study, "equal_losses", at="haoyuan", role="lead")
    choose(world, study, "equal_losses")
    stakes = owned(asset, clock.today("Asia/Shanghai")).stakes.order_by("line")
    assert [Fraction(stake.part, 18_000_002) for stake in stakes] == [Fraction(6_000_001, 18_000_002), Fraction(12_000_001, 18_000_002)]


def test_after_the_choice_nothing_is_stated_or_chosen_any_more(world, study):
    stated(world, study, "contribution", {1: "1", 2: "2"})
    choose(world, study)
    for again in (lambda: stated(world, study, "contribution", {1: "9"}), lambda: choose(world, study)):
        with pytest.raises(WrongState):
            again()


def test_a_withdrawn_study_stays_readable_and_chooses_nothing(world, study):
    with pytest.raises(NotAllowed):
        actions.withdraw_study(actor=world.actor("haoyuan", "lead"), study=study, seen=study.version)
    actions.withdraw_study(actor=world.actor("linhai", "officer"), study=study, seen=study.version)
    assert Study.objects.visible_to(world.actor("haoyuan", "lead")).get().state == "withdrawn"
    with pytest.raises(WrongState):
        choose(world, study)


def test_a_value_that_cannot_be_is_refused_at_its_field(world, study):
    cases = [
        ("contribution", {4: "1"}), ("contribution", {3: "1"}), ("contribution", {}), ("contribution", {1: "-1"}),
        ("contribution", {1: "0.1x"}), ("contribution", {1: 0.5}), ("contribution", {1: "1/1000000000000000007"}),
        ("worth", {3: 5}), ("worth", {1: "5"}), ("worth", {1: -5}), ("judgement", {3: "10"}),
    ]  # fmt: skip
    for kind, values in cases:
        with pytest.raises(Invalid) as refused:
            stated(world, study, kind, values)
        assert refused.value.field == "values", (kind, values)
    with pytest.raises(Invalid) as refused:
        stated(world, study, "mood", {1: "1"})
    assert refused.value.field == "kind"


def test_values_need_evidence_and_what_was_read_must_still_stand(world, study):
    with pytest.raises(Invalid, match="evidence"):
        stated(world, study, "contribution", {1: "1"}, evidence=" ")
    stated(world, study, "contribution", {1: "1"})
    with pytest.raises(Stale):
        actions.state_values(actor=world.actor("linhai", "officer"), study=study, seen=study.version, kind="contribution",
                             values={1: "2"}, evidence="Again.")  # fmt: skip


def test_only_parties_take_part_the_own_institution_among_them(world):
    project = projects.signed(world)
    for parties in (("linhai", "beizhou"), ("linhai",), ("linhai", "linhai")):
        with pytest.raises(Invalid) as refused:
            opened(world, project, parties=parties)
        assert refused.value.field == "parties"
    with pytest.raises(NotVisible):
        opened(world, project, at="stranger")
    with pytest.raises(NotAllowed):
        actions.open_study(actor=world.actor("linhai", "auditor"), about=project, purpose="Income", amount=1, parties=[])


def test_the_page_shows_one_picture_with_its_words_and_says_who_blocks(world, three):
    stated(world, three, "worth", {1: 1_000_000, 2: 1_000_000, 4: 1_000_000, 3: 7_000_000, 5: 5_000_000, 6: 4_000_000})
    stated(world, three, "offer", {1: 500_000, 2: 6_000_000, 4: 4_500_000})
    page = world.client("linhai", "officer").get(f"/ip/studies/{three.uid}/").content.decode()
    assert page.count('class="comparison"') == 1 and "<desc>On the table:" in page
    assert f"{world.linhai.name} would have ¥10,000.00 alone and gets ¥5,000.00 here: ¥5,000.00 less." in page
    assert "In the core, nobody and no group would do better without the others: Shapley value · Nucleolus" in page


def test_a_form_states_only_what_was_changed(world, study):
    stated(world, study, "claim", {1: 6_000_000, 2: 9_000_000})
    client, version = world.client("haoyuan", "lead"), Study.objects.get(pk=study.pk).version
    said = {"seen": version, "value-1": "60,000.00", "value-2": "80,000.00", "evidence": "Letter of 9 March."}
    answer = client.post(f"/ip/studies/{study.uid}/values/claim/", said)
    assert answer.status_code == 303
    assert list(StudyValue.objects.filter(evidence="Letter of 9 March.").values_list("group", "amount")) == [(2, 8_000_000)]
    again = client.post(f"/ip/studies/{study.uid}/values/claim/", {"seen": version + 1, "value-1": "1.001", "evidence": "x"})
    assert again.status_code == 422
