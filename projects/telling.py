"""An amendment in words: what, old, new, for the page that shows them side by side."""
from datetime import date

from django.utils.translation import gettext as _

from partners.models import Institution
from projects.changes import FIELDS, row_of
from projects.models import Amendment, Clause, ContributionKind, Participation, Project
from record.texts import pick
from record.wording import day, money


def told(amendment: Amendment) -> list[tuple[str, str, str]]:
    """(what, old text, new text) of each change, in the reader's language."""
    uids = [change["uid"] for change in amendment.changes if change["of"] == "party"]
    names = {str(i.uid): i.name for i in Institution.objects.filter(uid__in=uids)}
    return [_told(amendment, change, names) for change in amendment.changes]


def open_amendments(actor, project: Project) -> list[Amendment]:
    """Before the parties, or agreed for a day to come, in the order of the days."""
    rows = Amendment.objects.visible_to(actor).filter(project=project, state__in=Amendment.OPEN)
    return list(rows.select_related("project").order_by("since", "number"))


def coming(amendments: list[Amendment]) -> list[tuple[Amendment, list[tuple[str, str, str]]]]:
    """Those of them that wait for their day, each with what it will change."""
    return [(amendment, told(amendment)) for amendment in amendments if amendment.state == Amendment.State.WAITING]


def _told(amendment: Amendment, change: dict, names: dict) -> tuple[str, str, str]:
    of, field, old, new = change["of"], change["field"], change["old"], change["new"]
    if (of, field) in FIELDS:
        known = FIELDS[of, field]
        before, after = (str(known.words(value, amendment.project)) for value in (old, new))
        return f"{_label(amendment, change)}{known.label}", before, after
    if of == "party" and field == "brings":
        words = {"kind": ContributionKind(new["kind"]).label, "amount": money(new["amount"], amendment.project.currency)}
        words |= {name: day(date.fromisoformat(new[name])) for name in ("since", "until")}
        return names.get(change["uid"], "–"), "–", _("%(kind)s %(amount)s, %(since)s to %(until)s") % words
    if of == "party":
        role = str(Participation.Role(old or new).label)
        no = _("no party")
        return names.get(change["uid"], "–"), role if old else no, role if new else no
    none = _("none: the law applies")
    before, after = (pick(value["text_en"], value["text_zh"]) if value else none for value in (old, new))
    return str(Clause.Kind(field).label), before, after


def _label(amendment: Amendment, change: dict) -> str:
    """Which row, in front of its field."""
    if change["of"] == "project":
        return ""
    row = row_of(amendment.project, change)
    name = row.participation.institution.name if change["of"] == "contribution" else str(row)
    return f"{name}: "
