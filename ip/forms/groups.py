"""A table of what groups of parties have by themselves: one line each, with its evidence; what is wrong is named by its line."""
import re
import unicodedata
from functools import reduce
from operator import or_

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ip.models import StudyParty, StudyValue, Unstated
from ip.studying import Table
from record.amounts import read_amount
from record.lists import FilterForm, any_of
from record.pages import ActionForm
from record.tables import Line, read_file, read_text

WORTH, NAMED = StudyValue.Kind.WORTH, 20  # so many lines in which the same is wrong are named
GROUP, VALUE, EVIDENCE = gettext_lazy("Group"), gettext_lazy("Value"), gettext_lazy("Evidence")
PARTIES = gettext_lazy("Parties")
UNREAD = (gettext_lazy("Derived value"), gettext_lazy("Made of"), gettext_lazy("Stated by"), gettext_lazy("Day stated"))
READ = ("group", "parties", "value", "evidence")
HALF_AN_AMOUNT = re.compile(r"\d{3}(\.\d+)?")  # what is left of 1,200.00 where a comma parts the cells
ESCAPED = re.compile(r"^'(?=[=+\-@])")  # as a download writes what a spreadsheet would take for a formula
HEADS = (GROUP, PARTIES, VALUE, EVIDENCE, *UNREAD)  # of the table that is downloaded, filled in and sent back


class GroupsForm(ActionForm):
    """`values` and `evidences`, by group, of lines that differ from what stands."""

    file = forms.FileField(label=gettext_lazy("CSV or Excel file"), required=False,
                           widget=forms.FileInput({"accept": ".csv,.txt,.xlsx"}))  # fmt: skip
    lines = forms.CharField(
        label=gettext_lazy("Or lines, pasted"), required=False, max_length=1_000_000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "placeholder": "A+B\t120000.00\tOffer of 3 March"}),
        help_text=gettext_lazy("One group a line: group, value, evidence, parted by tabs, semicolons or commas."))  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("Evidence for lines that name none"), max_length=300, required=False,
        help_text=gettext_lazy("A document, a quotation, an own estimate: others read it beside the values."))  # fmt: skip

    def __init__(self, *args, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        for one_of_two in ("file", "lines"):
            self.fields[one_of_two].asked = True
        self.values: dict[int, int] = {}
        self.evidences: dict[int, str] = {}

    def clean(self):
        said = super().clean()
        file, lines = said.get("file"), said.get("lines") or ""
        if self.errors:
            return said
        if bool(file) == bool(lines):
            raise ValidationError(_("Choose a file or paste lines, one of the two."))
        field = "file" if file else "lines"
        try:
            self._read(read_file(file) if file else read_text(lines))
        except ValidationError as error:
            self.add_error(field, error)
        else:
            if not self.values:
                self.add_error(field, _("No line states a value that does not stand already."))
        return said

    def _read(self, lines: list[Line]) -> None:
        heads, lines = _headed(lines)
        stood: dict[int, int] = {}
        wrong: dict[str, list[int]] = {}  # by what is wrong, the lines
        for number, cells in lines:
            try:
                if any(cells[len(heads):]):
                    raise ValidationError(_("more cells than columns"))
                group = self._line(dict(zip(heads, cells, strict=False)))
                if group and group in stood:
                    raise ValidationError(_("this group stands in line %(line)d, too") % {"line": stood[group]})
                stood |= {group: number} if group else {}
            except ValidationError as error:
                wrong.setdefault(" ".join(error.messages), []).append(number)
        if wrong:
            raise ValidationError([_at_lines(numbers, why) for why, numbers in wrong.items()])

    def _line(self, given: dict[str, str]) -> int:
        """Keeps what a line says anew; gives its group, or nothing where it says no value."""
        if not given.get("value"):
            return 0
        group = self._group(given.get("group") or given.get("parties") or "")
        value, evidence = read_amount(given["value"], self.table.study.currency), ESCAPED.sub("", given.get("evidence") or "")
        stands = self.table.stated.get((WORTH, group))
        if stands and stands.amount == value and evidence in ("", stands.evidence):
            return group
        if HALF_AN_AMOUNT.fullmatch(evidence):
            raise ValidationError(_("an amount with commas stands in quotes, or its cells are parted by tabs"))
        if len(evidence) > 300:
            raise ValidationError(_("the evidence has more than 300 characters"))
        if not evidence and not self.cleaned_data.get("evidence"):
            raise ValidationError(_("no evidence, here or for all lines"))
        self.values[group] = value
        self.evidences |= {group: evidence} if evidence else {}
        return group

    def _group(self, text: str) -> int:
        names = [name for name in (_plain(part) for part in unicodedata.normalize("NFKC", text).split("+")) if name]
        if not names:
            raise ValidationError(_("no group"))
        bits = [self._bit(name) for name in names]
        if len(set(bits)) < len(bits):
            raise ValidationError(_("a party stands here twice"))
        if (group := reduce(or_, bits)) == self.table.everybody:
            raise ValidationError(_("all parties together have the amount to divide, which is stated by the study"))
        return group

    def _bit(self, name: str) -> int:
        found = [party.bit for party in self.table.parties if name in _names(party)]
        if len(found) != 1:
            raise ValidationError(_("“%(name)s” is no party of the study") % {"name": name})
        return found[0]


def _headed(lines: list[Line]) -> tuple[list[str], list[Line]]:
    """What each column is, and the lines below the heads; without heads group, value and evidence."""
    plain = ["group", "value", "evidence"]
    if not lines:
        return plain, lines
    number, first = lines[0]
    heads = [_known().get(_plain(cell), "") for cell in first]
    if "value" not in heads:
        if len([cell for cell in first if cell]) > len(plain):
            raise ValidationError(_at(number, _("more than group, value and evidence, without heads")))
        return plain, lines
    if unknown := next((cell for cell, head in zip(first, heads, strict=True) if cell and not head), None):
        raise ValidationError(_at(number, _("there is no column “%(name)s”") % {"name": unknown}))
    if twice := next((cell for cell, head in zip(first, heads, strict=True) if head in READ and heads.count(head) > 1), None):
        raise ValidationError(_at(number, _("the column “%(name)s” stands twice") % {"name": twice}))
    return heads, lines[1:]


def _at(number: int, why: str) -> str:
    return _("Line %(line)d: %(why)s") % {"line": number, "why": why}


def _at_lines(numbers: list[int], why: str) -> str:
    """The lines in which the same is wrong, the first ones by their numbers."""
    if len(numbers) == 1:
        return _at(numbers[0], why)
    lines, rest = ", ".join(map(str, numbers[:NAMED])), len(numbers) - NAMED
    if rest <= 0:
        return _("Lines %(lines)s: %(why)s") % {"lines": lines, "why": why}
    return _("Lines %(lines)s and %(count)d more: %(why)s") % {"lines": lines, "count": rest, "why": why}


def _known() -> dict[str, str]:
    """What heads are read as, in either language."""
    found = {}
    for language in ("en", "zh-hans"):
        with override(language):
            found |= {_plain(str(GROUP)): "group", _plain(str(VALUE)): "value", _plain(str(EVIDENCE)): "evidence"}
            found |= {_plain(str(PARTIES)): "parties"} | {_plain(str(head)): "unread" for head in UNREAD}
    return found


def _names(party: StudyParty) -> set[str]:
    institution = party.institution
    return {_plain(name) for name in (party.code, institution.name_en, institution.name_zh) if name}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


class UnstatedForm(ActionForm):
    rule = forms.ChoiceField(label=gettext_lazy("A group whose worth nobody stated counts as"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].asked = True
        self.fields["rule"].choices = [("", gettext_lazy("not known: what needs it is not computed")), *Unstated.choices]


class GroupFilter(FilterForm):
    seeks = gettext_lazy("A+B, a name, evidence")
    state = forms.ChoiceField(label=gettext_lazy("Value"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        states = [("stated", gettext_lazy("stated")), ("derived", gettext_lazy("derived")), ("open", gettext_lazy("not stated"))]
        self.fields["state"].choices = any_of(states)

    def narrow(self, rows, said):
        sought = [_plain(part) for part in said.get("q", "").split("+") if part.strip()]
        return [row for row in rows if said.get("state") in ("", None, row.state) and row.answers(sought)]
