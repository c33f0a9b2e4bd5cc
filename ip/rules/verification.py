"""Comparing what was stored or posted with what the rules give when computed anew. Nothing stored is trusted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ip.rules.distribution import Distribution, distribute
from ip.rules.documents import Fields, day, list_of, text
from ip.rules.errors import Refused
from ip.rules.exact import whole
from ip.rules.origin import Origin
from ip.rules.policy import Policy
from ip.rules.shares import Shares
from ip.rules.standing import Standing


class Computed(Protocol):
    """A Distribution or a Settlement."""

    def trace(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where stored and computed differ; None stands for what one side does not have."""

    path: str
    stored: object
    computed: object


def check(stored: object, computed: Computed) -> tuple[Difference, ...]:
    """Every difference between a stored trace and a fresh computation, in reading order; empty if there is none.

    `computed` is made by the caller from the sources (receipts, costs, postings, share sets, the policy version that
    then held), so a changed input shows at `inputs.…`, a changed cent at `lines[key].amount`. `stored` may be any JSON
    data, however damaged.
    """
    return tuple(_compare("", stored, computed.trace()))


def recomputed(policy: Policy, stored: Mapping[str, object]) -> Distribution:
    """The distribution that a trace's own inputs give under this policy: `check(stored, recomputed(policy, stored))` is
    empty for a sound one. An auditor takes the inputs from the sources instead. Raises Refused."""
    given = Fields(Fields(stored).need("inputs", _as_it_is), "inputs")
    return distribute(
        policy,
        given.need("gross", whole),
        currency=given.need("currency", text),
        standing=Standing.read(given.need("standing", _as_it_is), "inputs.standing"),
        shares=given.maybe("shares", _shares),
        choices=Fields(given.maybe("choices", _as_it_is) or {}, "inputs.choices").data,
        origin=Origin.read(given.data),
        on=given.maybe("on", day),
        groups={group: _shares(rows, f"inputs.groups.{group}") for group, rows in (given.maybe("groups", _object) or {}).items()},
    )


def _shares(value: object, path: str) -> Shares:
    rows = list_of(_part)(value, path)
    return Shares.read([row[:2] for row in rows], path, units={row[0]: row[2] for row in rows if row[2]})


def _object(value: object, path: str) -> dict[str, object]:
    return Fields(value, path).data


def _part(value: object, path: str) -> tuple[str, object, tuple[str, ...]]:
    """Key, part, and the units where there are any."""
    if not isinstance(value, list | tuple) or len(value) not in (2, 3):
        raise Refused(path, "not_pair")
    units = list_of(text)(value[2], f"{path}[2]") if len(value) == 3 else ()
    return text(value[0], f"{path}[0]"), value[1], units


def _as_it_is(value: object, path: str) -> object:
    return value


def _compare(path: str, stored: object, computed: object) -> Iterator[Difference]:
    if isinstance(stored, Mapping) and isinstance(computed, Mapping):
        for key in [*computed, *(key for key in stored if key not in computed)]:
            yield from _compare(f"{path}.{key}" if path else str(key), stored.get(key), computed.get(key))
    elif isinstance(stored, list | tuple) and isinstance(computed, list | tuple):
        left, right = _named(stored), _named(computed)
        for name in [*right, *(name for name in left if name not in right)]:
            yield from _compare(f"{path}[{name}]", left.get(name), right.get(name))
        if list(left) != list(right) and left.keys() == right.keys():
            yield Difference(f"{path} (order)", list(left), list(right))
    elif type(stored) is not type(computed) or stored != computed:
        yield Difference(path, stored, computed)


def _named(items: list[object] | tuple[object, ...]) -> dict[str, object]:
    """List items under the name that readers know them by: code and key where they have them, else their number."""
    found: dict[str, object] = {}
    for index, item in enumerate(items):
        facts = item if isinstance(item, Mapping) else {}
        name = " ".join(str(facts[word]) for word in ("code", "key", "number") if word in facts) or str(index)
        found[name if name not in found else f"{name} #{index}"] = item
    return found
