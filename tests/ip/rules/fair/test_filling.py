"""What nobody stated, by a rule that was chosen: from which stated values each value is made."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ip.rules.fair import ALONE, COVER, Derived, fill

TOWNS = {1: 10, 2: 20, 4: 5, 8: 0, 3: 50, 12: 40}


def test_a_group_is_worth_the_best_that_it_can_make_of_stated_groups():
    filled = fill(4, TOWNS, COVER)
    assert filled[15 - 8] == Derived(55, (3, 4))
    assert filled[13] == Derived(50, (1, 12))
    assert filled[10] == Derived(20, (2, 8))
    assert TOWNS.keys().isdisjoint(filled) and len(filled) == 14 - len(TOWNS)


def test_or_what_its_members_have_alone():
    assert fill(4, TOWNS, ALONE)[7] == Derived(35, (1, 2, 4))


def test_what_is_stated_stays_also_where_its_parts_would_be_worth_more():
    filled = fill(3, {1: 10, 2: 10, 4: 10, 3: 5}, COVER)
    assert 3 not in filled and filled[5] == Derived(20, (1, 4))


def best(mask: int, stated: dict[int, int]) -> int:
    """Every partition, tried."""
    low, found = mask & -mask, []
    for part in range(1, mask + 1):
        if part in stated and part & low and not part & ~mask:
            found.append(stated[part] + (best(mask ^ part, stated) if mask ^ part else 0))
    return max(found)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_partition_into_stated_groups_is_worth_more(data):
    count = data.draw(st.integers(2, 5))
    some = data.draw(st.dictionaries(st.integers(1, (1 << count) - 2), st.integers(0, 99)))
    stated = some | {1 << at: data.draw(st.integers(0, 99)) for at in range(count)}
    for mask, derived in fill(count, stated, COVER).items():
        assert derived.value == best(mask, stated) == sum(stated[part] for part in derived.of)
        assert sum(derived.of) == mask
