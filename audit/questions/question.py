"""A ready question: what it asks, how it is answered from rows and record, and what an answer means."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Found:
    """One thing found: what, where, why it counts; an amount where there is one (minor units)."""

    what: Any
    why: Any
    url: str = ""
    amount: int | None = None
    currency: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Question:
    """`find(actor)` looks at the actor's own institution only. `grave`: an answer is a breach, else it waits for somebody."""

    key: str
    title: Any
    asks: Any
    find: Callable[[Any], Iterable[Found]]
    grave: bool = True


@dataclass(frozen=True)
class Answer:
    question: Question
    found: list[Found]

    @property
    def tone(self) -> str:
        return "ok" if not self.found else "bad" if self.question.grave else "wait"

    @property
    def sums(self) -> list[tuple[int, str]]:
        """Amounts by currency."""
        totals: dict[str, int] = {}
        for item in self.found:
            if item.amount is not None:
                totals[item.currency] = totals.get(item.currency, 0) + item.amount
        return [(amount, currency) for currency, amount in sorted(totals.items())]
