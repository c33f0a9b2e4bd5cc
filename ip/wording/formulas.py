"""A policy as steps to read: what is taken off, in which order, how the rest is shared, and what is not certain."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ip.rules import Policy
from ip.rules.documents import Words
from ip.rules.formula import ALL, ChosenAmount, CostRecovery, Deduction, FixedAmount, Percent, PersonsRule, Schedule, Tier
from ip.wording.extras import counted, departures, extras, limits_of
from ip.wording.origins import condition_said, origin_said, own_of
from ip.wording.parts import at_least, in_words, joined, layer, most, share
from record.wording import between, money


@dataclass(frozen=True)
class Spelled:
    """One step of a formula: `label` does what `text` says; `lines` are its tiers."""

    label: str
    text: str
    lines: list[str] = field(default_factory=list)
    section: str = ""
    clauses: list[str] = field(default_factory=list)  # what the source says there, in our words
    doubts: list[str] = field(default_factory=list)  # what no source confirms


def deciding_date(applies_by: str | None) -> str:
    """Which date picks the version."""
    return {
        "reported": _("picked by the day on which the result was disclosed"),
        "licence_signed": _("picked by the day on which the deal was signed"),
        "received": _("picked by the day of receipt"),
        "reported_and_received": _("picked by the days of disclosure and of receipt"),
    }.get(applies_by or "", _("the source does not say which date picks the version"))


def asked(policy: Policy) -> list[str]:
    """What the source leaves open and nobody has answered, in words."""
    date = _("The source does not say which date picks the version.")
    return [date if question.key == "applies_by" else _word(question.words) for question in policy.questions]


def spell(policy: Policy) -> list[Spelled]:
    """The steps in the order in which money runs through them."""
    steps = [_deduction(policy, step, _doubts(policy, f"deductions[{index}]")) for index, step in enumerate(policy.deductions)]
    steps.append(_sharing(policy))
    steps += [_schedule(policy, item, index) for index, item in enumerate(policy.schedules)]
    steps += [
        Spelled(label, text, clauses=_said(clause.words), section=clause.section, doubts=_doubts(policy, path) if path else [])
        for label, text, clause, path in extras(policy)
    ]
    if policy.persons:
        text, said = joined([_shares(policy.people), *departures(policy)]), _said(policy.people.clause.words)
        steps.append(Spelled(_word(policy.persons.name), text, clauses=said, doubts=_doubts(policy, "persons")))
    steps += [Spelled(_word(party.name), _("share their part as they have signed among themselves")) for party in policy.groups]
    steps.append(Spelled(_("Rounding"), ROUNDING[policy.rounding]()))
    return steps


ROUNDING = {
    "largest_remainder": lambda: _("by largest remainder, ties in the order in which the parties are listed"),
    "to_first": lambda: _("what is left over goes unit by unit to the parties, from the first one on"),
    "to_last": lambda: _("what is left over goes unit by unit to the parties, from the last one on"),
    "all_to_first": lambda: _("what is left over goes to the first party"),
    "all_to_last": lambda: _("what is left over goes to the last party"),
    "separate": lambda: _("what is left over stands on a line of its own"),
    "block_separate": lambda: _("only whole rounds of the ratio are shared; what is left over stands on a line of its own"),
    "cascade": lambda: _("from the last party on, each gets its part of what is left, cut down"),
}


def _shares(rule: PersonsRule) -> str:
    return {
        "agreed": _("share their part as they have signed"),
        "equal": _("share their part equally"),
        "equal_unless_agreed": _("share their part equally unless they have signed otherwise"),
    }[rule.shares]


def _deduction(policy: Policy, step: Deduction, doubts: list[str]) -> Spelled:
    return Spelled(
        _word(step.name), _taken(policy, step), section=step.clause.section, clauses=_said(step.clause.words), doubts=doubts
    )


def _taken(policy: Policy, step: Deduction) -> str:
    if isinstance(step, ChosenAmount):
        return _("may be set aside: an amount chosen for each receipt")
    if isinstance(step, CostRecovery):
        return _costs(policy, step)
    text = _fixed(policy, step) if isinstance(step, FixedAmount) else _percent(policy, step)
    payee = _("goes to: %(party)s") % {"party": _named(policy, step.payee)} if step.payee else ""
    bounds = [] if isinstance(step, FixedAmount) else _bounds(policy, step)
    return joined([text, *bounds, payee, *_besides(step)])


def _bounds(policy: Policy, step: Percent) -> list[str]:
    """How little, and how much."""
    least = at_least(money(step.least, policy.currency)) if step.least else ""
    limit = most(money(step.limit, policy.currency), step.per) if step.limit is not None else ""
    return [least, limit]


def _besides(step: FixedAmount | Percent) -> list[str]:
    """What is particular about it."""
    if isinstance(step, FixedAmount):
        return [_("counts against the share of the net")] if step.credited else []
    if step.statutory:
        return [_("granted by %(law)s before the formula, no cost is taken off") % {"law": step.law}]
    return [_("owed to others by contract; every party’s part shrinks in proportion")] if step.third_party else []


def _costs(policy: Policy, step: CostRecovery) -> str:
    above = _("only from gross income above %(above)s") % {"above": money(step.above, policy.currency)} if step.above else ""
    pool = _("from a pool of their own: %(pool)s") % {"pool": step.pool} if step.pool else ""
    if step.at_most < 100:
        text = _("are recovered, at most %(part)s of a receipt; the rest is carried forward") % {"part": share(step.at_most / 100)}
    else:
        text = _("are recovered as far as the money reaches; the rest is carried forward")
    limit = most(money(step.limit, policy.currency), step.per) if step.limit is not None else ""
    return joined([text, limit, above, pool])


def _fixed(policy: Policy, step: FixedAmount) -> str:
    said = {"amount": money(step.amount, policy.currency)}
    if step.each:
        return {
            "life": _("%(amount)s for each person, once in the life of the case, as far as the money reaches"),
            "year": _("%(amount)s for each person in each year, as far as the money reaches"),
            "receipt": _("%(amount)s for each person of each receipt, as far as the money reaches"),
        }[step.per] % said
    return {
        "life": _("the first %(amount)s of gross income"),
        "year": _("the first %(amount)s of gross income of each year"),
        "receipt": _("%(amount)s of each receipt"),
    }[step.per] % said


def _percent(policy: Policy, step: Percent) -> str:
    names = {item.key: _word(item.name) for item in policy.deductions}
    less = {"less": joined(names[key] for key in step.less)}
    if step.percent is None:
        said = {"most": share(step.most / 100), "of": _base(step.of) % less}
        if step.most == ALL:
            return _("may take any part %(of)s, chosen each time") % said
        return _("may take up to %(most)s %(of)s, chosen each time") % said
    said = {"part": share(step.percent / 100), **less}
    if step.between:
        above, up_to = (money(amount, policy.currency) if amount else "" for amount in (step.above, step.up_to))
        return _("takes %(part)s %(of)s") % {**said, "of": layer(above, up_to, step.per)}
    if step.of == "gross_less":
        return _("takes %(part)s of each receipt less: %(less)s") % said
    if step.of == "taken_by":
        return _("takes %(part)s of what is taken as: %(less)s") % said
    return _("takes %(part)s of each receipt") % said if step.of == "gross" else _("takes %(part)s of what is left") % said


def _base(of: str) -> str:
    """Of what a percentage is that is chosen each time."""
    return {
        "gross": _("of a receipt"), "remaining": _("of what is left"), "gross_less": _("of a receipt less: %(less)s"),
        "taken_by": _("of what is taken as: %(less)s"),
    }[of]  # fmt: skip


def _sharing(policy: Policy) -> Spelled:
    if not policy.tiers:
        return Spelled(_("The net"), _("the source does not say how it is shared; answer it first"))
    return Spelled(
        _("The net"), counted(policy.scope, policy.period, policy.tiering, policy.year_begins, policy.counts),
        [_tier(policy, tier) for tier in policy.tiers],
        joined(dict.fromkeys(tier.clause.section for tier in policy.tiers)),
        [said for tier in policy.tiers for said in _said(tier.clause.words)],
        [doubt for path in ("scope", "period", "tiers") for doubt in _doubts(policy, path)],
    )  # fmt: skip


def _schedule(policy: Policy, item: Schedule, index: int) -> Spelled:
    """The tiers for money of some origin, with the deductions where they differ."""
    own = [f"{_word(step.name)}{between(':')}{_taken(policy, step)}" for step in item.deductions or ()]
    limits = limits_of(policy.under(item)) if item.caps is not None or item.thresholds is not None else []
    how = counted(item.scope, item.period, item.tiering, policy.year_begins, item.counts)
    when = origin_said(map(condition_said, item.when), own_of(policy))
    text = _("money of this origin (%(when)s) %(how)s") % {"when": when, "how": how}
    doubts = _doubts(policy, f"schedules[{index}]")
    clauses = [said for tier in item.tiers for said in _said(tier.clause.words)]
    return Spelled(_word(item.name), text, own + [_tier(policy, tier) for tier in item.tiers] + limits, item.clause.section,
                   _said(item.clause.words) + clauses, doubts)  # fmt: skip


def _named(policy: Policy, key: str) -> str:
    return next((_word(party.name) for party in policy.walk() if party.key == key), key)


def _tier(policy: Policy, tier: Tier) -> str:
    names = {party.key: _word(party.name) for party in policy.parties}
    shares = joined(f"{names[key]} {share(part / 100)}" for key, part in tier.shares.items() if part)
    if tier.end is not None:
        end = money(tier.end, policy.currency)
        return _("to %(end)s: %(shares)s") % {"end": end, "shares": shares}
    if tier.start:
        return _("above %(start)s: %(shares)s") % {"start": money(tier.start, policy.currency), "shares": shares}
    return shares


def _doubts(policy: Policy, path: str) -> list[str]:
    return [_word(words) for words in policy.doubts(path)]


def _word(words: Words) -> str:
    return in_words(words.data())


def _said(words: Words) -> list[str]:
    return [text for text in [_word(words)] if text]
