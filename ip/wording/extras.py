"""What a formula has beside deductions and tiers, in words: scope, splits, caps, thresholds, index, payout, leavers."""
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ip.rules import Policy
from ip.rules.formula import Cap, Clause, Indexation, Party, Payout, PersonsRule, Threshold
from ip.rules.periods import Period
from ip.wording.parts import cap_text, in_words, joined, share
from record.wording import between, day, money

Extra = tuple[str, str, Clause, str]


def counted(scope: str, period: str, tiering: str, year_begins: str, counts: str) -> str:
    """How the tiers count."""
    if scope == "flat":
        return _("is shared in the same way whatever the amount")
    what = {
        "asset": _("is shared by what the asset has brought so far"),
        "licence": _("is shared by what the deal has brought so far"),
        "case": _("is shared by what the case has brought so far"),
        "institution": _("is shared by what all results together have brought so far"),
        "person": _("is divided among the persons first, then shared by what each person’s own part has brought so far"),
    }[scope]
    when = {
        "life": "",
        "year": _("counted anew each year from %(day)s") % {"day": day(date(2001, *map(int, year_begins.split("-"))), year=False)},
        "receipt": _("each receipt begins at zero"),
    }[period]
    how = {
        "marginal": _("each tier takes its own part"),
        "slab": _("the tier that the total reaches shares the whole receipt"),
        "slab_whole": _("the tier that the total reaches shares the whole total; nobody gives back"),
    }[tiering]
    gross = _("gross income counts, and each tier shares as much of the net as of the receipt lies in it") if counts == "gross" else ""
    return joined([what, when, how, gross])


def extras(policy: Policy) -> Iterator[Extra]:
    """Label, sentence, clause and place in the document of each."""
    names = {party.key: in_words(party.name.data()) for party in policy.walk()}
    for party in policy.walk():
        if party.split:
            yield in_words(party.name.data()), _split(party), party.clause, ""
        if party.units:
            to = {"party": names.get(party.no_unit_to, "")}
            none = _("a part for which no unit is named goes to: %(party)s") % to if party.no_unit_to else ""
            yield in_words(party.name.data()), joined([by_units(party.units), none]), party.clause, ""
    for index, item in enumerate(policy.circumstances):
        text = _("chosen for each receipt: %(answers)s") % {"answers": " / ".join(in_words(name.data()) for _value, name in item.options)}
        yield in_words(item.name.data()), text, item.clause, f"circumstances[{index}]"
    for index, rule in enumerate(policy.thresholds):
        text = joined([_threshold(policy, rule, names), _not_for(policy, "thresholds")])
        yield joined(names[key] for key in rule.parties), text, rule.clause, f"nothing_below[{index}]"
    for index, floor in enumerate(policy.least):
        said = {"percent": share(floor.percent / 100), "party": names[floor.source]}
        text = _("gets no less than %(percent)s of each receipt; what is missing comes from: %(party)s") % said
        yield names[floor.party], text, floor.clause, f"at_least[{index}]"
    for index, cap in enumerate(policy.caps):
        yield names[cap.party], joined([_cap(policy, cap, names), _not_for(policy, "caps")]), cap.clause, f"caps[{index}]"
    if policy.indexation:
        yield _("Thresholds"), _indexed(policy.indexation), Clause(), "indexation"
    if policy.payout:
        yield _("Payout"), _payout(policy, policy.payout, names), policy.payout.clause, "payout"
    for question in policy.questions:
        if question.words.data():
            yield _("To be answered"), in_words(question.words.data()), Clause(), ""


def _not_for(policy: Policy, word: str) -> str:
    """Which schedules have their own in place of the policy's."""
    own = [in_words(item.name.data()) for item in policy.schedules if getattr(item, word) is not None]
    return _("not for money of: %(formulas)s") % {"formulas": joined(own)} if own else ""


def limits_of(policy: Policy) -> list[str]:
    """What caps and thresholds hold for money of a schedule that has some of its own, or says that there are none."""
    names = {party.key: in_words(party.name.data()) for party in policy.walk()}
    found = [f"{joined(names[key] for key in rule.parties)}{between(':')}{_threshold(policy, rule, names)}" for rule in policy.thresholds]
    found += [f"{names[cap.party]}{between(':')}{_cap(policy, cap, names)}" for cap in policy.caps]
    return found or [_("there is no cap and no threshold below which a party gets nothing")]


def departures(policy: Policy) -> tuple[str, str]:
    """What becomes of the part of who leaves, and of who dies; empty where the policy says nothing."""
    rule: PersonsRule = policy.people
    names = {party.key: in_words(party.name.data()) for party in policy.walk()}
    said = {"party": names.get(rule.leaves_to, rule.leaves_to)}
    leaves = {
        "": "",
        "keeps": _("who leaves keeps the part"),
        "lost_to_others": _("the part of who leaves goes to the others in proportion"),
        "lost_to": _("the part of who leaves goes to: %(party)s") % said,
    }[rule.leaves]
    leaves = joined([leaves, _("and counts for no unit any more") if rule.unit_lost else ""])
    said = {"party": names.get(rule.dies_to, rule.dies_to)}
    return leaves, {
        "": "",
        "heirs": _("the part of who dies goes to the heirs"),
        "lost_to_others": _("the part of who dies goes to the others in proportion"),
        "lost_to": _("the part of who dies goes to: %(party)s") % said,
    }[rule.dies]


def by_units(word: str) -> str:
    """Among which units a party is divided."""
    return {
        "own": _("is divided among the inventors’ own units, in proportion to their shares"),
        "top": _("is divided among the units at the top of the tree above the inventors’ own, in proportion to their shares"),
        "second": _("is divided among the units below the top of the tree to which the inventors belong, in proportion to their shares"),
    }[word]


def _split(party: Party) -> str:
    parts = joined(f"{in_words(part.name.data())} {share(percent / 100)}" for part, percent in party.split)
    return _("is divided again: %(parts)s") % {"parts": parts}


def _cap(policy: Policy, cap: Cap, names: dict[str, str]) -> str:
    to = joined(f"{names[key]} {share(part / 100)}" if part != 100 else names[key] for key, part in cap.to)
    text = cap_text(cap.per, cap.each) % {"limit": money(cap.amount, policy.currency), "to": to}
    return joined([text, _("counted over all that the institution shares")]) if cap.everywhere else text


def _threshold(policy: Policy, rule: Threshold, names: dict[str, str]) -> str:
    said = {"limit": money(rule.amount, policy.currency), "to": names[rule.to]}
    return _("gets nothing while the net is below %(limit)s; it goes to: %(to)s") % said


def _indexed(rule: Indexation) -> str:
    days = [entry.since.isoformat() for entry in rule.table if entry.since]
    said = {"index": rule.index, "day": days[-1] if days else ""}
    if not days:
        return _("follow the index %(index)s, by a table") % said
    return _("follow the index %(index)s, by a table whose last entry is from %(day)s") % said


def _payout(policy: Policy, rule: Payout, names: dict[str, str]) -> str:
    texts = []
    if rule.minimum:
        said = {"minimum": money(rule.minimum, policy.currency)}
        texts.append(_("nothing is paid before %(minimum)s are owed; smaller amounts are carried forward") % said)
    if rule.forfeit_years:
        others = rule.forfeit_to == "other_persons"
        said = {"years": str(rule.forfeit_years), "to": _("the other persons") if others else names[rule.forfeit_to]}
        texts.append(_("what nobody has claimed for %(years)s years goes to: %(to)s") % said)
    if rule.within:
        texts.append(_within(rule.within))
    return joined(texts)


def _within(term: Period) -> str:
    n = term.days or term.months
    if term.days:
        said = ngettext("persons are paid within %(n)d day of the receipt", "persons are paid within %(n)d days of the receipt", n)
    else:
        said = ngettext("persons are paid within %(n)d month of the receipt", "persons are paid within %(n)d months of the receipt", n)
    return said % {"n": n}
