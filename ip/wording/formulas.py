"""A policy as steps to read: what is taken off, in which order, how the rest is shared, and what is not certain."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ip.rules import Policy
from ip.rules.documents import Words
from ip.rules.formula import ChosenAmount, CostRecovery, Deduction, FixedAmount, Percent, Tier
from ip.wording.parts import in_words, joined, share
from record.wording import money


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


def spell(policy: Policy) -> list[Spelled]:
    """The steps in the order in which money runs through them."""
    steps = [
        _deduction(policy, step, _doubts(policy, f"deductions[{index}]")) for index, step in enumerate(policy.deductions)
    ]
    steps.append(_sharing(policy))
    if policy.persons:
        steps.append(Spelled(_word(policy.persons.name), _("share their part as they have signed")))
    steps.append(Spelled(_("Rounding"), _("by largest remainder, ties in the order in which the parties are listed")))
    return steps


def _deduction(policy: Policy, step: Deduction, doubts: list[str]) -> Spelled:
    return Spelled(
        _word(step.name), _taken(policy, step), section=step.clause.section, clauses=_said(step.clause.words), doubts=doubts
    )


def _taken(policy: Policy, step: Deduction) -> str:
    if isinstance(step, FixedAmount):
        return _fixed(policy, step)
    if isinstance(step, ChosenAmount):
        return _("may be set aside: an amount chosen for each receipt")
    if isinstance(step, CostRecovery):
        if step.at_most < 100:
            return _("are recovered, at most %(part)s of a receipt; the rest is carried forward") % {"part": share(step.at_most / 100)}
        return _("are recovered as far as the money reaches; the rest is carried forward")
    return _percent(step)


def _fixed(policy: Policy, step: FixedAmount) -> str:
    said = {"amount": money(step.amount, policy.currency)}
    return {
        "life": _("the first %(amount)s of gross income"),
        "year": _("the first %(amount)s of gross income of each year"),
        "receipt": _("%(amount)s of each receipt"),
    }[step.per] % said


def _percent(step: Percent) -> str:
    if step.percent is None:
        said = {"most": share(step.most / 100)}
        if step.of == "gross":
            return _("may take up to %(most)s of a receipt, chosen each time") % said
        return _("may take up to %(most)s of what is left, chosen each time") % said
    said = {"part": share(step.percent / 100)}
    return _("takes %(part)s of each receipt") % said if step.of == "gross" else _("takes %(part)s of what is left") % said


def _sharing(policy: Policy) -> Spelled:
    texts = {
        "flat": _("is shared the same at any height"),
        "asset": _("is shared by what the asset has brought so far; each tier takes its own part"),
        "licence": _("is shared by what the deal has brought so far; each tier takes its own part"),
    }
    return Spelled(
        _("The net"), texts[policy.scope], [_tier(policy, tier) for tier in policy.tiers],
        joined(dict.fromkeys(tier.clause.section for tier in policy.tiers)),
        [said for tier in policy.tiers for said in _said(tier.clause.words)],
        _doubts(policy, "tiers"),
    )  # fmt: skip


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
