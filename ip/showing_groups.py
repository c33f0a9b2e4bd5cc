"""What groups of parties have by themselves, one row a group: stated by whom on which evidence, derived from what, or not known."""
from dataclasses import dataclass

from django.utils.timezone import localdate

from ip.models import StudyValue
from ip.studying import Table
from ip.wording.parts import joined
from record.lists import summable
from record.wording import money

WORTH = StudyValue.Kind.WORTH


@dataclass(frozen=True)
class GroupRow:
    """`state`: stated, derived, or open; `of`: from which stated groups a derived value is made, in codes."""

    code: str
    names: list[str]
    state: str
    amount: int | None
    of: str = ""
    stated: StudyValue | None = None

    def answers(self, sought: list[str]) -> bool:
        """Whether every word is a party of the group, by its code or a piece of its name, or the one word is in the evidence."""
        evidence = self.stated.evidence.casefold() if self.stated else ""
        own = {code.casefold() for code in self.code.split("+")}
        names = [name.casefold() for name in self.names]
        return all(word in own or (len(word) > 1 and any(word in name for name in (*names, evidence))) for word in sought)


def group_rows(table: Table) -> list[GroupRow]:
    """Every group but all together, the smallest first."""
    return [_row(table, group) for group in table.groups(WORTH)]


def code_of(table: Table, group: int) -> str:
    return "+".join(party.code for party in table.parties if group & party.bit)


def _row(table: Table, group: int) -> GroupRow:
    code, names = code_of(table, group), table.named(WORTH, group)
    if value := table.stated.get((WORTH, group)):
        return GroupRow(code, names, "stated", value.amount, stated=value)
    if one := table.derived.get(group):
        parts = [f"{code_of(table, part)} {money(table.stated[WORTH, part].amount or 0, table.study.currency)}" for part in one.of]
        return GroupRow(code, names, "derived", one.value, " + ".join(parts))
    return GroupRow(code, names, "open", None)


def group_cells(table: Table, named: set):
    """The cells of a row for a file, in the order of `ip.forms.groups.HEADS`; `named`: persons whose names the reader may see."""
    currency = table.study.currency

    def cells(row: GroupRow) -> list:
        value, by = row.stated, row.stated.stated_by if row.stated else None
        return [
            row.code, " + ".join(row.names), summable(row.amount, currency) if value else None, value.evidence if value else "",
            summable(row.amount, currency) if row.state == "derived" else None, row.of,
            teller(by, named) if by else "", localdate(value.stated_at) if value else None,
        ]  # fmt: skip

    return cells


def teller(by, named: set) -> str:
    """Who stated something: the institution, and the person where the reader may see whom."""
    return joined([by.person.name if by.person_id in named else "", by.institution.name])
