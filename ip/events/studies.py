"""What is recorded of allocation studies: kinds, groups and values; the evidence stays in its row."""
from django.utils.translation import gettext_lazy as _

from ip.models import Method, StudyValue, Unstated
from record.registry import EventKind, add_event_kinds
from record.wording import money


def _opened(facts: dict) -> dict:
    return {**facts, "amount": money(facts["amount"], facts["currency"])}


def _stated(facts: dict) -> dict:
    return {**facts, "of_kind": StudyValue.Kind(facts["of_kind"]).label, "count": len(facts["values"])}


def _unstated(facts: dict) -> dict:
    return {**facts, "rule": Unstated(facts["rule"]).label if facts["rule"] else _("not known")}


def _criteria(facts: dict) -> dict:
    return {**facts, "count": len(facts["criteria"])}


def _chosen(facts: dict) -> dict:
    return {**facts, "method": Method(facts["method"]).label}


add_event_kinds(
    EventKind("study.opened", _("{actor} opened the allocation study {subject} over {amount} between {institution}"), words=_opened),
    EventKind("study.stated", _("{actor} stated values in {subject}: {of_kind} ({count})"), words=_stated),
    EventKind("study.unstated_set", _("{actor} set in {subject} what a group is worth that nobody stated: {rule}"), words=_unstated),
    EventKind("study.criteria_set", _("{actor} set by what contributions are judged in {subject} (criteria: {count})"), words=_criteria),
    EventKind("study.chosen", _("{actor} chose in {subject}: {method}"), words=_chosen),
    EventKind("study.withdrawn", _("{actor} withdrew {subject}")),
)
