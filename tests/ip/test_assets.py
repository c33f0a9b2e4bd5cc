"""The course of an asset: filed, granted, lapsed."""
from datetime import timedelta

import pytest

from ip import actions
from ip.models import Asset
from ip.numbers import check_digit
from record.errors import Invalid, NotAllowed, NotVisible, WrongState
from tests.world import ip as made

S = Asset.State


@pytest.fixture
def asset(world):
    return made.asset(world)


def number(year, kind=1, serial="0456789"):
    digits = f"{year}{kind}{serial}"
    return f"{digits}.{check_digit(digits)}"


def filed(world, asset, text=None, on=None):
    on = on or asset.completed_on
    said = {"application_number": text or number(on.year), "filed_on": on}
    return actions.file_application(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version, **said)


def test_it_is_filed_under_a_checked_number_and_granted(world, asset):
    asset = filed(world, asset, number(asset.completed_on.year).replace(".", ""))
    granted = actions.register_grant(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version, granted_on=asset.filed_on)
    assert (granted.state, granted.application_number) == (S.GRANTED, number(asset.completed_on.year))


@pytest.mark.parametrize(("text", "field"), [
    ("2023104567891", "application_number"), ("", "application_number"),
    (number(2003), "filed_on"), (number(2026, kind=2), "application_number"),
])  # fmt: skip
def test_a_wrong_number_is_said_at_its_field(world, asset, text, field):
    with pytest.raises(Invalid) as refused:
        actions.file_application(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version,
                                 application_number=text, filed_on=asset.completed_on)  # fmt: skip
    assert refused.value.field == field


def test_a_number_is_registered_once(world, asset):
    filed(world, asset)
    with pytest.raises(Invalid):
        filed(world, made.asset(world, title="Another cell"))


def test_nothing_is_filed_in_the_future(world, asset):
    with pytest.raises(Invalid):
        filed(world, asset, on=asset.completed_on + timedelta(days=2))


def test_a_patent_is_granted_on_an_application(world, asset):
    with pytest.raises(Invalid):
        actions.register_grant(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version, granted_on=asset.completed_on)


def test_what_has_lapsed_stays_so(world, asset):
    asset = actions.lapse_asset(actor=world.actor("linhai", "officer"), asset=asset, seen=asset.version, lapsed_on=asset.completed_on)
    with pytest.raises(WrongState):
        filed(world, asset)


@pytest.mark.parametrize(("who", "error"), [
    (("linhai", "finance"), NotAllowed), (("linhai", "contributor"), NotAllowed), (("haoyuan", "officer"), NotVisible),
    (("stranger", "officer"), NotVisible),
])  # fmt: skip
def test_only_the_office_that_manages_it_writes_it(world, asset, who, error):
    with pytest.raises(error):
        actions.lapse_asset(actor=world.actor(*who), asset=asset, seen=asset.version, lapsed_on=asset.completed_on)
