"""Who owns an asset: proposed by clause or law, confirmed or corrected, from a day on; and what the database keeps."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from ip import actions
from ip.models import OwnershipVersion, Stake, owned
from ip.owners import proposed
from projects.actions import propose_project, write_clause
from projects.fingerprint import fingerprint
from projects.models import Project
from record.errors import Invalid, NotAllowed, NotVisible, Stale
from record.models import new_uid
from tests.world import ip as made
from tests.world import projects

B = OwnershipVersion.Basis


def confirm(world, asset, *, stakes=None, since=None, who=("linhai", "officer"), seen=0, **said):
    found = proposed(asset)
    pairs = [(world.institutions[at], part) for at, part in stakes] if stakes else list(found.stakes)
    return actions.set_owners(
        actor=world.actor(*who), asset=asset, seen=seen, since=since or asset.completed_on,
        whole=said.pop("whole", sum(part for _, part in pairs)), stakes=pairs, **said,
    )  # fmt: skip


def of(version):
    return [(stake.institution.name_en.split()[0], stake.part) for stake in version.stakes.order_by("line")]


def silent(world, kind):
    """A signed project of this kind whose clauses leave ownership and income to the law."""
    project = projects.draft(world, kind=kind)
    for clause in ("ownership", "income"):
        write_clause(actor=world.actor("linhai", "officer"), project=project, kind=clause, terms={"rule": "law"})
    return _signed(world, project)


def _signed(world, project):
    propose_project(actor=world.actor("linhai", "officer"), project=project, seen=fingerprint(project))
    projects.vote(world.actor("linhai", "approver"), project)
    projects.vote(world.actor("haoyuan", "partner_approver"), project)
    return Project.objects.get(pk=project.pk)


def test_the_clause_of_the_project_goes_first(world):
    version = confirm(world, made.asset(world, projects.signed(world)))
    assert (of(version), version.whole, version.basis, version.citation) == ([("Linhai", 3), ("Haoyuan", 2)], 5, B.AGREEMENT, "ownership/1")
    assert (version.income_rule, version.income_parts, version.income_citation) == (
        "by_parts", [[str(world.linhai.uid), "3/5"], [str(world.haoyuan.uid), "2/5"]], "income/1")  # fmt: skip


def test_without_a_clause_the_law_is_quoted(world):
    asset = made.asset(world, silent(world, "cooperative"))
    found = proposed(asset)
    version = confirm(world, asset)
    assert (of(version), version.basis, version.citation.split()[0]) == ([("Linhai", 1), ("Haoyuan", 1)], B.LAW, "cn-civil-860")
    assert found.articles[0].number == "860" and "合作开发" in found.articles[0].quotation
    assert (version.income_rule, version.income_citation) == ("fees_shared", "cn-patent-14")


def test_commissioned_work_is_the_developers(world):
    asset = made.asset(world, silent(world, "commissioned"))
    assert [(i.name_en, part) for i, part in proposed(asset).stakes] == [("Linhai University", 1)]


def test_a_result_of_no_project_is_the_employers(world):
    version = confirm(world, made.asset(world))
    assert (of(version), version.citation, version.income_rule) == ([("Linhai", 1)], "cn-patent-6", "owner")


def test_where_neither_clause_nor_law_speaks_it_is_decided_with_reasons(world):
    asset = made.asset(world, silent(world, "cooperative"), kind="data_set")
    assert proposed(asset).stakes == ()
    with pytest.raises(Invalid):
        confirm(world, asset, stakes=[("linhai", 1)])
    assert confirm(world, asset, stakes=[("linhai", 1)], reasons="Agreed by letter of 3 May.").basis == B.DECISION


def test_what_differs_from_the_proposal_needs_reasons(world):
    asset = made.asset(world, projects.signed(world))
    with pytest.raises(Invalid) as refused:
        confirm(world, asset, stakes=[("linhai", 1)])
    assert refused.value.field == "reasons"


def test_the_same_parts_of_another_whole_are_the_same(world):
    asset = made.asset(world, projects.signed(world))
    assert confirm(world, asset, stakes=[("linhai", 60), ("haoyuan", 40)]).basis == B.AGREEMENT


@pytest.mark.parametrize("parts", [(1, 1, 1), (3, 3, 1), (1, 999_999_998, 1)])
def test_thirds_and_sevenths_are_exact(world, parts):
    stakes = list(zip(("linhai", "haoyuan", "beizhou"), parts, strict=True))
    version = confirm(world, made.asset(world), stakes=stakes, reasons="As agreed.")
    assert [part for _, part in of(version)] == list(parts)


@pytest.mark.parametrize(("stakes", "whole"), [
    ([("linhai", 1), ("haoyuan", 1)], 3), ([("linhai", 0), ("haoyuan", 1)], 1), ([("linhai", -1), ("haoyuan", 2)], 1),
    ([("linhai", 1), ("linhai", 1)], 2), ([("linhai", 10**10)], 10**10), ([("linhai", 1.5), ("haoyuan", 1.5)], 3),
    ([("linhai", True)], 1),
])  # fmt: skip
def test_what_does_not_sum_is_refused_and_nothing_is_normalised(world, stakes, whole):
    with pytest.raises(Invalid):
        confirm(world, made.asset(world), stakes=stakes, whole=whole, reasons="As agreed.")
    assert Stake.objects.count() == 0


def test_a_later_version_holds_from_its_day_and_a_back_dated_one_corrects(world):
    start = projects.clock.today("Asia/Shanghai") - timedelta(days=100)
    asset = made.asset(world, completed_on=start)
    confirm(world, asset)
    half, third = [("linhai", 1), ("haoyuan", 1)], [("linhai", 2), ("haoyuan", 1)]
    confirm(world, asset, stakes=half, since=start + timedelta(days=50), seen=1, reasons="Half was sold.", assigned=True)
    confirm(world, asset, stakes=third, since=start + timedelta(days=20), seen=2, reasons="It was a third.")
    days = [0, 19, 20, 50, 100]
    assert [owned(asset, start + timedelta(days=n)).number for n in days] == [1, 1, 3, 3, 3]
    assert [owned(asset, start + timedelta(days=n), known=2).number for n in days] == [1, 1, 1, 2, 2]
    assert owned(asset, start - timedelta(days=1)) is None


def test_two_who_write_at_once_do_not_both_win(world):
    asset = made.asset(world)
    confirm(world, asset)
    for seen in (0, 2, "x"):
        with pytest.raises(Stale):
            confirm(world, asset, seen=seen)


def test_nobody_owns_it_before_it_is_there_nor_in_the_future(world):
    asset = made.asset(world)
    for day in (asset.completed_on - timedelta(days=1), asset.completed_on + timedelta(days=2)):
        with pytest.raises(Invalid):
            confirm(world, asset, since=day)


@pytest.mark.parametrize(("who", "error"), [
    (("linhai", "investigator"), NotAllowed), (("linhai", "finance"), NotAllowed), (("linhai", "approver"), NotAllowed),
    (("haoyuan", "officer"), NotAllowed), (("stranger", "officer"), NotVisible),
])  # fmt: skip
def test_only_the_office_that_manages_it_confirms(world, who, error):
    asset = made.asset(world, projects.signed(world))
    with pytest.raises(error):
        confirm(world, asset, who=who)


def _insert(asset, world, number, parts, whole):
    uid = new_uid()
    with transaction.atomic():
        Stake.objects.bulk_create(Stake(version_id=uid, line=n, institution=i, part=p) for n, (i, p) in enumerate(parts, 1))
        return OwnershipVersion.objects.create(uid=uid, asset=asset, number=number, since=asset.completed_on, whole=whole, basis=B.LAW)


def test_the_database_refuses_a_wrong_sum_a_gap_and_a_late_line(world):
    asset = made.asset(world)
    with pytest.raises(DatabaseError):
        _insert(asset, world, 1, [(world.linhai, 1), (world.haoyuan, 1)], 3)
    with pytest.raises(DatabaseError):
        _insert(asset, world, 2, [(world.linhai, 1)], 1)
    version = _insert(asset, world, 1, [(world.linhai, 1)], 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Stake.objects.create(version=version, line=2, institution=world.haoyuan, part=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Stake.objects.filter(version=version).update(part=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnershipVersion.objects.filter(pk=version.pk).delete()
    assert of(version) == [("Linhai", 1)]
