"""Decision kinds, due kinds and kinds of duties: what upper floors register so that governance can serve them without knowing them."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DecisionKind:
    """How one kind of decision is opened, described and ended.

    subject(decision)      the row that is decided on (without lock)
    rows(subject)          every row that the outcome changes, the subject first: locked together with the decision
    fingerprint(subject)   of exactly what is put before the deciders, as it stands now
    outcome                the owner's action: called as outcome(actor=…, subject=…, decision=…) in the same transaction,
                           when the decision has become agreed, returned or rejected
    check(subject)         raises a domain error where it must not (yet) be agreed: floors, thresholds that moved
    conditions             whether one may agree with conditions
    model                  of what is decided on: whoever sees that sees the decision
    voiced                 called as voiced(actor=…, subject=…, voice=…) after each voice; raises where more is needed with it
    """

    code: str
    name: Any
    subject: Callable[[Any], Any]
    rows: Callable[[Any], Iterable]
    fingerprint: Callable[[Any], str]
    outcome: Callable[..., None]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    check: Callable[[Any], None] = lambda subject: None
    conditions: bool = True
    model: Any = None
    voiced: Callable[..., None] = lambda **said: None


@dataclass(frozen=True)
class DueKind:
    """What the sweep does when a row has come due: `act(actor=…, due=…)` is an action of the owner, actor the system.

    It may run twice until its mark is set in the same transaction; what it says depends on the state it finds.
    """

    code: str
    act: Callable[..., None]


@dataclass(frozen=True)
class DutyKind:
    """What is owed, in words of the active language: `name()`, `detail()`; why: `source()` cites it, `quoted()` gives its
    articles. `model`: what it is owed about; `doubt()`: what about its day no source confirms, "" where nothing is.
    """

    code: str
    model: Any
    name: Callable[[], str]
    source: Callable[[], str]
    quoted: Callable[[], list]
    doubt: Callable[[], str] = lambda: ""
    detail: Callable[[], str] = lambda: ""


_duties: dict[str, DutyKind] = {}
_decisions: dict[str, DecisionKind] = {}
_dues: dict[str, DueKind] = {}


def add_decision_kinds(*kinds: DecisionKind) -> None:
    for kind in kinds:
        _decisions[kind.code] = kind


def decided_models() -> list | None:
    """What there are decisions on; None where a kind does not say: then it can be anything."""
    models = [kind.model for kind in _decisions.values()]
    return None if None in models else models


def decision_kind(code: str) -> DecisionKind:
    return _decisions[code]


def decision_kinds() -> list[DecisionKind]:
    return list(_decisions.values())


def add_duty_kinds(*kinds: DutyKind) -> None:
    for kind in kinds:
        _duties[kind.code] = kind


def duty_kind(code: str) -> DutyKind:
    return _duties[code]


def duty_kinds() -> list[DutyKind]:
    return list(_duties.values())


def duty_models() -> list:
    """What anything can be owed about."""
    return [kind.model for kind in _duties.values()]


def add_due_kinds(*kinds: DueKind) -> None:
    for kind in kinds:
        _dues[kind.code] = kind


def due_kind(code: str) -> DueKind:
    return _dues[code]
