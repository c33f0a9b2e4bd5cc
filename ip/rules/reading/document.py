"""Reading a whole policy document."""

from collections.abc import Mapping

from ip.rules.canonical import fingerprint, read_json
from ip.rules.documents import Fields, Words, exists, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.formula import Note, PersonsRule
from ip.rules.policy import COUNTS, PERIODS, SCOPES, TIERINGS, Policy
from ip.rules.reading import rules
from ip.rules.reading.conditions import check_circumstances, circumstance
from ip.rules.reading.deductions import check_order, deduction
from ip.rules.reading.names import check_names, check_together
from ip.rules.reading.templates import Filled, fill
from ip.rules.reading.tiers import check_indexed, check_schedules, check_tiers, schedule, tier
from ip.rules.reading.words import as_it_is, currency, day_of_year, key
from ip.rules.versions import read_dates


def read_policy(document: Mapping[str, object] | str | bytes) -> Policy:
    """Check a document (data, or JSON text) and return the Policy that it states, with its answers written in.

    Raises Refused, naming the place: a word or feature that format 1 does not know, shares that do not sum to exactly
    100, tiers with a gap, floats, anything missing. Nothing is ignored, nothing is normalised. What is still asked
    stands in `questions`; such a policy can be shown, never used.
    """
    data = read_json(document) if isinstance(document, str | bytes) else document
    mark = fingerprint(data)
    filled = fill(Fields(data).data)
    fields = Fields(filled.data)
    fields.need("format", _format)
    policy = _read(fields, filled, mark)
    fields.done()
    if policy.tiers or "tiers" not in filled.empty:
        asked = f"tiers[{len(policy.tiers)}]" in filled.empty  # the tier above the last one is still asked for
        check_tiers(policy.tiers, policy.scope, asked or policy.partial)
        if not asked:
            check_indexed(policy.indexation, policy.tiers, policy.schedules)
    check_order(policy.deductions, "deductions")
    check_circumstances(policy.circumstances, policy.schedules)
    check_schedules(policy.schedules, policy.partial, policy.deductions)
    check_names(policy)
    check_together(policy)
    return policy


def _read(fields: Fields, filled: Filled, mark: str) -> Policy:
    money = fields.maybe("currency", currency)
    source = Fields(fields.need("source", as_it_is), "source")
    citation, url = source.need("citation", text), source.maybe("url", text) or ""
    source.done()
    applies_by, holds, questions = read_dates(fields)
    parties = _unless_asked(fields, filled, "parties", list_of(rules.party))
    scope = fields.need("scope", one_of(SCOPES))
    period = fields.maybe("period", one_of(PERIODS)) or "life"
    tiering = fields.maybe("tiering", one_of(TIERINGS)) or "marginal"
    counts = fields.maybe("counts", one_of(COUNTS)) or "net"
    tiers = _unless_asked(fields, filled, "tiers", list_of(tier(money, parties)))
    rounds = fields.need("rounding", rules.rounding)
    return Policy(
        key=fields.need("id", key),
        name=fields.need("name", words),
        institution=fields.need("institution", words),
        citation=citation,
        url=url,
        currency=money,
        applies_by=applies_by,
        holds=holds,
        questions=(*questions, *filled.questions),
        unconfirmed=fields.maybe("unconfirmed", list_of(lambda value, path: _note(value, path, filled.data))) or (),
        partial=fields.maybe("partial", words),
        note=fields.maybe("note", words),
        parties=parties,
        deductions=_unless_asked(fields, filled, "deductions", list_of(deduction(money))),
        scope=scope,
        tiers=tiers,
        rounding=rounds.convention,
        fingerprint=mark,
        period=period,
        year_begins=fields.maybe("year_begins", day_of_year) or "01-01",
        tiering=tiering,
        counts=counts,
        caps=fields.maybe("caps", list_of(rules.cap(money))) or (),
        thresholds=fields.maybe("nothing_below", list_of(rules.threshold(money))) or (),
        least=fields.maybe("at_least", list_of(rules.least)) or (),
        indexation=fields.maybe("indexation", rules.indexation(money)),
        schedules=fields.maybe("schedules", list_of(schedule(money, parties, scope, period, tiering, counts))) or (),
        circumstances=fields.maybe("circumstances", list_of(circumstance)) or (),
        people=fields.maybe("persons", rules.persons) or PersonsRule(),
        payout=fields.maybe("payout", rules.payout(money)),
        rounds=rounds,
        what=fields.maybe("what", words),
    )


def _unless_asked(fields: Fields, filled: Filled, name: str, read):
    """A word that every policy has, unless it is what a template still asks for."""
    if name in filled.empty and name not in fields.data:
        return ()
    return fields.need(name, read)


def _format(value: object, path: str) -> int:
    if type(value) is not int or value != 1:
        raise Refused(path, "unknown_value", value=str(value)[:40], known="1")
    return value


def _note(value: object, path: str, document: object) -> Note:
    fields = Fields(value, path)
    at = fields.need("at", text)
    if not exists(document, at):
        raise Refused(f"{path}.at", "no_path", value=at[:80])
    note = Note(at, Words(en=fields.maybe("en", text) or "", zh=fields.maybe("zh", text) or ""))
    fields.done()
    return note
