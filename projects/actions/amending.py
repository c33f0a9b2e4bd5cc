"""How the changes of an amendment are checked and applied; called with every row locked."""
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from partners.models import Institution
from projects.actions.clauses import worded
from projects.actions.parties import check_contribution, check_party
from projects.changes import FIELDS, check_open, check_takes_part, checked_field, row_of, uid_of
from projects.models import Amendment, Clause, Contribution, Milestone, Participation, Project, Turn
from projects.plan import sums
from record import clock
from record.actions import change, move, record
from record.errors import Invalid

WORDING = ("terms", "text_en", "text_zh")


def checked(project: Project, changes: list[dict]) -> list[dict]:
    """Each change checked against the table and completed with `old`; what changes nothing is left out."""
    if not isinstance(changes, list) or not all(isinstance(c, dict) for c in changes):
        raise Invalid(_("Changes are a list."), field="changes")
    uids = [uid_of(c) for c in changes if c.get("field") == "joins"]
    joining = list(Institution.objects.filter(uid__in=filter(None, uids)))
    told = [_checked(project, c, joining) for c in changes]
    told = [c for c in told if c["old"] != c["new"]]
    places = [(c["of"], c["uid"], c["field"]) for c in told]
    if not told:
        raise Invalid(_("Nothing would change."), field="changes")
    if len(set(places)) < len(places):
        raise Invalid(_("The same thing is changed twice."), field="changes")
    return told


def _checked(project: Project, said: dict, joining: list[Institution]) -> dict:
    of, field, uid = str(said.get("of")), str(said.get("field")), uid_of(said)
    if (of, field) in FIELDS:
        return checked_field(project, said)
    if of == "party" and field == "joins":
        institution = next((i for i in joining if i.uid == uid), None)
        if institution is None:
            raise Invalid(_("There is no such institution."), field="changes")
        check_party(project, institution, str(said.get("new")))
        return {"of": of, "uid": str(institution.uid), "field": field, "old": None, "new": said["new"]}
    if of == "party" and field == "leaves":
        party = _leaving(project, uid)
        return {"of": of, "uid": str(party.institution.uid), "field": field, "old": party.role, "new": None}
    if of == "party" and field == "brings":
        return _checked_contribution(project, uid, said.get("new"), joining)
    if of == "clause" and isinstance(said.get("new"), dict):
        new = said["new"]
        text_en, text_zh = (str(new.get(name) or "") for name in ("text_en", "text_zh"))
        wording = worded(project, field, new.get("terms", {}), text_en, text_zh, joining)
        last = project.clauses.filter(kind=field).order_by("-number").first()
        old = {name: getattr(last, name) for name in WORDING} if last else None
        return {"of": of, "uid": None, "field": field, "old": old, "new": wording, "number": last.number if last else 0}
    raise Invalid(_("An amendment cannot change this."), field="changes")


def _leaving(project: Project, uid) -> Participation:
    party = project.participations.parties().filter(institution__uid=uid).first()
    if party is None or party.role == Participation.Role.LEAD:
        raise Invalid(_("Only a party other than the lead can leave."), field="changes")
    if project.milestones.naming(party).filter(state__in=Milestone.OPEN).exists():
        raise Invalid(_("Open milestones name this party: who delivers, pays, is paid or accepts."), field="changes")
    return party


def _checked_contribution(project: Project, uid, new, joining: list[Institution]) -> dict:
    """What a party, or one that joins, is to bring besides: {"kind", "since", "until", "amount", "what"}."""
    taking_part = project.participations.parties().filter(institution__uid=uid).exists()
    if not taking_part and uid not in [institution.uid for institution in joining]:
        raise Invalid(_("Only a party, or one that joins, can bring something."), field="changes")
    try:
        since, until = (date.fromisoformat(str(new[name])) for name in ("since", "until"))
        row = {"kind": new["kind"], "amount": new["amount"], "what": str(new.get("what") or "")[:200].replace("\x00", "")}
    except (TypeError, KeyError, ValueError, AttributeError):
        raise Invalid(_("Say in which period, and how much."), field="changes") from None
    check_contribution(None, since=since, until=until, kind=row["kind"], amount=row["amount"])
    row |= {"since": since.isoformat(), "until": until.isoformat()}
    return {"of": "party", "uid": str(uid), "field": "brings", "old": None, "new": row}


def check_whole(project: Project, changes: list[dict]) -> None:
    """The project as it would be: it ends after it starts, and its plan stays within it and whole."""
    after = {(c["of"], c["uid"], c["field"]): c["new"] for c in changes}

    def then(of, row, field):
        value = after.get((of, str(row.uid), field), getattr(row, field))
        return date.fromisoformat(value) if isinstance(value, str) else value

    start, end = project.start, then("project", project, "end")
    if end < start:
        raise Invalid(_("The project would end before it starts."), field="changes")
    for party in project.participations.parties().prefetch_related("contributions"):
        for row in party.contributions.all():
            since, until = (then("contribution", row, name) for name in ("since", "until"))
            if not start <= since <= until <= end:
                raise Invalid(_("A contribution would lie outside of the project’s period."), field="changes")
    for new in (c["new"] for c in changes if c["field"] == "brings"):
        if not start <= date.fromisoformat(new["since"]) <= date.fromisoformat(new["until"]) <= end:
            raise Invalid(_("A contribution would lie outside of the project’s period."), field="changes")
    _check_plan(project, then, start, end)


def _check_plan(project: Project, then, start: date | None, end: date | None) -> None:
    """Weights still sum, payments stay within the budget, every day that is to come within the period."""
    rows = project.milestones.all()
    after = [(then("milestone", row, "due"), then("milestone", row, "weight"), then("milestone", row, "payment")) for row in rows]
    if wrong := list(sums(project, after, start, end, then("project", project, "budget"))):
        raise Invalid(" ".join(wrong), field="changes")


def _check_alive(amendment: Amendment) -> None:
    if amendment.project.state not in Project.ALIVE and not amendment.lasting:
        raise Invalid(_("The project is over."), field="changes")


def _check_rows(amendment: Amendment) -> None:
    for said in amendment.changes:
        if (said["of"], said["field"]) in FIELDS:
            check_open(row_of(amendment.project, said))


def _check_parties(amendment: Amendment) -> None:
    """Who leaves still may; who is to bring something takes part, or is to."""
    for said in amendment.changes:
        if said["field"] == "leaves":
            _leaving(amendment.project, said["uid"])
        elif said["of"] == "contribution":
            check_takes_part(row_of(amendment.project, said))
        elif said["of"] == "party" and not amendment.project.participations.filter(institution__uid=said["uid"], until=None).exists():
            raise Invalid(_("A party that it names takes part no more."), field="changes")


# What may have come in the way since it was proposed, by the code with which an amendment that lapses says so.
STANDING: dict[str, Callable[[Amendment], None]] = {
    "over": _check_alive, "decided": _check_rows, "party": _check_parties,
    "whole": lambda amendment: check_whole(amendment.project, amendment.changes),
}  # fmt: skip


def check_standing(amendment: Amendment) -> None:
    """Invalid where it could not be applied as things stand now."""
    for check in STANDING.values():
        check(amendment)


def apply(amendment: Amendment, on: date) -> None:
    """Every change, in the order in which it is told; `on`: the day on which a project that it ends is over."""
    for said in amendment.changes:
        _apply(amendment, said, on)
    change(amendment.project)


def _apply(amendment: Amendment, said: dict, on: date) -> None:
    project, of, field, new = amendment.project, said["of"], said["field"], said["new"]
    if (of, field) == ("project", "state"):
        move(project, new)
        Turn.objects.create(
            project=project, to=new, on=on, reasons=amendment.reason,
            language=amendment.language, membership=amendment.proposed_by,
        )  # fmt: skip
    elif of == "project":
        change(project, **{field: FIELDS[of, field].read(new)})
    elif of == "amendment":
        taken_back = row_of(project, said)
        end(taken_back, new, "amendment.taken_back", by=amendment)
    elif (of, field) in FIELDS:
        row = row_of(project, said)
        check_open(row)
        change(row, **{field: FIELDS[of, field].read(new)})
    elif of == "party":
        party = project.participations.get(institution__uid=said["uid"])
        if field == "brings":
            days = {name: date.fromisoformat(new[name]) for name in ("since", "until")}
            Contribution.objects.create(participation=party, **(new | days))
            return
        change(party, **({"joined": True} if field == "joins" else {"until": amendment.since}))
    else:
        Clause.objects.create(project=project, kind=field, number=said["number"] + 1, since=amendment.since, **new)


def end(amendment: Amendment, to: str, kind: str, by: Amendment | None = None, **facts) -> None:
    """It will not hold: whom it asked to join is no longer asked, and sees the project no more."""
    move(amendment, to)
    project = amendment.project
    asked = [said["uid"] for said in amendment.changes if said["field"] == "joins"]
    for party in project.participations.filter(joined=False, until=None, institution__uid__in=asked):
        change(party, until=clock.today(project.owner.zone))
    record(kind, amendment, about={"project": project} | ({"by": by} if by else {}), number=amendment.number, **facts)
