"""What thresholds, credited advances and caps move between the parties of a net, as sentences."""
from collections.abc import Callable

from django.utils.translation import gettext as _

from ip.rules import exact
from ip.wording.parts import cap_text, in_words, joined, share


def _names(step, key: str) -> str:
    return in_words(step["names"][key])


def _to(step, reader) -> str:
    """To whom, and how much in whole units."""
    return joined(f"{_names(step, key)} {reader.money(int(exact(part)))}" for key, part in step["to"])


def _cap(step, reader):
    said = {"limit": reader.money(step["limit"]), "to": _to(step, reader)}
    person = step.get("person", "")
    whose = reader.names.get(person, person) if person else _names(step, step["party"])
    text = cap_text(step["per"], bool(person)) % said
    everywhere = _("counted over all that the institution shares") if step.get("everywhere") else ""
    return _("Cap: %(party)s") % {"party": whose}, joined([text, everywhere])


def _below(step, reader):
    said = {"limit": reader.money(step["limit"]), "to": _to(step, reader)}
    label = _("Below the threshold: %(party)s") % {"party": _names(step, step["party"])}
    return label, _("gets nothing while the net is below %(limit)s; it goes to: %(to)s") % said


def _least(step, reader):
    said = {"percent": share(exact(step["percent"]) / 100), "amount": reader.money(step["amount"]), "party": _names(step, step["party"])}
    label = _("At least: %(party)s") % {"party": joined(_names(step, key) for key, _part in step["to"])}
    return label, _("gets no less than %(percent)s of the receipt; %(amount)s come from: %(party)s") % said


def _credit(step, reader):
    label = _("Advance set off: %(party)s") % {"party": _names(step, step["party"])}
    return label, _("has the larger of its share so far and the advance; the others share the rest in proportion to what they are behind")


SENTENCES: dict[str, Callable[..., tuple[str, str]]] = {"cap": _cap, "below": _below, "credit": _credit, "least": _least}


def cuts_persons(party: str, reader) -> bool:
    """Whether a cap for each person cut something off the part of any of the party's."""
    return any(step.get("person") and step["party"] == party for step in reader.moves)


def gives_persons(party: str, reader) -> bool:
    """Whether deductions gave the party's persons something besides their shares."""
    return any(step["amount"] and "persons" in step and step["payee"] == party for step in reader.grants)


def of_person(key: str, reader) -> list[str]:
    """What an amount for each brought this person, and what a cap for each took."""
    first = [(step, dict(step["persons"]).get(key, 0)) for step in reader.grants if "persons" in step]
    got = [{"amount": reader.money(amount), "name": in_words(step["name"])} for step, amount in first if amount]
    less = [step["amount"] for step in reader.moves if step.get("person") == key]
    cut = [{"amount": reader.money(amount)} for amount in less]
    return [_("and %(amount)s as: %(name)s") % said for said in got] + [_("less %(amount)s") % said for said in cut]


def of_party(key: str, reader) -> list[str]:
    """What besides the tiers makes up a party's amount."""
    found = [
        _("and %(amount)s as: %(name)s") % {"amount": reader.money(step["amount"]), "name": in_words(step["name"])}
        for step in reader.grants if step["payee"] == key and step["amount"]
    ]  # fmt: skip
    for step in reader.moves:
        if step["code"] == "credit":
            if key == step["party"] or key in dict(step["to"]):
                found.append(_("the advance set off"))
        elif key == step["party"]:
            found.append(_("less %(amount)s") % {"amount": reader.money(step["amount"])})
        elif key in dict(step["to"]):
            said = {"amount": reader.money(int(exact(dict(step["to"])[key]))), "party": _names(step, step["party"])}
            found.append(_("and %(amount)s from: %(party)s") % said)
    return found
