"""An allocation study as its page shows it: rows of the picture and its table, verdicts in words, values and their sources."""
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from ip.models import StudyValue
from ip.rules.fair import Verdict
from ip.showing_groups import teller
from ip.studying import OF_GROUPS, USES, Option, Table
from ip.wording.fair import ToldVerdict, tell_verdict, tell_weighing
from ip.wording.parts import joined
from record.wording import money, percent

K = StudyValue.Kind
STRANDS = 5  # from the sixth party on the colours come again, lighter, from the eleventh lighter still
SOURCES = 12  # pieces of evidence named under a division; all of them stand beside their values


@dataclass(frozen=True)
class Row:
    """A division that could be computed. `told`: its verdict in words; `weighed`: how consistent its judgements were;
    `sources`: where its values come from; `alone` and `core`: (tone, word), of individual rationality and the core."""

    option: Option
    cells: list[dict]
    told: list[ToldVerdict]
    weighed: list[ToldVerdict]
    sources: list[str]
    alone: tuple[str, str]
    core: tuple[str, str]


@dataclass(frozen=True)
class Input:
    """Values of one sheet: how many of those needed are stated, and each with who stated it."""

    kind: StudyValue.Kind
    criterion: int  # the line of the one under which parties are compared; 0: none
    label: str
    needed: int
    lacking: int
    stated: int
    derived: int
    rows: list[dict]
    more: bool  # groups stand on a page of their own


@dataclass(frozen=True)
class Shown:
    table: Table
    named: set  # persons whose names the reader may see

    @property
    def heads(self) -> list[dict]:
        return [
            {"name": party.institution.name, "strand": (party.line - 1) % STRANDS + 1, "tint": (0, 2, 3)[(party.line - 1) // STRANDS]}
            for party in self.table.parties
        ]

    @cached_property
    def rows(self) -> list[Row]:
        _game, whole = self.table.judged_by
        return [self._row(option, whole) for option in self.table.options if option.exact is not None]

    def _row(self, option: Option, whole: bool) -> Row:
        told = tell_verdict(option.verdict, whole, self.table.names, self.table.study.currency)
        weighed = [tell_weighing(weighing, of) for of, weighing in option.weighings]
        sources = self._sources(option.method)
        return Row(option, self.cells(option), told, weighed, sources, _alone(option.verdict), _core(option.verdict, whole))

    @property
    def troubled(self) -> list[Row]:
        """Divisions against which something is to be said."""
        return [row for row in self.rows if any(one.mark != "ok" for one in row.told)]

    @property
    def weighed(self) -> list[Row]:
        """Divisions by judgements, which may contradict each other."""
        return [row for row in self.rows if row.weighed]

    @property
    def contradicted(self) -> list[str]:
        """What comparisons that contradict each other are about, in words; the ratio hardly depends on the method."""
        return [one.text for row in self.weighed[:1] for one in row.weighed if one.mark == "bad"]

    @property
    def peaceful(self) -> list[str]:
        """Names of the divisions that lie in the core."""
        return [row.option.label for row in self.rows if row.core[0] == "ok"]

    @property
    def missing(self) -> list[Option]:
        return [option for option in self.table.options if option.exact is None]

    @property
    def picture(self) -> list[dict]:
        return [{"label": row.option.label, "parts": row.cells, "text": _in_words(row)} for row in self.rows]

    @property
    def derivable(self) -> int:
        """How many groups there are besides all together."""
        return self.table.everybody - 1

    @property
    def inputs(self) -> list[Input]:
        return [self._input(of, label) for of, label in self.table.sheets.items()]

    def _sources(self, method: str) -> list[str]:
        """One line for each sheet that the method divides by: its label, the evidence, and who stated it."""
        sheets = self.table.sheets.items()
        return [self._source(of, label, method) for of, label in sheets if of.partition(".")[0] in USES[method]]

    def _source(self, of: str, label: str, method: str) -> str:
        alone = of == K.WORTH and method not in OF_GROUPS
        groups = [party.bit for party in self.table.parties] if alone else self.table.groups(of)
        found = [self.table.stated[of, group] for group in groups if (of, group) in self.table.stated]
        said = list(dict.fromkeys(f"{value.evidence} ({teller(value.stated_by, self.named)})" for value in found))
        if rest := len(said) - SOURCES:
            said = [*said[:SOURCES], _("… and %(count)d more") % {"count": rest}] if rest > 0 else said
        if derived := self.table.derived_for(method) if of == K.WORTH else 0:
            said.append(_("%(count)d of %(whole)d values derived") % {"count": derived, "whole": self.derivable})
        return _("%(of)s: %(text)s") % {"of": label, "text": "; ".join(said)}

    def cells(self, option: Option) -> list[dict]:
        """Each party's part: amount in minor units, share of the whole, colour; none where it could not be computed."""
        if option.cents is None:
            return []
        return [
            {**head, "label": head["name"], "part": option.cents[key], "amount": option.cents[key]}
            for key, head in zip(self.table.keys, self.heads, strict=True)
        ]

    def _input(self, of: str, label: str) -> Input:
        groups, typed = self.table.groups(of), self.table.typed(of)
        found = [self.table.stated[of, group] for group in typed if (of, group) in self.table.stated]
        kind, _dot, line = of.partition(".")
        lacking, derived = self.table.lacking(of), len(self.table.derived) if of == K.WORTH else 0
        rows = [self._stated(value) for value in found]
        return Input(K(kind), int(line or 0), label, len(groups), lacking, len(groups) - lacking, derived, rows, len(typed) < len(groups))

    def _stated(self, value: StudyValue) -> dict:
        names, by = self.table.named(value.sheet, value.group), value.stated_by
        return {
            "of": " : ".join(names) if value.kind in (K.JUDGEMENT, K.CRITERIA) else " + ".join(names),
            "value": _in_figures(value, self.table.study.currency),
            "by": teller(by, self.named),
            "evidence": value.evidence, "at": value.stated_at,
        }  # fmt: skip


def _in_figures(value: StudyValue, currency: str) -> str:
    """Money as money; a number with many digits (a weight) to five decimals, marked as rounded."""
    if value.amount is not None:
        return money(value.amount, currency)
    return value.number if len(value.number) <= 12 else f"≈ {Decimal(value.exact.numerator) / value.exact.denominator:.5f}"


def _alone(verdict: Verdict | None) -> tuple[str, str]:
    if verdict is None:
        return "", _("alone: not known")
    return ("ok", _("nobody better alone")) if verdict.rational else ("bad", _("somebody better alone"))


def _core(verdict: Verdict | None, whole: bool) -> tuple[str, str]:
    if verdict is None or not whole:
        return "", _("core: not known")
    return ("ok", _("in the core")) if verdict.in_core else ("bad", _("outside the core"))


def _in_words(row: Row) -> str:
    """A row of the picture for whoever does not see it."""
    whole = sum(cell["part"] for cell in row.cells) or 1
    return joined([row.option.label + ":", *(f"{cell['name']} {percent(cell['part'], whole)}" for cell in row.cells)])
