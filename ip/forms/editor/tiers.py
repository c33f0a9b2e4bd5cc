"""How the net is shared: whose total counts, over which time, and the shares of each tier, which sum to the whole."""
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import Data, Part, choice, number, part, text, top_parties
from ip.forms.editor.numbers import clean_part
from ip.forms.editor.steps import Step
from ip.rules import Refused, exact
from ip.wording import share


class Counting(Part):
    plain = ("scope", "period", "tiering", "counts", "year_begins")

    def shape(self):
        self.fields |= {
            "scope": choice(_("Whose total the tiers count"), scopes()),
            "period": choice(_("Over which time"), periods()),
            "tiering": choice(_("What a tier shares"), tierings()),
            "counts": choice(_("What the ends of the tiers count"), counted()),
            "year_begins": text(_("First day of a year"), most=5, help_text=_("MM-DD, such as 07-01; empty: 1 January.")),
        }

    def write(self):
        item = super().write()
        for name, usual in (("period", "life"), ("tiering", "marginal"), ("counts", "net")):
            if item.get(name) == usual:
                item.pop(name)
        return item


def scopes():
    return [
        ("flat", _("none: one tier for any amount")), ("asset", _("the asset’s")), ("licence", _("the licence’s")),
        ("case", _("the case’s: all deals of the asset")), ("person", _("each person’s own part")),
        ("institution", _("the institution’s")),
    ]  # fmt: skip


def periods():
    return [("life", _("life-to-date")), ("year", _("within a year")), ("receipt", _("each receipt begins at zero"))]


def tierings():
    return [
        ("marginal", _("its own part of the money (marginal)")),
        ("slab", _("the whole receipt, once the total has reached it")),
        ("slab_whole", _("the whole total: each party gets what it is behind")),
    ]  # fmt: skip


def counted():
    return [
        ("net", _("the net, after deductions")),
        ("gross", _("gross income: each tier shares as much of the net as of the receipt lies in it")),
    ]


class Tier(Part):
    """One tier: up to where, and the percentage of each party that the tiers share among."""

    numbers = ("to",)
    clause = True
    sums = True

    def shape(self):
        self.fields["to"] = number(_("Up to"), help_text=_("Empty: open, the last one."))
        for key, name in top_parties(self.document):
            self.fields[f"share.{key}"] = number(_("%(name)s, %%") % {"name": name})
        self.fields["printed"] = text(_("Figures as printed"), help_text=_("Where the source rounds them: 26.67 / 26.67 / 26.67 / 20."))

    @property
    def stated(self) -> Data:
        """Typed percentages by party, as they stand in the document."""
        return part(self.item, "shares")

    @property
    def sum(self) -> str:
        """What the percentages make, in words, also while they are not complete; "" while none is typed."""
        if not self.stated:
            return ""
        total = Fraction(0)
        for value in self.stated.values():
            try:
                total += exact(value, "")
            except Refused:
                return ""
        if total == 100:
            return ""
        said = {"sum": share(total / 100) if total != 100 else "", "rest": share(abs(100 - total) / 100)}
        return _("%(sum)s, %(rest)s is missing") % said if total < 100 else _("%(sum)s, %(rest)s too much") % said

    def read(self, item: Mapping) -> Data:
        printed = part(item, "printed")
        keys = [key for key, _name in top_parties(self.document)]
        return super().read(item) | {f"share.{key}": value for key, value in part(item, "shares").items()} | {
            "printed": " / ".join(printed.get(key, "") for key in keys) if printed else ""}  # fmt: skip

    def write(self) -> Data:
        item = super().write()
        keys = [key for key, _name in top_parties(self.document)]
        item["shares"] = {key: clean_part(self.typed(f"share.{key}")) for key in keys if self.typed(f"share.{key}")}
        printed = [figure.strip() for figure in self.typed("printed").split("/")]
        others = {key: figure for key, figure in part(item, "printed").items() if key not in keys}
        said = {key: figure for key, figure in zip(keys, printed, strict=False) if figure} | others
        item.pop("printed", None)
        return item | ({"printed": said} if said else {})

    def field_of(self, word):
        if word in ("shares", "from"):
            return "to" if word == "from" else next((name for name in self.fields if name.startswith("share.")), None)
        return super().field_of(word)


def chained(items: list) -> list:
    """A tier begins where the one before it ends."""
    before = "0"
    for item in items:
        item["from"] = before
        before = item.get("to", "0")  # where an end is missing the library says so, at that tier
    return items


class TiersStep(Step):
    key, label = "tiers", gettext_lazy("Tiers and shares")
    hint = gettext_lazy("Shares in percent, exact: 33.34, or 100/3 for a third. They sum to exactly 100 in each tier.")
    Head = Counting
    lists = {"tiers": (gettext_lazy("Tiers"), Tier, [("tier", gettext_lazy("Add a tier"))], "")}
    begun = ("tiers",)

    def keep(self, document, name, items):
        document["tiers"] = items

    def finished(self, document, name, items):
        return chained(items)

    def at(self, path, said):
        """A party that gets nothing is shown where it would get its part: in the last tier."""
        row = path.removeprefix("parties[").removesuffix("]")
        parties, tiers = top_parties(self.document), self.rows[0].forms
        if path.startswith("parties[") and row.isdigit() and int(row) < len(parties) and tiers:
            tiers[-1].say(f"share.{parties[int(row)][0]}", said)
            return True
        return super().at(path, said)
