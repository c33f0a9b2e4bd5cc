"""The pieces of a formula as the library computes with them: frozen, exact, amounts in minor units."""

from ip.rules.formula.clauses import Clause
from ip.rules.formula.deductions import ALL, ChosenAmount, CostRecovery, Deduction, FixedAmount, Percent
from ip.rules.formula.parties import Party
from ip.rules.formula.rules import Bounds, Note, Payout, PersonsRule, Question
from ip.rules.formula.schedules import Circumstance, Schedule
from ip.rules.formula.tiers import EVERY_MONEY, Cap, CapsCount, Counting, Indexation, IndexEntry, Least, Threshold, Tier

__all__ = [
    "ALL",
    "EVERY_MONEY",
    "Bounds",
    "Cap",
    "CapsCount",
    "ChosenAmount",
    "Circumstance",
    "Clause",
    "CostRecovery",
    "Counting",
    "Deduction",
    "FixedAmount",
    "IndexEntry",
    "Indexation",
    "Least",
    "Note",
    "Party",
    "Payout",
    "Percent",
    "PersonsRule",
    "Question",
    "Schedule",
    "Threshold",
    "Tier",
]
