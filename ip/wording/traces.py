"""A computation step by step: who gets what, and why. One sentence for each code of a step of ip.rules."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ip.rules import Origin, exact
from ip.wording import moves
from ip.wording.origins import origin_said
from ip.wording.parts import at_least, in_words, joined, layer, most, share
from record.wording import day, money


@dataclass(frozen=True)
class Told:
    """One step as people read it; `amount` in minor units. `of` is the party whose share a person divides."""

    code: str
    key: str
    label: str
    why: str
    amount: int
    extra: int = 0
    of: str = ""
    section: str = ""
    clause: str = ""  # what the source says there, in our words
    doubts: list[str] = field(default_factory=list)  # what no source confirms about it


@dataclass(frozen=True)
class Reader:
    """What the sentences need besides their step."""

    currency: str
    names: Mapping[str, str]
    signed: Mapping[str, date]
    parties: Mapping[str, str]
    tiers: list
    grants: list  # deductions whose money goes to a party
    moves: list  # what thresholds, credits and caps moved between parties

    def money(self, minor) -> str:
        return money(minor, self.currency)


def tell(trace, *, names=None, signed=None, currency: str = "") -> list[Told]:
    """Every step of a stored or fresh trace. `names`: words for keys that are uids; `signed`: the day on which a person
    signed their share. The trace of a settlement does not know its `currency`."""
    steps = trace["steps"]
    parties = {step["key"]: in_words(step["name"]) for step in steps if step["code"] in ("party", "split")}
    tiers = [step for step in steps if step["code"] == "tier"]
    grants = [step for step in steps if step.get("payee") and not step.get("credited")]
    currency = currency or trace["inputs"]["currency"]
    reader = Reader(currency, names or {}, signed or {}, parties, tiers, grants, [s for s in steps if s["code"] in moves.SENTENCES])
    return [_told(step, reader) for step in steps]


def _told(step, reader: Reader) -> Told:
    label, why = SENTENCES[step["code"]](step, reader)
    clause = step.get("clause", {})
    doubts = [in_words(doubt) for doubt in step.get("unconfirmed", ())]
    why = joined([why, _rounding(step, reader), clause.get("section", "")])
    return Told(
        step["code"], step.get("key", step.get("party", step["code"])), label, why, step["amount"], step.get("extra", 0), step.get("of", "")
        if step["code"] == "person" else "", clause.get("section", ""), in_words(clause), doubts,
    )  # fmt: skip


def _rounding(step, reader: Reader) -> str:
    extra = step.get("extra", 0)
    if not extra:
        return ""
    unit = {"unit": reader.money(1)}
    return _("rounded up to the full %(unit)s") % unit if extra > 0 else _("rounded down to the full %(unit)s") % unit


def _received(step, reader):
    return _("Received"), _formula(step["formula"]) if "formula" in step else ""


def _formula(facts) -> str:
    """Which of several formulas shares it, and what of its origin decided that."""
    origin = Origin.read(facts["known"])
    own = {name: (in_words(called), {str(origin.says(name)): in_words(word)}) for name, (called, word) in facts.get("names", {}).items()}
    known = origin_said(((name, [str(origin.says(name))]) for name in facts["asks"] if origin.says(name) is not None), own)
    if not facts["key"]:
        return _("shared by the formula itself: none of the others is for it (%(known)s)") % {"known": known}
    return _("shared by the formula “%(name)s” (%(known)s)") % {"name": in_words(facts["name"]), "known": known}


def _percent(step, reader):
    said = {"percent": share(exact(step["percent"]) / 100)}
    if "above" in step or "up_to" in step:
        above, up_to = (reader.money(step[word]) if word in step else "" for word in ("above", "up_to"))
        of = layer(above, up_to, step["per"])
        why = joined([_("%(percent)s of %(base)s") % {**said, "base": reader.money(int(exact(step["base"])))}, of])
    elif step["of"] == "gross":
        why = _("%(percent)s of the receipt") % said
    elif step["of"] == "gross_less":
        why = _("%(percent)s of %(base)s, the receipt less what is named") % {**said, "base": reader.money(int(exact(step["base"])))}
    elif step["of"] == "taken_by":
        why = _("%(percent)s of %(base)s, which was taken by what is named") % {**said, "base": reader.money(int(exact(step["base"])))}
    else:
        why = _("%(percent)s of what was left") % said
    least = at_least(reader.money(step["least"])) if exact(step["exact"]) == step.get("least") else ""
    limit = most(reader.money(step["limit"]), step["per"]) if "limit" in step else ""
    chosen = _("chosen for this receipt") if step["chosen"] else ""
    return in_words(step["name"]), joined([why, least, limit, chosen, _payee(step, reader)])


def _payee(step, reader) -> str:
    return _("goes to: %(party)s") % {"party": reader.parties.get(step["payee"], step["payee"])} if "payee" in step else ""


def _statutory(step, reader):
    label, why = _percent(step, reader)
    return label, joined([why, _("granted by %(law)s before the formula, no cost is taken off") % {"law": step["law"]}])


def _third_party(step, reader):
    label, why = _percent(step, reader)
    return label, joined([why, _("owed to others by contract; every party’s part shrinks in proportion")])


def _fixed(step, reader):
    said = {"limit": reader.money(step["limit"]), "due": reader.money(step["due"])}
    if "persons" in step:
        why = _for_each(step, said)
    elif step["per"] == "receipt":
        why = _("%(limit)s of each receipt") % said
    elif step["due"]:
        why = _("%(due)s of this receipt lie within the first %(limit)s") % said
    else:
        why = _("the first %(limit)s have come in before") % said
    credited = _("counts against the share of the net") if step.get("credited") else ""
    return in_words(step["name"]), joined([why, _payee(step, reader), credited])


def _for_each(step, said) -> str:
    """An amount for each person: how much of it was still due."""
    if not step["persons"]:
        return _("%(limit)s for each person; there is none") % said
    if not step["due"]:
        return _("%(limit)s for each person, which all have got before") % said
    return {
        "life": _("%(limit)s for each person, once; %(due)s were still due"),
        "year": _("%(limit)s for each person in a year; %(due)s were still due"),
        "receipt": _("%(limit)s of each receipt for each person, %(due)s in all"),
    }[step["per"]] % said


def _costs(step, reader):
    before, left = exact(step["pool_before"]), exact(step["pool_after"])
    said = {"open": reader.money(int(before)), "left": reader.money(int(left)), "percent": share(exact(step["at_most"]) / 100)}
    if not before:
        why = _("no costs were open")
    elif not left:
        why = _("all open costs, %(open)s") % said
    elif exact(step["at_most"]) < 100:
        why = _("of %(open)s open costs, at most %(percent)s of a receipt; %(left)s stay open") % said
    else:
        why = _("of %(open)s open costs; %(left)s stay open") % said
    limit = most(reader.money(step["limit"]), step["per"]) if "limit" in step and before else ""
    return in_words(step["name"]), joined([why, limit])


def _amount(step, reader):
    return in_words(step["name"]), _("set aside for this receipt")


def _net(step, reader):
    return _("Net"), _("what is left to share")


def _tier(step, reader):
    said = {"number": step["number"], "of": step["of"], "from": reader.money(step["from"])}
    shares = joined(f"{reader.parties.get(key, key)} {share(exact(part) / 100)}" for key, part, amount in step["shares"] if exact(part))
    person = step.get("person", "")
    whose = _("own part of: %(name)s") % {"name": reader.names.get(person, reader.parties.get(person, person))} if person else ""
    if step["of"] == 1:
        return _("The whole net"), joined([whose, shares])
    if step["to"] is None:
        span = _("above %(from)s") % said
    else:
        span = _("%(from)s to %(to)s") % {**said, "to": reader.money(step["to"])}
    before = _counted(step, reader)
    slab = _("the tier that the total reaches shares all of it") if "tiering" in step else ""
    return _("Tier %(number)s of %(of)s") % said, joined([whose, span, before, slab, shares])


def _counted(step, reader) -> str:
    """What the tiers had counted before, and where they count gross, how much of this receipt lies in this one."""
    before = {"amount": reader.money(step["life_to_date"])}
    if "counted" not in step:
        return _("%(amount)s were shared before") % before
    lies = _("%(amount)s of this receipt lie in it") % {"amount": reader.money(step["counted"])}
    return joined([_("%(amount)s had come in before") % before, lies])


def _party(step, reader):
    return in_words(step["name"]), joined([_of_net(step, reader), *moves.of_party(step["key"], reader)])


def _of_net(step, reader) -> str:
    if any("person" in tier for tier in reader.tiers):
        return _("what the tiers give of each person’s own part")
    if not reader.tiers:
        return _("there was no net to share")
    parts = [(tier["amount"], _of_tier(tier, step["key"])) for tier in reader.tiers]
    if any(tier.get("tiering") == "slab_whole" for tier in reader.tiers):
        return _("%(part)s of all that counts, less what was given before") % {"part": share(parts[0][1])}
    if not any(part for _amount, part in parts):
        return _("nothing of the net")
    if len({part for amount, part in parts}) == 1:
        return _("%(part)s of the net") % {"part": share(parts[0][1])}
    pieces = [{"part": share(part), "amount": reader.money(amount)} for amount, part in parts]
    return " + ".join(_("%(part)s of %(amount)s") % piece for piece in pieces)


def _of_tier(tier, party: str):
    """What a tier gives a party, as a part of one."""
    return next((exact(percent) / 100 for key, percent, amount in tier["shares"] if key == party), 0)


def _split(step, reader):
    said = {"part": share(exact(step["percent"]) / 100), "party": reader.parties.get(step["of"], step["of"])}
    none = _("nothing of the share of: %(party)s") % said
    why = _("%(part)s of the share of: %(party)s") % said if exact(step["percent"]) else none
    return in_words(step["name"]), joined([why, *moves.of_party(step["key"], reader)])


def _person(step, reader):
    said = {"part": share(exact(step["share"])), "party": reader.parties.get(step["of"], step["of"])}
    signed = reader.signed.get(step["key"])
    as_signed = _("as signed on %(day)s") % {"day": day(signed)} if signed else ""
    if any("person" in tier for tier in reader.tiers):
        why = _("by the tiers that their own part, %(part)s of the net, has reached") % said
    elif moves.gives_persons(step["of"], reader):
        cut = _("before the cap for each") if moves.cuts_persons(step["of"], reader) else ""
        why = joined([_("%(part)s of what is left of the share of: %(party)s") % said, cut])
    elif moves.cuts_persons(step["of"], reader):
        why = _("%(part)s of the share of: %(party)s before the cap for each") % said
    else:
        why = _("%(part)s of the share of: %(party)s") % said
    return reader.names.get(step["key"], step["key"]), joined([why, *moves.of_person(step["key"], reader), as_signed])


def _unit(step, reader):
    said = {"part": share(exact(step["share"])), "party": reader.parties.get(step["of"], step["of"])}
    why = _("%(part)s of the share of: %(party)s, by the shares of its inventors") % said
    return reader.names.get(step["key"], step["key"]), why


def _no_unit(step, reader):
    said = {"part": share(exact(step["share"]))}
    return _("%(party)s: without a unit") % {"party": in_words(step["name"])}, _("%(part)s: no unit is named for these shares") % said


def _reverted(step, reader):
    said = {"part": share(exact(step["share"])), "party": reader.parties.get(step["of"], step["of"])}
    return in_words(step["name"]), _("%(part)s of the share of: %(party)s, for which no unit is named") % said


def _own_part(step, reader):
    why = _("%(part)s of the net, to run through the tiers for this person") % {"part": share(exact(step["share"]))}
    return reader.names.get(step["key"], reader.parties.get(step["key"], step["key"])), why


def _passed(step, reader):
    said = {"part": share(exact(step["share"])), "party": reader.parties.get(step["of"], step["of"])}
    return in_words(step["name"]), _("%(part)s of the share of: %(party)s, from who has left or died") % said


def _apart(step, reader):
    return _("Rounding"), _("what whole units leave over stands apart")


def _taken_back(step, reader):
    """A refund's part of a line."""
    label = in_words(step["name"]) if "name" in step else reader.names.get(step["key"], step["key"])
    said = {"left": reader.money(step["left"]), "back": reader.money(step["back"]), "stood": reader.money(step["stood"])}
    return label, _("in proportion: %(left)s stood here, %(back)s of %(stood)s went back") % said


def _common_costs(step, reader):
    why = _("common costs paid back; %(left)s stay open") % {"left": reader.money(step["pool_after"])}
    return reader.names.get(step["key"], step["key"]), why


def _part(step, reader):
    return reader.names.get(step["key"], step["key"]), _("%(part)s by the income clause") % {"part": share(exact(step["share"]))}


SENTENCES: dict[str, Callable[..., tuple[str, str]]] = {
    "received": _received, "percent": _percent, "cost_recovery": _costs, "amount": _amount, "net": _net, "tier": _tier,
    "party": _party, "person": _person, "common_costs": _common_costs, "part": _part, "statutory": _statutory,
    "third_party": _third_party, "fixed": _fixed, "own_part": _own_part, "split": _split, "passed": _passed, "rounding": _apart,
    "taken_back": _taken_back, "unit": _unit, "no_unit": _no_unit, "reverted": _reverted,
    **moves.SENTENCES,
}  # fmt: skip
