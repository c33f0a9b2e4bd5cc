"""Contributions judged by several criteria: compared in pairs, weighed, taken over as contributions."""
import pytest

from governance.waiting import waiting
from ip import actions
from ip.actions.studies import whole_table
from ip.models import Study, StudyValue
from record import clock
from record.errors import Invalid, WrongState
from tests.world import projects
from tests.world.studies import judged, opened, stated


@pytest.fixture
def study(world) -> Study:
    """¥90,000.01 between Linhai (bit 1) and Haoyuan (bit 2), to be judged by novelty (1) and cost (2)."""
    return judged(world, opened(world, projects.signed(world)), "Novelty", "Cost")


def again(row):
    return type(row).objects.get(pk=row.pk)


def compared(world, study: Study, *, criteria="3", novelty="4", cost="1/2") -> Study:
    """Novelty counts three times as much as cost; Linhai is 4 : 1 the newer, 1 : 2 the cheaper."""
    stated(world, study, "criteria", {3: criteria})
    for line, value in ((1, novelty), (2, cost)):
        stated(world, study, "judgement", {3: value}, at="haoyuan", role="lead", criterion=line)
    return again(study)


def test_criteria_and_parties_are_weighed_by_comparisons_in_pairs(world, study):
    """3/4 · 4/5 + 1/4 · 1/3 = 41/60 for Linhai, of ¥90,000.01."""
    assert "Criteria compared in pairs" in whole_table(study).option("ahp_eigenvector").why
    for method in ("ahp_eigenvector", "ahp_geometric_mean"):
        found = whole_table(compared(world, study)).option(method)
        assert list(found.cents.values()) == [6_150_001, 2_850_000]
        assert [of for of, _weighing in found.weighings] == ["Criteria compared in pairs", "Novelty", "Cost"]


def test_weights_become_contributions_with_their_method_and_ratios_as_evidence(world, study):
    study = compared(world, study)
    actions.adopt_weights(actor=world.actor("linhai", "officer"), study=study, seen=study.version, method="ahp_eigenvector")
    table = whole_table(again(study))
    assert list(table.option("proportional").cents.values()) == [6_150_001, 2_850_000]
    row = StudyValue.objects.filter(kind="contribution").first()
    assert row.evidence.startswith("AHP, principal eigenvector. Criteria compared in pairs: Two are one comparison")
    with pytest.raises(Invalid, match="no such method"):
        actions.adopt_weights(actor=world.actor("linhai", "officer"), study=again(study), seen=again(study).version, method="shapley")


def test_a_criterion_taken_away_is_not_asked_and_comes_back_with_what_was_stated(world, study):
    compared(world, study)
    judged(world, study, "Novelty", "Risk")
    table = whole_table(again(study))
    assert list(table.sheets)[-3:] == ["criteria", "judgement.1", "judgement.3"]
    with pytest.raises(WrongState, match="Criteria compared in pairs"):
        actions.adopt_weights(actor=world.actor("linhai", "officer"), study=again(study), seen=again(study).version, method="ahp_eigenvector")
    judged(world, study, "Cost", "Novelty")
    assert list(whole_table(again(study)).option("ahp_eigenvector").cents.values()) == [6_150_001, 2_850_000]


def test_without_criteria_parties_are_compared_once_and_under_none(world, study):
    judged(world, study)
    with pytest.raises(Invalid) as refused:
        compared(world, study)
    assert refused.value.field == "criterion"
    stated(world, study, "judgement", {3: "2"})
    assert list(whole_table(again(study)).option("ahp_eigenvector").cents.values()) == [6_000_001, 3_000_000]


@pytest.mark.parametrize("names", [["Novelty"], ["Novelty", "Novelty"], ["Novelty", "x" * 61], [f"Criterion {n}" for n in range(8)]])
def test_criteria_that_cannot_be_compared_are_refused_at_their_field(world, study, names):
    with pytest.raises(Invalid) as refused:
        judged(world, study, *names)
    assert refused.value.field == "names"


def test_the_page_warns_of_comparisons_that_contradict_each_other_and_names_sources(world):
    from projects.actions import add_party

    draft = projects.draft(world)
    add_party(actor=world.actor("linhai", "officer"), project=draft, institution=world.institutions["beizhou"], role="partner")
    study = judged(world, opened(world, again(draft), parties=("linhai", "haoyuan", "beizhou")), "Novelty", "Cost")
    stated(world, study, "criteria", {3: "1"})
    for line, values in ((1, {3: "5", 6: "5", 5: "1/5"}), (2, {3: "1", 5: "1", 6: "1"})):
        client = world.client("linhai", "officer")
        said = {"seen": again(study).version, "evidence": "Interviews.", **{f"value-{group}": value for group, value in values.items()}}
        assert client.post(f"/ip/studies/{study.uid}/values/judgement/{line}/", said).status_code == 303
    page = client.get(f"/ip/studies/{study.uid}/").content.decode()
    assert "The comparisons contradict each other" in page and "Novelty: Consistency ratio 2.759 (λmax 6.200): above 0.1" in page
    assert "Contributions compared in pairs · Novelty: Interviews. (" in page
    assert "Novelty: Consistency ratio" in client.get(f"/ip/studies/{study.uid}/weights/ahp_eigenvector/").content.decode()
    assert client.get(f"/ip/studies/{study.uid}/values/judgement/").status_code == 404


def test_studies_are_listed_searched_filtered_and_exported_with_what_waits_for_us(world, study):
    other = opened(world, study.project, purpose="Income of the pilot line")
    client = world.client("haoyuan", "lead")
    page = client.get("/ip/studies/").content.decode()
    assert page.index("Income of the pilot line") < page.index("Income of five years")
    assert "Income of five years" not in client.get("/ip/studies/?q=pilot").content.decode()
    assert client.get("/ip/studies/?state=chosen").content.decode().count("No study matches") == 1
    waits = [row.title for row, _tone in waiting(world.actor("haoyuan", "lead"), clock.today()) if row.act == "State values"]
    assert waits == ["Income of five years", "Income of the pilot line"]
    stated(world, other, "contribution", {1: "1"}, at="haoyuan", role="lead")
    assert "Income of the pilot line" not in client.get("/ip/studies/?mine=me").content.decode()
    rows = b"".join(client.get("/ip/studies/?as=csv").streaming_content).decode().splitlines()
    assert len(rows) == 3 and "CNY,90000.01,Open" in rows[1]
    assert "No allocation study yet" in world.client("stranger", "officer").get("/ip/studies/").content.decode()
