"""Money that was owed to a person and that nobody claimed for the years that their policy names: when, and to whom it goes."""
from dataclasses import dataclass, field
from datetime import date

from ip.carrying import Key, key_of
from ip.models import DistributionLine, Share
from ip.owed import lines_owed
from ip.rules.formula import Payout
from ip.rules.payout import years_later
from ip.wording import clause_said

OTHERS = "other_persons"


@dataclass
class Unclaimed:
    """What is open of a person at one institution in one currency, minor units; owed without a break `since` a day."""

    lines: list[tuple[DistributionLine, int]] = field(default_factory=list)
    amount: int = 0
    since: date | None = None
    rule: Payout | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be claimed; None where the policy lets nothing be forfeited."""
        if self.since is None or self.rule is None or not self.rule.forfeit_years or self.amount <= 0:
            return None
        return years_later(self.since, self.rule.forfeit_years)

    @property
    def clause(self) -> str:
        return clause_said(self.rule.clause) if self.rule else ""

    def add(self, line: DistributionLine, owed: int, rule: Payout | None) -> None:
        """The next open line, and what the policy that it was shared by says of payments."""
        self.lines.append((line, owed))
        self.amount += owed
        if self.amount <= 0:
            self.since = None
        elif self.since is None and line.distribution.posting:
            self.since = line.distribution.posting.on
        if owed > 0:
            self.rule = rule


def unclaimed(lines=None) -> dict[Key, Unclaimed]:
    """Of all open lines in a queryset, in the order in which they were posted."""
    rows = lines_owed(lines).select_related("distribution__policy_version", "distribution__posting", "person")
    found: dict[Key, Unclaimed] = {}
    rules: dict[int, Payout | None] = {}  # a formula is read once, not for each line
    for line in rows.order_by("distribution__posting", "pk"):
        version = line.distribution.policy_version
        if version.pk not in rules:
            rules[version.pk] = version.formula.payout
        found.setdefault(key_of(line), Unclaimed()).add(line, line.owed, rules[version.pk])
    return found


def forfeited(found: dict[Key, Unclaimed], today: date) -> dict[Key, Unclaimed]:
    """Those whose last day has passed."""
    return {key: one for key, one in found.items() if one.last_day and today > one.last_day}


def goes_to(line: DistributionLine, rule: Payout) -> list[tuple[object, int]]:
    """Whom a line goes to, with weights: the other persons of its share set, or a party (`party:KEY`). Empty where nobody is left."""
    if rule.forfeit_to != OTHERS:
        return [(f"party:{rule.forfeit_to}", 1)]
    others = Share.objects.filter(share_set=line.set_key, party="").exclude(person=line.person_id)
    return [(share.person, share.part) for share in others.select_related("person").order_by("line") if share.part]
