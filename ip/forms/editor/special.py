"""What some formulas have besides: caps, thresholds of payment, rules for persons, an index, what no source confirms."""
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.forms.editor.base import (
    Data,
    Part,
    all_parties,
    choice,
    day,
    listed,
    none_or,
    number,
    part,
    several,
    text,
    top_parties,
)  # fmt: skip
from ip.forms.editor.numbers import clean, clean_part, shown
from ip.forms.editor.places import whole
from ip.forms.editor.saying import place
from ip.forms.editor.steps import Step

OTHERS = "other_persons"
PARTED = "[;/|、；]"


class Cap(Part):
    plain = ("party", "per")
    numbers = ("amount",)
    clause = True

    def shape(self):
        times = [("life", _("over the life of the case")), ("year", _("in a year")), ("receipt", _("of each receipt"))]
        self.fields |= {
            "party": choice(_("Party"), none_or(all_parties(self.document))), "amount": number(_("Gets at most")),
            "per": choice(_("Counted"), times),
            "holds": choice(_("Holds for"), [("", _("the party")), ("each", _("each of its persons")),
                            ("everywhere", _("each of its persons, over all results")),
                            ("party_everywhere", _("the party, over all results"))]),
        }  # fmt: skip
        for key, name in all_parties(self.document):
            self.fields[f"to.{key}"] = number(_("What is above goes to %(name)s, %%") % {"name": name})

    def read(self, item: Mapping) -> Data:
        to = item.get("to")
        parts = {to: "100"} if isinstance(to, str) else part(item, "to")
        holds = {(True, True): "everywhere", (True, False): "each", (False, True): "party_everywhere"}.get(
            (bool(item.get("each")), bool(item.get("everywhere"))), "")  # fmt: skip
        return super().read(item) | {f"to.{key}": value for key, value in parts.items()} | {"holds": holds}

    def write(self) -> Data:
        item = super().write()
        parts = {key: clean_part(self.typed(f"to.{key}")) for key, _name in all_parties(self.document) if self.typed(f"to.{key}")}
        item["to"] = next(iter(parts)) if list(parts.values()) == ["100"] else parts
        holds = self.typed("holds")
        for name, there in (("each", holds in ("each", "everywhere")), ("everywhere", holds.endswith("everywhere"))):
            item.pop(name, None)
            item |= {name: True} if there else {}
        return item

    def field_of(self, word):
        if word in ("each", "everywhere"):
            return "holds"
        return next((name for name in self.fields if name.startswith("to.")), None) if word == "to" else super().field_of(word)


class Below(Part):
    plain = ("to", "counts")
    numbers = ("below",)
    several = ("parties",)
    clause = True

    def shape(self):
        named = top_parties(self.document)
        self.fields |= {
            "parties": several(_("These get nothing"), named), "below": number(_("While the net is below")),
            "counts": choice(_("Counted"), [("total", _("what the tiers count")), ("receipt", _("this receipt alone"))]),
            "to": choice(_("Their parts go to"), none_or(named)),
        }  # fmt: skip


class Least(Part):
    """A part of each receipt that a party gets whatever the tiers say."""

    plain = ("party", "from")
    numbers = ("percent",)
    clause = True

    def shape(self):
        named = top_parties(self.document)
        self.fields |= {
            "party": choice(_("Party"), none_or(named)), "percent": number(_("Gets no less of a receipt than, %")),
            "from": choice(_("What is missing comes from"), none_or(named)),
        }  # fmt: skip


class Entry(Part):
    """A line of the table of an index: a factor, or the thresholds as printed."""

    plain = ("from", "to")
    numbers = ("factor",)

    def shape(self):
        self.fields |= {
            "from": day(_("From")), "to": day(_("To")), "factor": number(_("Factor")),
            "thresholds": text(_("or the ends of the tiers"), help_text=_("As printed, one after the other: 72,500 145,000.")),
        }  # fmt: skip

    def read(self, item):
        ends = item.get("thresholds")
        return super().read(item) | {"thresholds": " ".join(str(end) for end in ends) if isinstance(ends, list) else ""}

    def write(self):
        item = super().write()
        item.pop("thresholds", None)
        if ends := [clean(end) for end in self._ends()]:
            item["thresholds"] = ends
        return item

    def _ends(self) -> list[str]:
        """What is typed, one by one: parted by signs, else by spaces; "72 500 145 000" are two ends of three tiers."""
        typed = self.typed("thresholds")
        if re.search(PARTED, typed):
            return [end for end in re.split(PARTED, typed) if end.strip()]
        words, needed = typed.split(), sum(1 for tier in listed(self.document, "tiers") if tier.get("to"))
        size, odd = divmod(len(words), needed or 1)
        ends = ["".join(words[at : at + size]) for at in range(0, len(words), size or 1)]
        grouped = rf"\D*[0-9]{{1,3}}(?:[0-9]{{3}}){{{size - 1}}}\D*"
        return ends if size > 1 and not odd and all(re.fullmatch(grouped, end) for end in ends) else words


class Doubt(Part):
    plain = ("at", "en", "zh")

    def shape(self):
        self.fields |= {
            "at": choice(_("Where"), none_or(doubtful(self.document, self.item.get("at", "")))),
            "en": text(_("What is not confirmed, in English"), most=1000), "zh": text(_("What is not confirmed, in Chinese"), most=1000),
        }  # fmt: skip


def doubtful(document: Mapping, kept: str) -> list[tuple[str, str]]:
    """Places that something can be said of; the one that stands there, too."""
    found = list(whole(document))
    names = {"tiers": _("all tiers"), "scope": _("whose total counts"), "parties": _("the parties")}
    found += [(name, label) for name, label in names.items() if name in document]
    return found if not kept or kept in dict(found) else [*found, (kept, place(document, kept))]


class Others(Part):
    """Words of the document itself: persons, paying out, the name of the index."""

    across = ("shares", "persons_section", "payout_section")
    groups = (
        (gettext_lazy("Persons"), ("shares", "leaves", "leaves_unit", "dies", "persons_section", "persons_en", "persons_zh")),
        (gettext_lazy("Paying out"), ("minimum", "payout_parties", "forfeited_after_years", "forfeited_to", "within", "within_unit",
                                      "payout_section", "payout_en", "payout_zh")),
        (gettext_lazy("An index of the thresholds"), ("index", "base_date")),
    )  # fmt: skip

    def shape(self):
        named = top_parties(self.document)
        lost = [(f"to:{key}", _("goes to %(name)s") % {"name": name}) for key, name in named]
        self.fields |= {
            "shares": choice(_("Persons share"), [("", _("as the share set says")), ("agreed", _("as they agreed")),
                             ("equal", _("in equal parts")), ("equal_unless_agreed", _("equally, unless they agreed otherwise"))]),
            "leaves": choice(_("The part of who leaves"), [("", _("nothing is said")), ("keeps", _("stays theirs")),
                             ("lost_to_others", _("goes to the other persons")), *lost]),
            "leaves_unit": choice(_("It counts for the unit of who left"), [("", _("as before")), ("lost", _("no more"))]),
            "dies": choice(_("The part of who dies"), [("", _("nothing is said")), ("heirs", _("goes to the heirs")),
                           ("lost_to_others", _("goes to the other persons")), *lost]),
            "persons_section": text(_("Section on persons"), most=80), "persons_en": text(_("What it says, in English"), most=1000),
            "persons_zh": text(_("What it says, in Chinese"), most=1000),
            "minimum": number(_("Paid only when so much is owed"), help_text=_("Less is carried forward.")),
            "payout_parties": several(_("This holds for"), named, help_text=_("None: for persons.")),
            "forfeited_after_years": number(_("Unclaimed for years, it is forfeited")),
            "forfeited_to": choice(_("and goes to"), none_or([(OTHERS, _("the other persons")), *named])),
            "within": number(_("Persons are paid within"), help_text=_("Counted from the receipt. Empty: as the law says.")),
            "within_unit": choice(_("Days or months"), [("days", _("days")), ("months", _("months"))]),
            "payout_section": text(_("Section on paying out"), most=80), "payout_en": text(_("What it says, in English"), most=1000),
            "payout_zh": text(_("What it says, in Chinese"), most=1000),
            "index": text(_("Name of the index"), most=200, help_text=_("Its lines stand below; empty where they are fixed.")),
            "base_date": day(_("Base date of the index")),
        }  # fmt: skip

    def read(self, item: Mapping) -> Data:
        persons, payout, index = part(item, "persons"), part(item, "payout"), part(item, "indexation")
        unit, within = next(iter(part(payout, "within").items()), ("days", ""))
        fates = {name: _fate(persons.get(name)) for name in ("leaves", "dies")}
        return {
            "shares": persons.get("shares", ""), "leaves_unit": "lost" if persons.get("leaves_unit") == "lost" else "", **fates,
            **_clause(persons, "persons"), "minimum": shown(payout.get("minimum", "")),
            "payout_parties": payout.get("parties", []), "forfeited_after_years": payout.get("forfeited_after_years", ""),
            "forfeited_to": payout.get("forfeited_to", ""), "within": within, "within_unit": unit,
            **_clause(payout, "payout"), "index": index.get("index", ""), "base_date": index.get("base_date", ""),
        }  # fmt: skip

    def write(self) -> Data:
        item = dict(self.item)
        persons = {"shares": self.typed("shares"), "leaves": _told(self.typed("leaves")),
                   "leaves_unit": self.typed("leaves_unit"), "dies": _told(self.typed("dies")),
                   "clause": self._clause("persons")}  # fmt: skip
        years, within = clean(self.typed("forfeited_after_years")), clean(self.typed("within"))
        payout = {"minimum": clean(self.typed("minimum")), "parties": self.all_typed("payout_parties"),
                  "forfeited_after_years": int(years) if years.isascii() and years.isdigit() else years,
                  "forfeited_to": self.typed("forfeited_to"), "within": {self.typed("within_unit"): within} if within else {},
                  "clause": self._clause("payout")}  # fmt: skip
        table = part(item, "indexation").get("table")
        index = {"index": self.typed("index"), "base_date": self.typed("base_date"), "table": table}
        for name, said in (("persons", persons), ("payout", payout), ("indexation", index)):
            item.pop(name, None)
            if filled := {key: value for key, value in said.items() if value}:
                item[name] = filled
        return item

    def _clause(self, name: str) -> Data:
        said = {"section": self.typed(f"{name}_section"), "en": self.typed(f"{name}_en"), "zh": self.typed(f"{name}_zh")}
        return {key: value for key, value in said.items() if value}

    def field_at(self, path):
        return "within" if path.startswith("payout.within") else super().field_at(path)

    def field_of(self, word):
        return {"persons": "shares", "payout": "minimum", "indexation": "index"}.get(word) or super().field_of(word)


def _fate(said) -> str:
    return f"to:{said.get('lost_to', '')}" if isinstance(said, dict) else said or ""


def _told(typed: str):
    return {"lost_to": typed.removeprefix("to:")} if typed.startswith("to:") else typed


def _clause(item: Mapping, name: str) -> Data:
    said = part(item, "clause")
    return {f"{name}_section": said.get("section", ""), f"{name}_en": said.get("en", ""), f"{name}_zh": said.get("zh", "")}


class SpecialStep(Step):
    key, label = "special", gettext_lazy("Special rules")
    hint = gettext_lazy("Only what the source has; most formulas have none of it.")
    Head = Others
    lists = {
        "table": (gettext_lazy("Lines of the index"), Entry, [("entry", gettext_lazy("Add a line"))], ""),
        "caps": (gettext_lazy("The most that a party gets"), Cap, [("cap", gettext_lazy("Add a cap"))], ""),
        "nothing_below": (gettext_lazy("Nothing below an amount"), Below, [("below", gettext_lazy("Add a threshold"))], ""),
        "at_least": (gettext_lazy("The least that a party gets"), Least, [("least", gettext_lazy("Add a least part"))], ""),
        "unconfirmed": (gettext_lazy("What no source confirms"), Doubt, [("doubt", gettext_lazy("Add a doubt"))], ""),
    }  # fmt: skip

    def items(self, name):
        return listed(part(self.document, "indexation"), "table") if name == "table" else super().items(name)

    def keep(self, document, name, items):
        if name != "table":
            return super().keep(document, name, items)
        index = {key: value for key, value in part(document, "indexation").items() if key != "table"} | ({"table": items} if items else {})
        document.pop("indexation", None)
        if index:
            document["indexation"] = index

    def at(self, path, said):
        return super().at(path.replace("indexation.table[", "table[", 1), said)
