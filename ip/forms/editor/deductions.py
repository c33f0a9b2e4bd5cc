"""What is taken off before the net is shared, in the order of the source; each kind asks only for its own words."""
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import (
    Data,
    Part,
    called,
    choice,
    flag,
    keys_of,
    listed,
    none_or,
    number,
    several,
    text,
    top_parties,
    with_keys,
)
from ip.forms.editor.numbers import shown
from ip.forms.editor.steps import Step

PERCENT, CHOSEN, COSTS, AMOUNT, RESERVE, STATUTORY = "percent", "chosen", "cost_recovery", "amount", "reserve", "statutory"
ADDS = [
    (PERCENT, gettext_lazy("A percentage")), (COSTS, gettext_lazy("Costs to recover")),
    (AMOUNT, gettext_lazy("A fixed amount or advance")), (CHOSEN, gettext_lazy("A percentage chosen each time")),
    (RESERVE, gettext_lazy("An amount chosen each time")), (STATUTORY, gettext_lazy("What a law grants of the gross")),
]  # fmt: skip
KINDS = dict(ADDS)
LESS, BY = "gross_less", "taken_by"
NUMBERS = ("percent", "max", "at_most", "above", "up_to", "least", "limit", "amount")
FLAGS = ("each", "credited", "third_party")


def kind_of(item: Mapping) -> str:
    """What a row is, by the words of the format."""
    if item.get("optional"):
        return CHOSEN if item.get("kind") == PERCENT else RESERVE
    return item.get("kind") if item.get("kind") in KINDS else PERCENT  # type: ignore[return-value]  # one of KINDS


class Deduction(Part):
    words = ("name",)
    clause = True

    @property
    def kind(self) -> str:
        return kind_of(self.item)

    def shape(self):
        self.title = KINDS[self.kind]
        names = {"name_en": text(_("Name in English"), most=200), "name_zh": text(_("Name in Chinese"), most=200)}
        self.fields |= names | SHAPES[self.kind](self)

    def above(self) -> list[tuple[str, str]]:
        """The deductions that stand before this one."""
        index = int(self.prefix.rsplit("-", 1)[1])
        rows = listed(self.document, "deductions")[:index]
        return [(row["key"], called(row, n)) for n, row in enumerate(rows, 1) if row.get("key")]

    def read(self, item: Mapping) -> Data:
        of = item.get("of")
        word = next(iter(of), LESS) if isinstance(of, dict) else of or "gross"
        based = {"of": word, "less": of.get(word, []) if isinstance(of, dict) else []}
        same = {name: shown(item.get(name, "")) for name in (*NUMBERS, "pool", "per", "payee", "law")}
        return super().read(item) | same | based | {name: item.get(name) for name in FLAGS}

    def write(self) -> Data:
        item = super().write()
        self.plain = tuple(name for name in ("per", "payee", "law", "pool") if name in self.fields)
        self.numbers = tuple(name for name in NUMBERS if name in self.fields)
        self.flags = tuple(name for name in FLAGS if name in self.fields)
        item = super().write()
        counted = {PERCENT: ("above", "up_to", "limit"), CHOSEN: ("limit",), COSTS: ("limit",)}.get(self.kind, ("per",))
        if not any(name in item for name in counted):
            item.pop("per", None)
        if "of" in self.fields:
            of = self.typed("of")
            item["of"] = {of: self.all_typed("less")} if of in (LESS, BY) else of or "gross"
        return item


def _of(form: Deduction) -> dict:
    bases = [("gross", _("the receipt")), ("remaining", _("what is left")), (LESS, _("the receipt less some deductions above")),
             (BY, _("what some deductions above take: a surcharge on costs"))]
    fields = {"of": choice(_("Of"), bases)}
    if above := form.above():
        told = _("Only where it is of the receipt less some deductions, or of what they take.")
        fields["less"] = several(_("These deductions"), above, help_text=told)
    return fields


def _payee(form: Deduction, label) -> dict:
    return {"payee": choice(label, none_or(top_parties(form.document), _("the institution keeps it apart")))}


def times() -> list[tuple[str, str]]:
    return [("life", _("over the life of the case")), ("year", _("in a year")), ("receipt", _("of each receipt"))]


def _limit() -> dict:
    limit = number(_("At most, as an amount"), help_text=_("Empty: without such a limit."))
    return {"limit": limit, "per": choice(_("Counted"), times())}


def _percent(form: Deduction) -> dict:
    return {
        "percent": number(_("Percent")), **_of(form), **_payee(form, _("Goes to")),
        "above": number(_("Only of gross income above"),
                        help_text=_("Empty: from the first on. A fee that slides has a row for each step.")),
        "up_to": number(_("and up to"), help_text=_("Empty: without end.")),
        "least": number(_("At least, as an amount"), help_text=_("Of each receipt, as far as the money reaches.")), **_limit(),
        "third_party": flag(_("owed to others by contract: every party’s part shrinks in proportion")),
    }  # fmt: skip


def _chosen(form: Deduction) -> dict:
    return {"max": number(_("At most, %"), help_text=_("Empty: up to all of it.")), **_of(form), **_payee(form, _("Goes to")), **_limit()}


def _costs(form: Deduction) -> dict:
    return {
        "at_most": number(_("At most, % of a receipt"), help_text=_("Empty: as far as the money reaches. The rest is carried forward.")),
        "above": number(_("Only from what the case has brought above"),
                        help_text=_("An amount of the gross total; empty: from the first on.")),
        **_limit(),
        "pool": text(_("Pool of its own"), most=80, help_text=_("A word where these costs are counted apart from others. A fund that is "
                     "kept at a height is one, too: record its height as a cost, later what is spent from it.")),
    }  # fmt: skip


def _amount(form: Deduction) -> dict:
    times = [("life", _("once in the life of the case")), ("year", _("once a year")), ("receipt", _("of each receipt"))]
    return {
        "amount": number(_("Amount"), help_text=_("Of the first gross money; for each person, of what is left here.")),
        "per": choice(_("Taken"), times), **_payee(form, _("Goes to")),
        "each": flag(_("for each person of the party that it goes to: all get as much, as far as the money reaches")),
        "credited": flag(_("an advance: it stays in the net and counts against the payee’s share")),
    }  # fmt: skip


def _reserve(form: Deduction) -> dict:
    return {}


def _statutory(form: Deduction) -> dict:
    return {"percent": number(_("Percent of the gross")), **_payee(form, _("Goes to")), "law": text(_("Article of the law"), most=400)}


SHAPES = {PERCENT: _percent, CHOSEN: _chosen, COSTS: _costs, AMOUNT: _amount, RESERVE: _reserve, STATUTORY: _statutory}


def fresh(kind: str) -> Data:
    """A row of a kind that was just added."""
    optional = {"optional": True} if kind in (CHOSEN, RESERVE) else {}
    return {"kind": {CHOSEN: PERCENT, RESERVE: AMOUNT}.get(kind, kind if kind in KINDS else PERCENT)} | optional


def keyed(document: Mapping, items: list) -> list:
    return with_keys(items, {item.get("key", "") for item in items} | keys_of(document, "parties"), "step")


class DeductionsStep(Step):
    key, label = "deductions", gettext_lazy("Deductions")
    hint = gettext_lazy("In the order of the source, each on what those before it left. None, where the source shares the gross.")
    lists = {"deductions": (gettext_lazy("Taken off first"), Deduction, ADDS, "")}

    def keep(self, document, name, items):
        document["deductions"] = items

    def new(self, name, kind):
        return fresh(kind)

    def finished(self, document, name, items):
        return keyed(document, items)
