"""Who gets something: parties in the order that breaks ties, and those that divide the part of another one."""
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ip.forms.editor.base import Data, Part, called, choice, keys_of, listed, none_or, number, text, top_parties, with_keys
from ip.forms.editor.steps import Step

UNITS = [
    ("own", gettext_lazy("each person’s own unit")), ("top", gettext_lazy("the school or college at the top of the tree")),
    ("second", gettext_lazy("the department below it")),
]  # fmt: skip
WHOSE = [
    ("", gettext_lazy("no: one account")), ("on", gettext_lazy("the persons who made the result, by the shares that they signed")),
    ("group", gettext_lazy("another group of persons, by shares of their own that they sign")),
]  # fmt: skip


class Party(Part):
    """One row. `of` is the row whose part it divides, `percent` how much of that."""

    words = ("name",)
    numbers = ("percent",)
    plain = ("of", "units", "no_unit_to")
    clause = True

    def shape(self):
        rows = flat(listed(self.document, "parties"))
        own = int(self.prefix.split("-")[1]) + 1
        others = [n for n in range(1, len(rows) + 1) if n != own]
        names = {str(n): row.get("name", {}) for n, row in enumerate(rows, 1)}
        self.fields |= {
            "name_en": text(_("Name in English"), most=200), "name_zh": text(_("Name in Chinese"), most=200),
            "persons": choice(_("Divided among persons"), WHOSE),
            "units": choice(_("Divided among the inventors’ units"), none_or(UNITS, _("no: one line"))),
            "no_unit_to": choice(_("A part without a unit goes to"), none_or(top_parties(self.document), _("stays here"))),
            "of": choice(_("Divides the part of"), none_or([(str(n), _row(n, names)) for n in others],
                                                           _("nobody: it has its own share in each tier"))),
            "percent": number(_("How much of it, %")),
        }  # fmt: skip


    def read(self, item):
        whose = item.get("persons")
        return super().read(item) | {"persons": "group" if isinstance(whose, str) else "on" if whose else ""}

    def write(self):
        """A group keeps its key, by which share sets name it; a new one gets that of its party (`finished`)."""
        item = super().write()
        known = item.pop("persons", None)
        said = {"on": True, "group": known if isinstance(known, str) else ""}.get(self.typed("persons"))
        return item if said is None else item | {"persons": said}


def _row(number: int, names: Mapping) -> str:
    return _("row %(number)s, %(name)s") % {"number": number, "name": called({"name": names.get(str(number))}, number)}


def flat(items: list, of: str = "") -> list[Data]:
    """The tree of parties as rows, each naming the row above it."""
    rows: list[Data] = []
    _lay(items, of, rows)
    return rows


def _lay(items: list, of: str, rows: list) -> None:
    for item in items:
        rows.append({key: value for key, value in item.items() if key != "split"} | ({"of": of} if of else {}))
        _lay(listed(item, "split"), str(len(rows)), rows)


def tree(rows: list[Data]) -> list[Data]:
    """The rows as a tree. A row that names itself, or one that comes to itself again, stands on its own."""
    items = [{key: value for key, value in row.items() if key != "of"} for row in rows]
    top = []
    for index in range(len(rows)):
        above = _above(rows, index)
        if above is None:
            items[index].pop("percent", None)
            top.append(items[index])
        else:
            items[above].setdefault("split", []).append(items[index])
    return top


def _above(rows: list[Data], index: int) -> int | None:
    seen, at = {index}, index
    while of := rows[at].get("of"):
        at = int(of) - 1 if of.isascii() and of.isdigit() else -1
        if at in seen or not 0 <= at < len(rows):
            return None
        seen.add(at)
    of = rows[index].get("of")
    return int(of) - 1 if of else None


class PartiesStep(Step):
    key, label = "parties", pgettext_lazy("sharing policy", "Parties")
    hint = gettext_lazy("In the order of the source: rounding goes by it. The part of a party can be divided again, to any depth.")
    lists = {"parties": (label, Party, [("party", pgettext_lazy("sharing policy", "Add a party"))], "")}
    begun = ("parties",)

    def items(self, name):
        return flat(listed(self.document, "parties"))

    def keep(self, document, name, items):
        document["parties"] = tree(items)

    def change(self, document, what, name, at):
        """Rows are named by their number: what is moved or removed takes those that name it along."""
        rows = flat(listed(document, "parties"))
        marks = [object() for _row_ in rows]
        above = [marks[int(row["of"]) - 1] if row.get("of") else None for row in rows]
        pairs = list(zip(rows, marks, above, strict=True))
        if what == "add":
            pairs.append(({}, object(), None))
        elif at.isdigit() and int(at) < len(pairs):
            pair = pairs.pop(int(at))
            if what == "up":
                pairs.insert(max(0, int(at) - 1), pair)
        place = {mark: str(n) for n, (_row_, mark, _up) in enumerate(pairs, 1)}
        items = [{key: v for key, v in row.items() if key != "of"} | ({"of": place[up]} if up in place else {}) for row, _m, up in pairs]
        self.keep(document, name, self.finished(document, name, items))
        return document

    def finished(self, document, name, items):
        rows = with_keys(items, {item.get("key", "") for item in items} | keys_of(document, "deductions"), "party")
        return [row | {"persons": row.get("key", "")} if row.get("persons") == "" else row for row in rows]

    def at(self, path, said):
        """A place in the tree is a row: the n-th in the order in which they are laid out."""
        numbers = [int(n) for n in re.findall(r"(?:parties|split)\[(\d+)\]", path)]
        if not path.startswith("parties["):
            return super().at(path, said)
        items, row, found = listed(self.document, "parties"), -1, -1
        for number_ in numbers:
            if number_ >= len(items):
                break
            row += 1 + sum(len(flat([item])) for item in items[:number_])
            found, items = row, listed(items[number_], "split")
        form = self.rows[0].forms[found]
        last = path.rsplit(".", 1)[-1].split("[")[0]
        form.say(form.field_of(last) or "name_en", said)
        return True
