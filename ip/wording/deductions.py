"""What a computation takes off before the net is shared: one sentence for each code of such a step (traces.py has the others)."""
from django.utils.translation import gettext as _

from ip.rules import exact
from ip.wording.parts import at_least, in_words, joined, layer, most, share


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


SENTENCES = {
    "percent": _percent, "statutory": _statutory, "third_party": _third_party, "fixed": _fixed, "cost_recovery": _costs, "amount": _amount,
}  # fmt: skip
