"""The one clock. Nothing else in the house asks the machine for the time."""
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _set.get() or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """The legal day in a zone (an IANA name), such as that of the institution that owes something."""
    return now().astimezone(ZoneInfo(zone)).date()


def hour(zone: str = "UTC") -> int:
    """The hour of the day in a zone, 0 to 23."""
    return now().astimezone(ZoneInfo(zone)).hour


@contextmanager
def at(moment: datetime):
    """Within the block it is `moment`: for the demo's story and for tests."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
