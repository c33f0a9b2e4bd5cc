"""Formulas and computations as sentences, in the active language.

    tell(distribution.trace, names={person_uid: name}, signed={signer(person_uid): date})  → [Told], one for each step
    tell(settlement.trace, names={institution_uid: name}, currency="CNY")
    spell(version.formula)                                                         → [Spelled], the policy step by step
    tell_floors(findings, "CNY")                                                   → [ToldFloor], what the law asks

`Told.label` says who or what, `.why` where the amount comes from, clause and rounding included.
"""
from ip.wording.articles import article_of, cited, in_a_row, quoted
from ip.wording.extras import departures
from ip.wording.floors import ToldFloor, tell_floors
from ip.wording.formulas import Spelled, asked, deciding_date, spell
from ip.wording.origins import choices, fact, one_word, origin_said, sayable
from ip.wording.parts import clause_said, in_words, share
from ip.wording.portions import signer
from ip.wording.traces import Told, tell

__all__ = [
    "Spelled", "Told", "ToldFloor", "article_of", "asked", "choices", "cited", "clause_said", "deciding_date", "departures", "fact",
    "in_a_row", "in_words", "one_word", "origin_said", "quoted", "sayable", "share", "signer", "spell", "tell", "tell_floors",
]  # fmt: skip
