"""Sharing policies: told to their own house."""
from datetime import date

from django.utils.translation import gettext_lazy as _

from ip.events.words import said
from ip.models import Hearing
from record.registry import EventKind, add_event_kinds
from record.wording import day

_hearing = said("on", of_kind=Hearing.Kind)


def _since(facts: dict) -> dict:
    return {**facts, "since": day(date.fromisoformat(facts["since"]))}


def _policy(name: str, sentence, words=dict) -> EventKind:
    return EventKind(f"policy.{name}", sentence, house=True, words=words)


add_event_kinds(
    _policy("opened", _("{actor} opened the sharing policy {subject}")),
    _policy("drafted", _("{actor} drafted {subject}")),
    _policy("changed", _("{actor} changed the draft of {subject}")),
    _policy("withdrawn", _("{actor} laid the draft of {subject} aside")),
    _policy("proposed", _("{actor} put {subject} before an approver, to hold from {since}"), _since),
    _policy("taken_back", _("{actor} took {subject} back into draft")),
    _policy("returned", _("{subject} went back into draft: it was not agreed")),
    _policy("published", _("{actor} published {subject} as version {number}, which holds from {since}"), _since),
    EventKind("hearing.recorded", _("{actor} recorded for {subject} on {on}: {of_kind}"), house=True, words=_hearing),
)
