"""Deadlines that the law sets for a result, a deal, a payment: rules as data, dates from the facts that begin them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ip.rules.documents import Fields, Words, boolean, day, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.law import ASSETS, FUNDING
from ip.rules.periods import CONVENTIONS, Calendar, Period, ends

PATENTS = ("invention", "utility_model", "design")
SUBJECTS = ("asset", "deal", "distribution")
FACTS = (
    *("disclosed", "completed", "filed", "granted", "published", "agency_told", "elected", "abroad_planned"),
    *("review_asked", "licence_effective", "received", "kept", "proposed", "posted"),
)
MOST_YEARS = 20


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """`period` after the fact `after` (None: the day before it), counted by `convention`.

    It is owed where every narrowing word fits (country, asset, type of patent, funding, region, deal) until a fact of
    `settled_by` is there. `yearly`: again on the corresponding day of each year, from the one after `from_fact` to the
    last of the right (years by type of patent). `since` and `until` bound the day on which it begins. `replaces` names
    the rule of the country that a rule of the region takes the place of.
    """

    key: str
    subject: str
    country: str
    region: str
    assets: tuple[str, ...]
    patents: tuple[str, ...]
    deals: tuple[str, ...]
    funding: str
    after: str
    period: Period | None
    convention: str
    settled_by: tuple[str, ...]
    yearly: Mapping[str, int]
    from_fact: str
    since: datetime.date | None
    until: datetime.date | None
    state_founded_only: bool
    replaces: str
    words: Words
    detail: Words | None
    articles: tuple[str, ...]
    unconfirmed: Words | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a subject: `days` by the names of FACTS, and what narrows the rules. `kept`: from when on yearly
    deadlines of a granted right are looked after here."""

    subject: str
    country: str
    days: Mapping[str, datetime.date]
    asset: str = ""
    patent: str = ""
    deal: str = ""
    funding: str = "private"
    region: str = ""
    state_founded: bool = False  # a university or research institute that the state founded


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated thing that is owed. `step` tells the years of a yearly one apart; `provisional`: the calendar of that
    year is not published, so that a moved holiday may still move it; `settled`: the day on which a fact met it."""

    rule: DeadlineRule
    step: int
    on: datetime.date
    provisional: bool
    settled: datetime.date | None


def deadlines(rules: Iterable[DeadlineRule], facts: Facts, calendar: Calendar, done: Mapping[str, int]) -> tuple[Deadline, ...]:
    """Every deadline that the facts begin; `done` is the last step that was met, by key of a yearly rule."""
    found = []
    holding = [rule for rule in rules if rule.after in facts.days and _fits(rule, facts, facts.days[rule.after])]
    replaced = {rule.replaces for rule in holding}
    for rule in holding:
        start = facts.days[rule.after]
        if rule.key in replaced:
            continue
        if rule.yearly:
            found += _next_year(rule, facts, start, calendar, done.get(rule.key, 0))
        else:
            settled = [facts.days[name] for name in rule.settled_by if name in facts.days]
            found.append(_dated(rule, start, 0, calendar, min(settled, default=None)))
    return tuple(found)


def _next_year(rule: DeadlineRule, facts: Facts, start: datetime.date, calendar: Calendar, done: int) -> Iterator[Deadline]:
    """The first corresponding day after `from_fact` that was not met yet: for an annuity, the year after the grant."""
    begun = facts.days.get(rule.from_fact)
    if begun is None:
        return
    for year in range(done + 1, rule.yearly.get(facts.patent, MOST_YEARS)):
        found = _dated(rule, start, year, calendar, None)
        if found.on > begun:
            yield found
            return


def _dated(rule: DeadlineRule, start: datetime.date, year: int, calendar: Calendar, settled: datetime.date | None) -> Deadline:
    if rule.period is None and not year:
        on = start - datetime.timedelta(days=1)
    else:
        on = ends(start, Period(years=year) if year else rule.period or Period(days=1), rule.convention, calendar)
    provisional = rule.convention != "plain" and not calendar.known(on)
    return Deadline(rule, year, on, provisional, settled)


def _fits(rule: DeadlineRule, facts: Facts, start: datetime.date) -> bool:
    return (
        rule.subject == facts.subject
        and rule.country == facts.country
        and (not rule.region or f"{facts.region}-".startswith(f"{rule.region}-"))
        and (not rule.assets or facts.asset in rule.assets)
        and (not rule.patents or facts.patent in rule.patents)
        and (not rule.deals or facts.deal in rule.deals)
        and rule.funding in ("", facts.funding)
        and (facts.state_founded or not rule.state_founded_only)
        and (rule.since is None or rule.since <= start)
        and (rule.until is None or start <= rule.until)
    )


def read_deadlines(data: object) -> tuple[DeadlineRule, ...]:
    """The rules of a deadlines file. Raises Refused for a word that is not known."""
    fields = Fields(data)
    fields.need("about", text)
    rules = fields.need("deadlines", list_of(_rule))
    fields.done()
    return rules


def _rule(value: object, path: str) -> DeadlineRule:
    fields = Fields(value, path)
    fact = one_of(FACTS)
    rule = DeadlineRule(
        key=fields.need("id", text),
        subject=fields.need("subject", one_of(SUBJECTS)),
        country=fields.need("country", text),
        region=fields.maybe("region", text) or "",
        assets=fields.maybe("assets", list_of(one_of(ASSETS))) or (),
        patents=fields.maybe("patents", list_of(one_of(PATENTS))) or (),
        deals=fields.maybe("deals", list_of(text)) or (),
        funding=fields.maybe("funding", one_of(FUNDING)) or "",
        after=fields.need("after", fact),
        period=None if fields.maybe("day_before", boolean) else fields.need("period", _period),
        convention=fields.need("convention", one_of(CONVENTIONS)),
        settled_by=fields.maybe("settled_by", list_of(fact)) or (),
        yearly=fields.maybe("yearly", _yearly) or {},
        from_fact=fields.maybe("from", fact) or "",
        since=fields.maybe("since", day),
        until=fields.maybe("until", day),
        state_founded_only=fields.maybe("state_founded_only", boolean) or False,
        replaces=fields.maybe("replaces", text) or "",
        words=fields.need("words", words),
        detail=fields.maybe("detail", words),
        articles=fields.need("articles", list_of(text)),
        unconfirmed=fields.maybe("unconfirmed", words),
    )
    fields.done()
    return rule


def _period(value: object, path: str) -> Period:
    fields = Fields(value, path)
    found = {name: fields.maybe(name, _count) or 0 for name in ("years", "months", "days", "working_days")}
    fields.done()
    return Period(**found)


def _yearly(value: object, path: str) -> dict[str, int]:
    """How many years a right lasts, by type of patent."""
    fields = Fields(value, path)
    found = {name: fields.need(name, _count) for name in PATENTS}
    fields.done()
    return found


def _count(value: object, path: str) -> int:
    if type(value) is not int or value < 1:
        raise Refused(path, "not_integer")
    return value
