"""The one clock. Nothing else in the house asks the machine for the time."""
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _set.get() or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """The legal day in a zone (an IANA name), such as that of the institution that owes something."""
    return now().astimezone(of_zone(zone)).date()


def hour(zone: str = "UTC") -> int:
    """The hour of the day in a zone, 0 to 23."""
    return now().astimezone(of_zone(zone)).hour


@cache
def of_zone(name: str) -> tzinfo:
    """A zone by its IANA name. UTC for what is none: actions refuse it, so somebody wrote it beneath them. That may stop neither
    other houses nor the verification by which its own learns of it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone; a path; a folder of them
        return UTC


@contextmanager
def at(moment: datetime):
    """Within the block it is `moment`: for the demo's story and for tests."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
