"""What is owed to a person and not paid yet, because their policy pays only from a minimum on: carried forward until then.

Units are no payees here: what they get stands in their own account of the same books when it is posted.
"""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ip.models import Deal, DistributionLine, PolicyVersion
from ip.owed import lines_owed
from ip.rules.formula import Payout
from ip.rules.payout import pays
from ip.wording import clause_said
from record.wording import money

Key = tuple[int, int, str]  # institution, person, currency


@dataclass(frozen=True)
class Balance:
    """All that an institution owes a person in one currency, in minor units. `rule` is the minimum that it waits for; None
    where it is paid at once, since a policy names none, or since a deal that money is from has ended."""

    owed: int
    currency: str
    rule: Payout | None = None

    @property
    def carried(self) -> bool:
        return self.rule is not None and self.owed > 0 and not pays(self.owed, self.rule.minimum)

    @property
    def why(self) -> str:
        """In words, with the policy's clause; nothing where it is not carried."""
        if not self.carried or self.rule is None:
            return ""
        said = {"owed": money(self.owed, self.currency), "minimum": money(self.rule.minimum, self.currency)}
        text = _("%(owed)s are owed so far; the policy pays from %(minimum)s on. It is carried forward to what comes next.") % said
        return " ".join(filter(None, [text, clause_said(self.rule.clause)]))


def key_of(line: DistributionLine) -> Key:
    """Whose balance a person's line belongs to."""
    assert line.person_id is not None
    return line.distribution.institution_id, line.person_id, line.distribution.currency


def balances(open_lines: Iterable[tuple[DistributionLine, int]]) -> dict[Key, Balance]:
    """Of lines with what is owed of each. Nobody waits for a minimum of which the policy of one of their lines knows
    nothing: the smallest of them counts."""
    sums: dict[Key, int] = {}
    rules: dict[Key, list[Payout | None]] = {}
    read: dict[int, Payout | None] = {}
    for line, owed in open_lines:
        of = line.distribution
        key = key_of(line)
        sums[key] = sums.get(key, 0) + owed
        if owed > 0:
            if of.policy_version_id not in read:
                read[of.policy_version_id] = rule_of(of.policy_version)
            rules.setdefault(key, []).append(None if of.deal.state == Deal.State.ENDED else read[of.policy_version_id])
    return {key: Balance(owed, key[2], _rule(rules.get(key, []))) for key, owed in sums.items()}


def _rule(rules: list[Payout | None]) -> Payout | None:
    found = [rule for rule in rules if rule is not None]
    return min(found, key=lambda rule: rule.minimum) if found and len(found) == len(rules) else None


def rule_of(version: PolicyVersion) -> Payout | None:
    """The minimum from which a version pays persons; None where it pays them at once."""
    policy = version.formula
    rule, persons = policy.payout, policy.persons
    if rule is None or not rule.minimum or persons is None or (rule.parties and persons.key not in rule.parties):
        return None
    return rule


def balances_of(lines=None) -> dict[Key, Balance]:
    """Of a queryset of lines; all where none is given."""
    rows = lines_owed(lines).select_related("distribution__policy_version", "distribution__deal")
    return balances((row, row.owed) for row in rows.order_by("pk"))
