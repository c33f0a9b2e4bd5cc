"""Progress and health of a project: one stated formula, pure, explained on a page with the project's own numbers.

Progress is the weight of the milestones that are accepted, of 100. Health is the worst of these signs, asked of a
running project only:
    late       a milestone is past its day and not handed in; or the project is past its end and still runs
    at risk    a milestone is due within SOON days and not handed in; one waits for its approvers since LONG days or
               more; one was rejected; or the last HABIT accepted milestones were all handed in late
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON, LONG, HABIT = 14, 14, 2  # days, days, milestones
UNFINISHED = frozenset({"planned", "in_work", "rejected"})


class Level(StrEnum):
    NONE = ""  # not running: nothing is measured
    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    LATE = "late"


class Sign(StrEnum):
    OVERDUE = "overdue"
    PAST_END = "past_end"
    SOON = "soon"
    WAITING = "waiting"
    REJECTED = "rejected"
    HABIT = "habit"


LEVEL_OF = {Sign.OVERDUE: Level.LATE, Sign.PAST_END: Level.LATE}  # every other sign: at risk


@dataclass(frozen=True)
class Mark:
    """A milestone as far as health looks at it. `handed_in`: the day of its last submission, in the lead's zone."""

    position: int
    due: date
    weight: int
    state: str
    handed_in: date | None = None

    @property
    def days_late(self) -> int:
        """Days between due and handing in, 0 where it was in time or is not handed in."""
        return max((self.handed_in - self.due).days, 0) if self.handed_in else 0


@dataclass(frozen=True)
class Reason:
    """`days`: late by, left, or waiting since. `position` is 0 where the project as a whole is meant."""

    sign: Sign
    position: int
    days: int


@dataclass(frozen=True)
class Health:
    level: Level
    reasons: tuple[Reason, ...]

    @property
    def days_late(self) -> int:
        """By how much the worst is late, 0 where nothing is."""
        return max((r.days for r in self.reasons if LEVEL_OF.get(r.sign) is Level.LATE), default=0)


def progress(marks: Iterable[Mark]) -> int:
    """Weight of what is accepted, of 100."""
    return sum(mark.weight for mark in marks if mark.state == "accepted")


def next_due(marks: Iterable[Mark]) -> Mark | None:
    """The first milestone that is still to be handed in."""
    return min((m for m in marks if m.state in UNFINISHED), key=lambda m: (m.due, m.position), default=None)


def health(marks: Iterable[Mark], *, running: bool, end: date | None, today: date) -> Health:
    """The formula of this module's docstring."""
    if not running:
        return Health(Level.NONE, ())
    reasons = tuple(_reasons(sorted(marks, key=lambda m: m.position), end, today))
    levels = {LEVEL_OF.get(reason.sign, Level.AT_RISK) for reason in reasons}
    level = Level.LATE if Level.LATE in levels else Level.AT_RISK if levels else Level.ON_TIME
    return Health(level, reasons)


def _reasons(marks: list[Mark], end: date | None, today: date) -> Iterator[Reason]:
    if end and end < today:
        yield Reason(Sign.PAST_END, 0, (today - end).days)
    for mark in marks:
        if mark.state in UNFINISHED and mark.due < today:
            yield Reason(Sign.OVERDUE, mark.position, (today - mark.due).days)
        elif mark.state in UNFINISHED and mark.due <= today + timedelta(days=SOON):
            yield Reason(Sign.SOON, mark.position, (mark.due - today).days)
        if mark.state == "rejected":
            yield Reason(Sign.REJECTED, mark.position, 0)
        if mark.state == "submitted" and mark.handed_in and mark.handed_in <= today - timedelta(days=LONG):
            yield Reason(Sign.WAITING, mark.position, (today - mark.handed_in).days)
    last = [mark for mark in marks if mark.state == "accepted"][-HABIT:]
    if len(last) == HABIT and all(mark.days_late for mark in last):
        for mark in last:
            yield Reason(Sign.HABIT, mark.position, mark.days_late)
