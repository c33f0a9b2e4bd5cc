"""Decision kinds, due kinds and kinds of duties: what upper floors register so that governance can serve them without knowing them."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class DecisionKind:
    """How one kind of decision is opened, described and ended.

    model                  of what is decided on: whoever sees that sees the decision
    related                what its fingerprint and title read beside it
    rows(subject)          every row that the outcome changes, the subject first: locked together with the decision
    fingerprint(subject)   of exactly what is put before the deciders, as it stands now
    fingerprints(subjects) of many by their uid, where one by one would ask the database too often
    outcome                the owner's action: called as outcome(actor=…, subject=…, decision=…) in the same transaction,
                           when the decision has become agreed, returned or rejected
    check(subject)         raises a domain error where it must not (yet) be agreed: floors, thresholds that moved
    conditions             whether one may agree with conditions
    agreed, otherwise      what follows in either case, in one sentence each: read by whoever decides on the common page
    voiced                 called as voiced(actor=…, subject=…, voice=…) after each voice; raises where more is needed with it
    """

    code: str
    model: Any
    name: Any
    rows: Callable[[Any], Iterable]
    fingerprint: Callable[[Any], str]
    outcome: Callable[..., None]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    check: Callable[[Any], None] = lambda subject: None
    conditions: bool = True
    agreed: Any = ""
    otherwise: Any = ""
    voiced: Callable[..., None] = lambda **said: None
    related: tuple[str, ...] = ()
    fingerprints: Callable[[Iterable], dict[UUID, str]] | None = None

    def subject(self, decision) -> Any:
        """The row that is decided on (without lock)."""
        return self.model.objects.select_related(*self.related).get(uid=decision.subject)

    def stand(self, decisions: Iterable) -> dict[UUID, str]:
        """The fingerprints, as they stand now, of what many decisions are on; what is gone is missing."""
        rows = self.model.objects.select_related(*self.related).filter(uid__in=[decision.subject for decision in decisions])
        return self.fingerprints(rows) if self.fingerprints else {row.uid: self.fingerprint(row) for row in rows}


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


def decided_models() -> list:
    """What there are decisions on."""
    return [kind.model for kind in _decisions.values()]


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
