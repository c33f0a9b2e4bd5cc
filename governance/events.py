"""What is recorded of decisions and comments."""
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from governance.models import Voice
from governance.registry import duty_kind
from record.registry import EventKind, add_event_kinds
from record.wording import day


def _role(facts: dict) -> dict:
    return {**facts, "role": Role(facts["role"]).label}


def _voice(facts: dict) -> dict:
    return {**facts, "voice": Voice.Value(facts["voice"]).label}


def _duty(facts: dict) -> dict:
    return {**facts, "duty": duty_kind(facts["duty"]).name(), "on": day(date.fromisoformat(facts["on"]))}


def _calendar(facts: dict) -> dict:
    return {**facts, "on": day(date.fromisoformat(facts["on"])), "works": _("is worked") if facts["works"] else _("is a day of rest")}


add_event_kinds(
    EventKind("duty.owed", _("To do for {matter} by {on}: {duty}"), house=True, words=_duty),
    EventKind("duty.moved", _("The day moved to {on} for {matter}: {duty}"), house=True, words=_duty),
    EventKind("duty.done", _("Done for {matter} on {on}: {duty}"), house=True, words=_duty),
    EventKind("duty.withdrawn", _("No longer owed for {matter}: {duty}"), house=True, words=_duty),
    EventKind("duty.reminded", _("A reminder went out for {matter}, due {on}: {duty}"), house=True, words=_duty),
    EventKind("calendar.day_set", _("{actor} entered in the calendar that {on} {works}"), house=True, words=_calendar),
    EventKind("decision.opened", _("{actor} put {matter} to decision"), aside=True),
    EventKind("decision.voiced", _("{actor} on {matter}: {voice}"), words=_voice),
    EventKind("decision.voided", _("The decision on {matter} ended without effect: it changed or was withdrawn")),
    EventKind("decision.reminded", _("A reminder went out that {matter} still waits for a decision")),
    EventKind("comment.written", _("{actor} commented on {matter}")),
    EventKind("comment.asked", _("{actor} asked {asked} about {matter}")),
    EventKind("role.asked", _("{actor} asked a second administrator to confirm: {subject}"), house=True, words=_role),
    EventKind("role.refused", _("{actor} did not confirm: {subject}"), house=True, words=_role),
    EventKind("role.request_withdrawn", _("{actor} no longer asks for: {subject}"), house=True, words=_role),
    EventKind("invitation.confirmed", _("{actor} confirmed an invitation as {role}"), house=True, words=_role),
    EventKind("person.link_asked", _("{actor} asked to count {person} and {other} as one person"), house=True),
    EventKind("person.linked", _("{actor} confirmed that {person} are one person"), house=True),
    EventKind("person.link_refused", _("{actor} did not confirm that two accounts are one person"), house=True),
)
