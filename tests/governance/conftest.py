"""A decision to test with: Haoyuan decides whether Linhai may rename it; the subject is Haoyuan itself."""
from datetime import timedelta

import pytest

from governance.actions import open_decision
from governance.models import Decision
from governance.registry import DecisionKind, add_decision_kinds
from partners.models import Institution
from record import clock
from record.actions import action, change, lock, record
from record.registry import EventKind, add_event_kinds

add_event_kinds(EventKind("test.outcome", "{actor}: {subject}"))


@action
def rename(*, actor, subject, decision):
    """The owner's outcome: an agreed decision renames the institution."""
    if decision.state == Decision.State.AGREED:
        change(subject, name_en="Renamed Energy")
    record("test.outcome", subject, state=decision.state)


add_decision_kinds(
    DecisionKind(
        code="test.renaming", model=Institution, name="Renaming",
        rows=lambda subject: [subject], fingerprint=lambda subject: f"{subject.version:064d}", outcome=rename,
        title=lambda subject: f"Rename {subject.name}", url=lambda subject: f"/partners/{subject.uid}/",
    )
)  # fmt: skip


@action
def ask(*, actor, institution, owner, seats, excluded, due):
    (institution,) = lock(institution)
    return open_decision(
        actor=actor, kind="test.renaming", subject=institution, owner=owner, seats=seats, excluded=excluded, due=due
    )


@pytest.fixture
def renaming(world):
    """`renaming(due=7)`: an open decision due in so many days, put by Linhai's officer, with Haoyuan's approvers' seat."""

    def put(due=None, seats=None, excluded=()):
        day = clock.today("Asia/Shanghai") + timedelta(days=due) if due is not None else None
        one = {"institution": world.haoyuan, "capability": "milestone.decide"}
        return ask(actor=world.actor("linhai", "officer"), institution=world.haoyuan, owner=world.linhai,
                   seats=seats or [one], excluded=excluded, due=day)  # fmt: skip

    return put
