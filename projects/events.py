"""What is recorded of projects. What happens in a draft is told to its own house only: it is not yet said to anybody."""
from datetime import date

from django.utils.translation import gettext_lazy as _

from projects.models import Clause, Participation, Project
from record.registry import EventKind, add_event_kinds
from record.wording import day, money


def _money(facts: dict) -> dict:
    return {**facts, "amount": money(abs(facts["amount"]), facts["currency"])}


def _clause(facts: dict) -> dict:
    return {**facts, "clause": Clause.Kind(facts["clause"]).label}


def _role(facts: dict) -> dict:
    return {**facts, "role": Participation.Role(facts["role"]).label}


def _state(facts: dict) -> dict:
    return {**facts, "state": Project.State(facts["state"]).label}


def _since(facts: dict) -> dict:
    return {**facts, "since": day(date.fromisoformat(facts["since"]))}


LAPSES = {
    "over": _("the project is over"),
    "changed": _("what stands there is no longer what it was agreed over"),
    "decided": _("a milestone that it changes is handed in or decided"),
    "party": _("a party that it names takes part no more, or still has open milestones"),
    "parties": _("others take part now than those who were asked"),
    "whole": _("with what changed since, the plan would no longer be whole"),
}


def _why(facts: dict) -> dict:
    return {**facts, "why": LAPSES[facts["why"]]}


def _draft(name: str, sentence, words=dict) -> EventKind:
    return EventKind(name, sentence, house=True, words=words)


add_event_kinds(
    _draft("project.logged", _("{actor} logged {subject}")),
    _draft("project.changed", _("{actor} changed the draft of {subject}")),
    _draft("project.party_added", _("{actor} added {party} to {subject} as {role}"), _role),
    _draft("project.party_removed", _("{actor} took {party} out of the draft of {subject}")),
    _draft("project.promised", _("{actor} planned a contribution of {party}: {amount}"), _money),
    _draft("project.unpromised", _("{actor} took back a planned contribution of {party}: {amount}"), _money),
    _draft("project.clause_written", _("{actor} wrote the clause “{clause}” of {subject}"), _clause),
    EventKind("project.proposed", _("{actor} put {subject} before the parties for signature")),
    EventKind("project.withdrawn", _("{actor} took {subject} back into draft")),
    EventKind("project.returned", _("{subject} went back into draft: a party did not agree")),
    EventKind("project.signed", _("{subject} was signed by all parties as {number}")),
    EventKind("project.moved", _("{actor} moved {subject} to: {state}"), words=_state),
    EventKind("project.started", _("{subject} began")),
    EventKind("project.contributed", _("{party} contributed {amount}"), words=_money),
    EventKind("project.contribution_taken_back", _("{actor} took back a contribution of {party}: {amount}"), words=_money),
    EventKind("project.joined", _("{person} joined the team of {subject}")),
    EventKind("project.team_changed", _("{person} has other roles in the team of {subject}")),
    EventKind("project.left", _("{person} left the team of {subject}")),
    EventKind("amendment.proposed", _("{actor} proposed {subject}")),
    EventKind("amendment.agreed", _("{subject} was agreed by all and holds")),
    EventKind("amendment.awaited", _("{subject} was agreed by all and holds from {since}"), words=_since),
    EventKind("amendment.applied", _("{subject}, agreed by all, holds since {since}"), words=_since),
    EventKind("amendment.lapsed", _("{subject} is not applied: {why}"), words=_why),
    EventKind("amendment.taken_back", _("All parties agreed to take back {subject}")),
    EventKind("amendment.refused", _("{subject} was not agreed")),
    EventKind("amendment.withdrawn", _("{actor} withdrew {subject}")),
)
