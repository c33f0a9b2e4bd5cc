"""Sharing the income of inventions: pure, exact, explained. No Django, no database, no clock, no binary fractions.

    from ip.policies import published                      # formulas as data, with their sources
    from ip.rules import Shares, Standing, answered, check, distribute, read_policy, reverse, settle

    document = answered(published()["us-yale"], applies_by="received")   # what the source leaves open, the office says
    policy = read_policy(document)                         # Refused("tiers[1].colour: not a feature of format 1")
    between = settle(25_000_000, Shares.read([("uni", "3/5"), ("company", "2/5")]))          # minor units throughout
    result = distribute(policy, between.part("uni"), currency="USD",
                        standing=Standing(life_to_date=9_800_001, pool=123_456),             # derived by the caller
                        shares=Shares.read([("ada", 3), ("ben", 2)], whole=5))
    result.lines, result.after                             # sum(lines) == gross; the standing after posting them
    result.trace()                                         # JSON data: inputs, steps with clause and exact parts, lines
    check(stored_trace, result)                            # () or every Difference, line by line
    reverse(result.lines, net=result.net)                  # the exact negative; reverse(lines, 500, net=…) a part
    policy.needs                                           # which other sums of the Standing this policy reads

`play` runs events over time and keeps such sums itself (`python -m ip.rules POLICY EVENTS`); `compiled` and `many` give the
same amounts without reasons, fast; `fair` proposes shares for those who have not agreed.

Conventions (rounding.py, distribution.py): each level is rounded by largest remainder before the next begins, ties in the
listed order, which is part of every fingerprint. `check_floors` and `propose` state what the law asks; they never share
money. What the library does not take it refuses by name, with its place, as `Refused(path, code, facts)`.
"""

from ip.rules.canonical import canonical_bytes, fingerprint, read_json
from ip.rules.distribution import Distribution, distribute
from ip.rules.documents import Words
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text
from ip.rules.floors import Finding, Floor, FloorCase, check_floors, read_floors
from ip.rules.formula import Question
from ip.rules.law import JointRule, Law, joint_rule, read_law
from ip.rules.lines import Line
from ip.rules.money import convert, decimals, half_away_from_zero, included_tax, largest_remainder, round_up
from ip.rules.origin import Origin
from ip.rules.ownership import ProjectResult, Proposal, propose
from ip.rules.policy import Needs, Policy
from ip.rules.reading import read_policy
from ip.rules.reversal import Reversal, reverse
from ip.rules.settlement import Settlement, settle
from ip.rules.shares import Shares
from ip.rules.standing import Standing
from ip.rules.statutes import Article, read_statutes
from ip.rules.terms import Terms, read_terms
from ip.rules.verification import Difference, check, recomputed
from ip.rules.versions import answered, holding, holds, pick

__all__ = [
    "Article",
    "Difference",
    "Distribution",
    "Finding",
    "Floor",
    "FloorCase",
    "JointRule",
    "Law",
    "Line",
    "Needs",
    "Origin",
    "Policy",
    "ProjectResult",
    "Proposal",
    "Question",
    "Refused",
    "Reversal",
    "Settlement",
    "Shares",
    "Standing",
    "Terms",
    "Words",
    "answered",
    "canonical_bytes",
    "check",
    "check_floors",
    "convert",
    "decimals",
    "distribute",
    "exact",
    "exact_text",
    "fingerprint",
    "half_away_from_zero",
    "holding",
    "holds",
    "included_tax",
    "joint_rule",
    "largest_remainder",
    "pick",
    "propose",
    "read_floors",
    "read_json",
    "read_law",
    "read_policy",
    "read_statutes",
    "read_terms",
    "recomputed",
    "reverse",
    "round_up",
    "settle",
]
