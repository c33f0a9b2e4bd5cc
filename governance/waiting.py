"""What waits for somebody, by date: decisions, and what upper floors add to it (to submit, to sign, to pay).

An app adds its rows by a section of the page "waiting": Section("waiting", "", load) where `load(actor, None)` gives
{"rows": [Waiting(…), …]}, or None.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.models import Decision
from governance.registry import decision_kind
from record import registry

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """One thing to do: what, where, about what, by when, and what the button says."""

    title: Any
    url: str
    about: Any = ""
    due: date | None = None
    act: Any = ""

    def tone(self, today: date) -> str:
        """bad when late, wait within ten days."""
        days = (self.due - today).days if self.due else 99
        return "bad" if days < 0 else "wait" if days <= 10 else ""


def waiting(actor, today: date) -> list[tuple[Waiting, str]]:
    """All of it with its tone, what is due first, what has no date last."""
    rows = [*_decisions(actor), *_added(actor)]
    rows.sort(key=lambda row: (row.due is None, row.due or today))
    return [(row, row.tone(today)) for row in rows]


def _decisions(actor) -> Iterable[Waiting]:
    asked = Decision.objects.decidable_by(actor).select_related("owner")
    decisions = list(asked.order_by("due", "pk")[:SHOWN])
    names = registry.names({(d.of, d.subject) for d in decisions}, actor)
    for decision in decisions:
        label, url = names[decision.subject]
        about = f"{decision_kind(decision.kind).name} · {decision.owner.name}"
        yield Waiting(label, url, about, decision.due, _("Review and decide"))


def _added(actor) -> Iterable[Waiting]:
    for column in registry.sections("waiting", actor).values():
        for section in column:
            yield from section["rows"]
