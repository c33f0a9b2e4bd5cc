"""What somebody sees, as querysets kept for all requests: to put one together takes longer than most queries that it is for.

A rule is made from the actor and the day alone and asks the database nothing (tests/access/test_rules.py): so whoever stands
alike on the same day shares it, and it is never out of date. What was used longest ago is dropped.
"""
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 1_000
_kept: OrderedDict[Hashable, tuple] = OrderedDict()


def kept(key: Hashable, make: Callable[[], tuple]) -> tuple:
    """What `make()` gave for the key, now or before."""
    found = _kept.pop(key, None) or make()
    _kept[key] = found
    if len(_kept) > MOST:
        _kept.popitem(last=False)
    return found
