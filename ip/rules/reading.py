"""From a policy document (`format: 1`) to a Policy. The format is described in ip/policies/FORMAT.md."""

from collections.abc import Mapping
from fractions import Fraction

from ip.rules.canonical import fingerprint, read_json
from ip.rules.documents import Fields, Words, boolean, exists, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.exact import exact, exact_text
from ip.rules.money import decimals
from ip.rules.policy import SCOPES, ChosenAmount, Clause, CostRecovery, Deduction, Note, Party, Percent, Policy, Tier
from ip.rules.versions import read_dates

ROUNDINGS = ("largest_remainder",)


def read_policy(document: Mapping[str, object] | str | bytes) -> Policy:
    """Check a document (data, or JSON text) and return the Policy that it states.

    Raises Refused, naming the place: a word or feature that format 1 does not know, shares that do not sum to exactly
    100, tiers with a gap, floats, anything missing. Nothing is ignored, nothing is normalised.
    """
    data = read_json(document) if isinstance(document, str | bytes) else document
    mark = fingerprint(data)
    fields = Fields(data)
    fields.need("format", _format)
    currency = fields.maybe("currency", _currency)
    source = Fields(fields.need("source", lambda value, path: value), "source")
    citation, url = source.need("citation", text), source.maybe("url", text) or ""
    source.done()
    applies_by, holds, questions = read_dates(fields)
    parties = fields.need("parties", list_of(_party))
    deductions = fields.need("deductions", list_of(_deduction))
    partial = fields.maybe("partial", words)
    scope = fields.need("scope", one_of(SCOPES))
    tiers = fields.need("tiers", list_of(lambda value, path: _tier(value, path, currency, parties)))
    policy = Policy(
        key=fields.need("id", _key),
        name=fields.need("name", words),
        institution=fields.need("institution", words),
        citation=citation,
        url=url,
        currency=currency,
        applies_by=applies_by,
        holds=holds,
        questions=questions,
        unconfirmed=fields.maybe("unconfirmed", list_of(lambda value, path: _note(value, path, data))) or (),
        partial=partial,
        note=fields.maybe("note", words),
        parties=parties,
        deductions=deductions,
        scope=scope,
        tiers=tiers,
        rounding=fields.need("rounding", one_of(ROUNDINGS)),
        fingerprint=mark,
    )
    fields.done()
    _check_tiers(policy)
    _check_names(policy)
    return policy


def _format(value: object, path: str) -> int:
    if type(value) is not int or value != 1:
        raise Refused(path, "unknown_value", value=str(value)[:40], known="1")
    return value


def _key(value: object, path: str) -> str:
    return text(value, path, limit=80)


def _currency(value: object, path: str) -> str:
    found = text(value, path, limit=3)
    if not (len(found) == 3 and found.isascii() and found.isupper()):
        raise Refused(path, "unknown_value", value=found, known="ISO 4217 codes")
    return found


def _percent(value: object, path: str) -> Fraction:
    found = exact(value, path)
    if not 0 <= found <= 100:
        raise Refused(path, "range", value=exact_text(found), low=0, high=100)
    return found


def _clause(value: object, path: str) -> Clause:
    fields = Fields(value, path)
    clause = Clause(
        section=fields.maybe("section", text) or "",
        words=Words(en=fields.maybe("en", text) or "", zh=fields.maybe("zh", text) or ""),
    )
    fields.done()
    return clause


def _party(value: object, path: str) -> Party:
    fields = Fields(value, path)
    party = Party(fields.need("key", _key), fields.need("name", words), fields.maybe("persons", boolean) or False)
    fields.done()
    return party


def _deduction(value: object, path: str) -> Deduction:
    fields = Fields(value, path)
    kind = fields.need("kind", one_of(("percent", "cost_recovery", "amount")))
    key, name = fields.need("key", _key), fields.need("name", words)
    clause = fields.maybe("clause", _clause) or Clause()
    step: Deduction
    if kind == "percent":
        of = fields.need("of", one_of(("gross", "remaining")))
        if fields.maybe("optional", boolean):
            most = fields.maybe("max", _percent)
            step = Percent(key, name, clause, of, None, Fraction(100) if most is None else most)
        else:
            step = Percent(key, name, clause, of, fields.need("percent", _percent))
    elif kind == "cost_recovery":
        cap = fields.maybe("at_most", _percent)
        step = CostRecovery(key, name, clause, Fraction(100) if cap is None else cap)
    else:
        if not fields.maybe("optional", boolean):
            fields.done()
            raise Refused(path, "unknown_value", value="a fixed amount", known="an optional amount")
        step = ChosenAmount(key, name, clause)
    fields.done()
    return step


def _tier(value: object, path: str, currency: str | None, parties: tuple[Party, ...]) -> Tier:
    fields = Fields(value, path)
    start = fields.need("from", lambda v, p: _minor(v, p, currency))
    end = fields.maybe("to", lambda v, p: _minor(v, p, currency))
    given = Fields(fields.need("shares", lambda v, p: v), f"{path}.shares")
    shares = {party.key: given.maybe(party.key, _percent) or Fraction(0) for party in parties}
    for name in given.data:
        raise Refused(given.path, "not_party", name=str(name)[:60])
    if (total := sum(shares.values(), Fraction(0))) != 100:
        raise Refused(given.path, "sum", sum=exact_text(total), whole=100)
    clause = fields.maybe("clause", _clause) or Clause()
    fields.done()
    return Tier(start, end, shares, clause)


def _minor(value: object, path: str, currency: str | None) -> int:
    """A threshold in major units as whole minor units of the policy's currency."""
    found = exact(value, path) * 10 ** decimals(currency or "")
    if found < 0 or found >= 2**63:
        raise Refused(path, "range", value=str(value)[:40], low=0, high=2**63 - 1)
    if found.denominator != 1:
        raise Refused(path, "not_minor", value=str(value)[:40], currency=currency)
    return int(found)


def _note(value: object, path: str, document: object) -> Note:
    fields = Fields(value, path)
    at = fields.need("at", text)
    if not exists(document, at):
        raise Refused(f"{path}.at", "no_path", value=at[:80])
    note = Note(at, Words(en=fields.maybe("en", text) or "", zh=fields.maybe("zh", text) or ""))
    fields.done()
    return note


def _check_names(policy: Policy) -> None:
    """Keys name lines, so each stands once; a party without a share anywhere is a slip."""
    seen: set[str] = set()
    for path, items in (("deductions", policy.deductions), ("parties", policy.parties)):
        for index, item in enumerate(items):
            if item.key in seen:
                raise Refused(f"{path}[{index}].key", "duplicate", name=item.key)
            seen.add(item.key)
    if sum(party.persons for party in policy.parties) > 1:
        raise Refused("parties", "two_persons")
    for index, party in enumerate(policy.parties):
        if not any(tier.shares[party.key] for tier in policy.tiers):
            raise Refused(f"parties[{index}]", "idle_party", name=party.key)


def _check_tiers(policy: Policy) -> None:
    tiers = policy.tiers
    if not tiers:
        raise Refused("tiers", "empty")
    before: int | None = 0
    for index, tier in enumerate(tiers):
        if before is None:
            raise Refused(f"tiers[{index - 1}].to", "closed_end")
        if tier.start != before:
            raise Refused(f"tiers[{index}].from", "gap", begins=tier.start, ends=before)
        if tier.end is not None and tier.end <= tier.start:
            raise Refused(f"tiers[{index}].to", "order", low=tier.start)
        before = tier.end
    last = f"tiers[{len(tiers) - 1}].to"
    if before is not None and policy.partial is None:
        raise Refused(last, "open_end")
    if policy.scope == "flat" and (len(tiers) > 1 or before is not None):
        raise Refused("scope", "flat_tiers")
    if policy.currency is None and (len(tiers) > 1 or before is not None):
        raise Refused("currency", "no_currency")
