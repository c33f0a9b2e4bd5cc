"""The tree of units is the institution's own and holds no circle."""
from datetime import date

import pytest

from accounts.models import Grant
from partners import actions
from partners.models import Unit
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from tests.world.people import SINCE


@pytest.fixture
def tree(world):
    administrator = world.actor("linhai", "administrator")
    college = actions.open_unit(actor=administrator, name_en="Engineering", name_zh="工学院", since=SINCE)
    return college, actions.open_unit(actor=administrator, name_en="Optics", parent=college, since=SINCE)


def hang(actor, unit, parent):
    return actions.change_unit(
        actor=actor, unit=unit, seen=unit.version, name_en=unit.name_en, name_zh="", parent=parent, since=unit.since)  # fmt: skip


def close(actor, unit, until=date(2025, 1, 1)):
    return actions.close_unit(actor=actor, unit=unit, seen=unit.version, until=until)


def test_administrators_open_units_below_others(world, tree):
    assert tree[1].parent == tree[0]


@pytest.mark.parametrize("role", ["officer", "finance", "auditor"])
def test_others_do_not(world, role):
    with pytest.raises(NotAllowed):
        actions.open_unit(actor=world.actor("linhai", role), name_en="X", since=SINCE)


def test_another_institution_does_not_see_them(world, tree):
    foreign = world.actor("haoyuan", "administrator")
    assert Unit.objects.visible_to(foreign).count() == 0
    with pytest.raises(NotVisible):
        actions.open_unit(actor=foreign, name_en="X", parent=tree[0], since=SINCE)


def test_a_unit_does_not_hang_below_itself(world, tree):
    with pytest.raises(Invalid):
        hang(world.actor("linhai", "administrator"), tree[0], tree[1])


def test_a_unit_is_hung_elsewhere(world, tree):
    assert hang(world.actor("linhai", "administrator"), tree[1], None).parent is None


def test_what_lies_below_is_closed_first(world, tree):
    administrator = world.actor("linhai", "administrator")
    with pytest.raises(Invalid):
        close(administrator, tree[0])
    close(administrator, tree[1])
    assert close(administrator, tree[0]).until == date(2025, 1, 1)


def test_a_unit_ends_once_and_not_before_it_began(world, tree):
    administrator = world.actor("linhai", "administrator")
    with pytest.raises(Invalid):
        close(administrator, tree[1], date(2023, 1, 1))
    closed = close(administrator, tree[1])
    with pytest.raises(WrongState):
        close(administrator, closed)


def test_a_role_in_a_college_holds_in_what_lies_below_it(world, tree):
    member = world.member("linhai", "viewer")
    Grant.objects.create(membership=member, role="officer", scope=tree[0].uid, since=SINCE)
    actor = world.actor("linhai", "viewer")
    assert actor.may("project.write", tree[1].uid)
    assert not actor.may_all("project.write")


def test_the_tree_takes_one_query_however_deep(world, tree, django_assert_num_queries):
    browser = world.client("linhai", "administrator")
    browser.get("/partners/units/")
    with django_assert_num_queries(8):
        browser.get("/partners/units/")
    actions.open_unit(actor=world.actor("linhai", "administrator"), name_en="Lasers", parent=tree[1], since=SINCE)
    with django_assert_num_queries(8):
        browser.get("/partners/units/")


def test_opening_by_the_page(world, tree):
    said = {"name_en": "Lasers", "parent": str(tree[1].uid), "since": "2024-02-30", "key": "k"}
    browser = world.client("linhai", "administrator")
    assert list(browser.post("/partners/units/open/", said).context["form"].errors) == ["since"]
    assert browser.post("/partners/units/open/", {**said, "since": "2024-02-29"}).status_code == 303
    assert Unit.objects.get(name_en="Lasers").parent == tree[1]


def test_an_open_unit_is_hung_below_no_closed_one(world, tree):
    administrator = world.actor("linhai", "administrator")
    gone = close(administrator, actions.open_unit(actor=administrator, name_en="Watchmaking", since=SINCE))
    with pytest.raises(Invalid) as said:
        hang(administrator, tree[1], gone)
    assert said.value.field == "parent"


def test_a_closed_unit_is_renamed_and_never_began_after_its_end(world, tree):
    administrator = world.actor("linhai", "administrator")
    gone = close(administrator, tree[1])
    given = {"actor": administrator, "unit": gone, "seen": gone.version, "name_en": "Optics (until 2024)", "name_zh": "", "parent": tree[0]}
    with pytest.raises(Invalid) as said:
        actions.change_unit(**given, since=date(2025, 2, 1))
    assert said.value.field == "since"
    assert actions.change_unit(**given, since=SINCE).name == "Optics (until 2024)"
