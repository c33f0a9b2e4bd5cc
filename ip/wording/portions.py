"""How a computation shares the net: by tiers, to parties, to persons and their units; one sentence for each code of such a step."""
from django.utils.translation import gettext as _

from ip.rules import exact
from ip.wording import moves
from ip.wording.parts import in_words, joined, share
from record.wording import day


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


def signer(key: str, group: str = "") -> str:
    """Under which `signed` names a person (by uid) as member of a group; an inventor under the uid alone."""
    return f"{group}:{key}" if group else key


def _person(step, reader):
    said = {"part": share(exact(step["share"])), "party": reader.parties.get(step["of"], step["of"])}
    group = step.get("group", "")
    signed = reader.signed.get(signer(step["key"], group))
    as_signed = _("as signed on %(day)s") % {"day": day(signed)} if signed else ""
    if not group and any("person" in tier for tier in reader.tiers):
        why = _("by the tiers that their own part, %(part)s of the net, has reached") % said
    elif moves.gives_persons(step["of"], reader):
        cut = _("before the cap for each") if moves.cuts_persons(step["of"], reader) else ""
        why = joined([_("%(part)s of what is left of the share of: %(party)s") % said, cut])
    elif moves.cuts_persons(step["of"], reader):
        why = _("%(part)s of the share of: %(party)s before the cap for each") % said
    else:
        why = _("%(part)s of the share of: %(party)s") % said
    besides = [] if group else moves.of_person(step["key"], reader)  # what is for each person is for each inventor
    return reader.names.get(step["key"], step["key"]), joined([why, *besides, as_signed])


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


SENTENCES = {
    "net": _net, "tier": _tier, "party": _party, "split": _split, "person": _person, "unit": _unit, "no_unit": _no_unit,
    "reverted": _reverted, "own_part": _own_part, "passed": _passed,
}  # fmt: skip
