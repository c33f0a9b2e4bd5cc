"""A sharing policy as the library computes with it: frozen, exact, checked; `read_policy` makes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ip.rules.documents import Words
from ip.rules.errors import Refused
from ip.rules.formula import (
    EVERY_MONEY,
    Bounds,
    Cap,
    CapsCount,
    ChosenAmount,
    Circumstance,
    CostRecovery,
    Counting,
    Deduction,
    FixedAmount,
    Indexation,
    Least,
    Note,
    Party,
    Payout,
    Percent,
    PersonsRule,
    Question,
    Schedule,
    Threshold,
    Tier,
)
from ip.rules.origin import OWN, Origin
from ip.rules.rounding import DEFAULT_ROUNDING, Rounding

APPLIES_BY = ("reported", "licence_signed", "received", "reported_and_received")
SCOPES = ("flat", "asset", "licence", "case", "person", "institution")
PERIODS = ("life", "year", "receipt")
TIERINGS = ("marginal", "slab", "slab_whole")
COUNTS = ("net", "gross")


@dataclass(frozen=True, slots=True)
class Needs:
    """What a policy reads of a Standing besides life-to-date and the cost pool: what the caller must sum up.

    `gross`: the case's gross so far, over `life`, `year` or both; `capped`: what capped parties got, by key, over life or
    year, of the money of `Policy.caps_count`; `recovered`: likewise what a limited deduction took, by its key; `posted`: what every
    party got within the counting; `pools`: the names of pools of their own; `each`: what each person got, over life or year
    (else empty), and whether of all that the institution shared; `widely`: what capped parties got of all that it shared, by
    key, over life or year.
    `first`: by deduction that gives each person an amount, over life or year: what it gave each, by `standing.of_person`.
    """

    counting: Counting
    gross: tuple[str, ...]
    capped: Mapping[str, str]
    posted: bool
    pools: tuple[str, ...]
    recovered: Mapping[str, str] = field(default_factory=dict)
    each: tuple[str, bool] = ("", False)
    widely: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """A published or own formula. Its order of deductions and of parties is part of its fingerprint.

    `what` says what is shared, where that is not money received (equity, one school's part of royalties). As it shares
    money of one `schedule` (`under`), `place` is where that stands in the document, and `inherits` names what it leaves to the
    policy.
    """

    key: str
    name: Words
    institution: Words
    citation: str
    url: str
    currency: str | None
    applies_by: str | None
    holds: tuple[Bounds, ...]
    questions: tuple[Question, ...]
    unconfirmed: tuple[Note, ...]
    partial: Words | None
    note: Words | None
    parties: tuple[Party, ...]
    deductions: tuple[Deduction, ...]
    scope: str
    tiers: tuple[Tier, ...]
    rounding: str
    fingerprint: str
    period: str = "life"
    year_begins: str = "01-01"
    tiering: str = "marginal"
    counts: str = "net"
    caps: tuple[Cap, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    least: tuple[Least, ...] = ()
    indexation: Indexation | None = None
    schedules: tuple[Schedule, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    people: PersonsRule = field(default_factory=PersonsRule)
    payout: Payout | None = None
    rounds: Rounding = DEFAULT_ROUNDING
    schedule: str = ""
    place: str = ""
    inherits: tuple[str, ...] = ()
    caps_count: CapsCount = EVERY_MONEY
    what: Words | None = None

    @property
    def persons(self) -> Party | None:
        """The party that the share set of the inventors divides."""
        return next((party for party in self.walk() if party.persons), None)

    @property
    def groups(self) -> tuple[Party, ...]:
        """The parties that are divided by share sets of their own, of other groups of persons."""
        return tuple(party for party in self.walk() if party.group)

    def group_of(self, party: str) -> str:
        """The group whose persons divide a party (its key); nothing for the inventors, and where no person does."""
        return next((one.group for one in self.groups if one.key == party), "")

    @property
    def by_units(self) -> tuple[Party, ...]:
        """The parties that are divided among the persons' units."""
        return tuple(party for party in self.walk() if party.units)

    def walk(self) -> Iterator[Party]:
        """Every party, those of splits too, each before those that divide it."""
        for party in self.parties:
            yield from party.walk()

    @property
    def counts_by(self) -> str:
        """Whose total the caller hands over: `asset` (a flat formula's, too), `licence`, `case`, `person`, `institution`."""
        return "asset" if self.scope == "flat" else self.scope

    @property
    def counting(self) -> Counting:
        """Whose total, over which period, and of which kinds of income."""
        return Counting(self.counts_by, self.period, self.year_begins, self.schedule)

    @property
    def asks_date(self) -> bool:
        """Whether the source does not say, and nobody has answered, which date picks the version."""
        return any(question.key == "applies_by" for question in self.questions)

    @property
    def follows_posted(self) -> bool:
        """Whether a party's line depends on what the parties were given before."""
        return self.tiering == "slab_whole" or any(
            isinstance(step, FixedAmount) and step.credited for step in self.deductions
        )

    @property
    def needs(self) -> Needs:
        """What the caller must sum up for `Standing`; of a schedule, ask `policy.of(origin).needs`."""
        costs = [step for step in self.deductions if isinstance(step, CostRecovery)]
        fixed = [step for step in self.deductions if isinstance(step, FixedAmount) and step.per != "receipt"]
        gross = [step.per for step in fixed if not step.each]
        gross += ["life" for step in costs if step.above]
        gross += [step.per for step in self.deductions if isinstance(step, Percent) and step.between and step.per != "receipt"]
        return Needs(
            counting=self.counting,
            gross=tuple(dict.fromkeys(gross)),
            capped={cap.party: cap.per for cap in self.caps if cap.per != "receipt" and not (cap.each or cap.everywhere)},
            posted=self.follows_posted,
            pools=tuple(dict.fromkeys(step.pool for step in costs if step.pool)),
            recovered={step.key: step.per for step in self.limited if step.per != "receipt"},
            each=next(((cap.per, cap.everywhere) for cap in self.caps if cap.each and cap.per != "receipt"), ("", False)),
            widely={cap.party: cap.per for cap in self.caps if cap.per != "receipt" and cap.everywhere and not cap.each},
            first={step.key: step.per for step in fixed if step.each},
        )

    @property
    def limited(self) -> tuple[Percent | CostRecovery, ...]:
        """The deductions that take no more than an amount over a time."""
        return tuple(step for step in self.deductions if isinstance(step, Percent | CostRecovery) and step.limit is not None)

    @property
    def counts_everywhere(self) -> bool:
        """Whether sums over all that the institution shared are read, not only over one asset."""
        return self.scope == "institution" or self.needs.each[1] or bool(self.needs.widely)

    @property
    def formulas(self) -> tuple["Policy", ...]:
        """The formula of all other money, then those of the schedules."""
        return (self.under(None), *(self.under(item) for item in self.schedules))

    @property
    def optional(self) -> tuple[Percent | ChosenAmount, ...]:
        """The deductions that are chosen for each receipt."""
        return tuple(
            step
            for step in self.deductions
            if isinstance(step, ChosenAmount) or (isinstance(step, Percent) and step.percent is None)
        )

    @property
    def all_deductions(self) -> tuple[Deduction, ...]:
        """Of the formula, and of each schedule that has its own."""
        return self.deductions + tuple(step for item in self.schedules for step in item.deductions or ())

    @property
    def asks(self) -> Mapping[str, tuple[str, ...]]:
        """What must be known of the origin of money, with the words that make a difference."""
        found: dict[str, tuple[str, ...]] = {}
        for condition in (condition for item in self.schedules for condition in item.when):
            found[condition.asks] = tuple(dict.fromkeys((*found.get(condition.asks, ()), *condition.values)))
        return found

    def of(self, origin: Origin) -> "Policy":
        """The formula for money of this origin: of the first schedule that fits, else the policy's own. Raises Refused for
        what would decide and is not known, and for a circumstance that it does not name."""
        for key, value in origin.circumstances.items():
            known = {item.key: item.values for item in self.circumstances}
            if value not in known.get(key, ()):
                raise Refused(f"{OWN}{key}", "not_named", value=value[:60], known=", ".join(known.get(key, known)))
        return self.under(next((item for item in self.schedules if item.fits(origin)), None))

    def own(self, circumstances: Mapping[str, str]) -> dict[str, str]:
        """Of what was chosen under any policy, what this one names."""
        known = {item.key: item.values for item in self.circumstances}
        return {key: value for key, value in circumstances.items() if value in known.get(key, ())}

    def under(self, found: Schedule | None) -> "Policy":
        """The formula of one of its schedules; None: as it shares all other money."""
        if found is None and not self.schedules:
            return self
        apart = tuple(item.key for item in self.schedules if item.caps is not None)
        if found is None:
            return replace(self, schedules=(), caps_count=CapsCount(apart))
        own = {"deductions": found.deductions, "caps": found.caps, "nothing_below": found.thresholds}
        return replace(
            self,
            schedules=(),
            place=f"schedules[{self.schedules.index(found)}]",
            inherits=tuple(word for word, stated in own.items() if stated is None),
            caps_count=CapsCount(apart) if found.caps is None else CapsCount((found.key,), among=True),
            caps=self.caps if found.caps is None else found.caps,
            thresholds=self.thresholds if found.thresholds is None else found.thresholds,
            counts=found.counts,
            schedule=found.key,
            scope=found.scope,
            period=found.period,
            tiering=found.tiering,
            tiers=found.tiers,
            deductions=self.deductions if found.deductions is None else found.deductions,
        )

    def at(self, path: str) -> str:
        """The path in the document of a word that a schedule may replace (`tiers`, `caps`): its own, or what it has of the
        policy."""
        own = self.place and path.split("[")[0] not in self.inherits
        return f"{self.place}.{path}" if own else path

    def doubts(self, path: str) -> tuple[Words, ...]:
        """What is unconfirmed at `path` of the document or below it."""
        below = (f"{path}.", f"{path}[")
        return tuple(note.words for note in self.unconfirmed if note.path == path or note.path.startswith(below))
