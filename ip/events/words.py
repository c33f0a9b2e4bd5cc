"""Facts as they are stored → as they are said."""
from collections.abc import Callable
from datetime import date

from record.wording import day


def said(*dates: str, **choices) -> Callable[[dict], dict]:
    """Days spelled out, and codes by the label of their choices: said("since", basis=OwnershipVersion.Basis)."""

    def words(facts: dict) -> dict:
        days = {name: day(date.fromisoformat(facts[name])) for name in dates}
        return {**facts, **days, **{name: kind(facts[name]).label for name, kind in choices.items()}}

    return words
