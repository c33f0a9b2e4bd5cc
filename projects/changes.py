"""What an amendment may change, how each change is checked, applied and told. One table; everything else follows it.

A change is {"of", "uid", "field", "old", "new"}: a row by its uid (of the project itself, its milestones, contributions, or an
amendment that was agreed for a later day and is taken back), or a party by its institution's uid (field "joins", "leaves" or
"brings"), or a clause by its kind (uid null).
Dates are ISO texts, amounts minor units, weights percent.
"""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from projects.actions.cancelling import plan_rows
from projects.actions.draft import MOST
from projects.fingerprint import digest
from projects.models import Amendment, Contribution, Milestone, Project
from record.errors import Invalid
from record.wording import day, money


@dataclass(frozen=True)
class Field:
    """One field of one kind of row: its name on the page, from JSON to a value (ValueError), and as words."""

    label: Any
    read: Callable[[Any], Any]
    words: Callable[[Any, Project], str]


def _whole(least: int, most: int):
    def read(value):
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError
        return value

    return read


def _date(label) -> Field:
    return Field(label, lambda value: date.fromisoformat(value), lambda value, project: day(date.fromisoformat(value)))


def _amount(label, least: int) -> Field:
    return Field(label, _whole(least, MOST), lambda value, project: money(value, project.currency))


def _over(value):
    if value != Project.State.ENDED_EARLY:
        raise ValueError
    return value


def _taken_back(value):
    if value != Amendment.State.WITHDRAWN:
        raise ValueError
    return value


FIELDS: dict[tuple[str, str], Field] = {
    ("project", "end"): _date(_("End")),
    ("project", "budget"): _amount(_("Budget"), 0),
    ("project", "state"): Field(_("State"), _over, lambda value, project: str(Project.State(value).label)),
    ("milestone", "due"): _date(_("Due")),
    ("milestone", "weight"): Field(_("Weight"), _whole(1, 100), lambda value, project: f"{value} %"),
    ("milestone", "payment"): _amount(_("Payment"), 0),
    ("contribution", "since"): _date(_("From")),
    ("contribution", "until"): _date(_("To")),
    ("contribution", "amount"): _amount(_("Amount"), 1),
    ("amendment", "state"): Field(_("State"), _taken_back, lambda value, project: str(Amendment.State(value).label)),
}


def row_of(project: Project, change: dict):
    """The row that a change of the table names, among those of the project; Invalid where there is none."""
    rows = {
        "project": lambda: Project.objects.filter(pk=project.pk),
        "milestone": lambda: project.milestones.all(),
        "contribution": lambda: Contribution.objects.filter(participation__project=project),
        "amendment": lambda: project.amendments.all(),
    }
    row = rows[change["of"]]().filter(uid=uid_of(change)).first()
    if row is None:
        raise Invalid(gettext("This is no part of the project."), field="changes")
    return row


def check_open(row) -> None:
    """A milestone that is before its approvers, or decided, is not changed; only an amendment that waits for its day is taken back."""
    changeable = {Milestone: Milestone.CHANGEABLE, Amendment: (Amendment.State.WAITING,)}.get(type(row))
    if changeable and row.state not in changeable:
        words = {"milestone": str(row), "state": row.get_state_display()}
        raise Invalid(gettext("“%(milestone)s” is not changed any more: %(state)s.") % words, field="changes")


def check_takes_part(row) -> None:
    """What a party brings is not changed any more once it has left."""
    if isinstance(row, Contribution) and row.participation.until is not None:
        raise Invalid(gettext("A party that it names takes part no more."), field="changes")


def uid_of(change: dict) -> UUID | None:
    """The row that a change names; what is no uid names none."""
    try:
        return UUID(str(change.get("uid")))
    except ValueError:
        return None


def plain(value):
    """As it stands in `old` and `new`."""
    return value.isoformat() if isinstance(value, date) else value


def checked_field(project: Project, change: dict) -> dict:
    """A change of one field, with what stands there now as `old`. Invalid where the new value cannot stand."""
    field = FIELDS[change["of"], change["field"]]
    row = row_of(project, change)
    check_open(row)
    check_takes_part(row)
    try:
        new = field.read(change.get("new"))
    except (TypeError, ValueError):
        raise Invalid(gettext("“%(field)s” cannot be that.") % {"field": field.label}, field="changes") from None
    if isinstance(row, Milestone) and change["field"] == "payment" and new and row.payer_id is None:
        raise Invalid(gettext("For this milestone no payer was agreed; it stays without a payment."), field="changes")
    named = {"of": change["of"], "uid": str(row.uid), "field": change["field"]}
    return {**named, "old": plain(getattr(row, change["field"])), "new": plain(new)}


def current(amendment: Amendment) -> list[dict]:
    """The changes with what stands there today: where that is no longer `old`, the fingerprint moves. A project that ends early
    does so out of whatever state it is alive in."""
    found = []
    for change in amendment.changes:
        if (change["of"], change["field"]) in FIELDS:
            now = plain(getattr(row_of(amendment.project, change), change["field"]))
            change = change if change["of"] == "project" and now in Project.ALIVE else {**change, "old": now}
        elif change["of"] == "clause":
            last = amendment.project.clauses.filter(kind=change["field"]).order_by("-number").first()
            change = {**change, "number": last.number if last else 0}
        found.append(change)
    return found


def amendment_fingerprint(amendment: Amendment) -> str:
    """SHA-256 over what is changed, from what to what, why and from when."""
    said = {name: plain(getattr(amendment, name)) for name in ("number", "reason", "since")}
    return digest({"project": str(amendment.project.uid), "changes": current(amendment), **said})


def changed_rows(amendment: Amendment) -> list:
    """The amendment, its project, every row that it changes, and what may lapse with what it changes: the project's other open
    amendments, with the decision on what is before the parties and the parties that are asked to join."""
    project = amendment.project
    fields = [change for change in amendment.changes if (change["of"], change["field"]) in FIELDS]
    rows = [row_of(project, change) for change in fields if change["of"] != "project"]
    parties = [change["uid"] for change in amendment.changes if change["of"] == "party"]
    ends = any(change["of"] == "project" and change["field"] == "state" for change in amendment.changes)
    plan = plan_rows(project) if ends else []
    others = list(project.amendments.filter(state__in=Amendment.OPEN))
    asked = Decision.objects.open().filter(subject__in=[other.uid for other in others])
    concerned = project.participations.filter(Q(institution__uid__in=parties) | Q(joined=False, until=None))
    return [amendment, project, *others, *asked, *rows, *plan, *concerned]
