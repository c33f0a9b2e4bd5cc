"""Reading the deductions of a policy."""

from fractions import Fraction
from typing import Any

from ip.rules.documents import Fields, Read, Words, boolean, list_of, one_of, text, words
from ip.rules.errors import Refused
from ip.rules.formula import ALL, ChosenAmount, Clause, CostRecovery, Deduction, FixedAmount, Percent
from ip.rules.reading.words import clause, key, minor, or_else, percent

PER = ("life", "year", "receipt")
KINDS = ("percent", "cost_recovery", "amount", "statutory")


def deduction(money: str | None) -> Read[Deduction]:
    """A reader of one deduction of a policy that counts in `money`."""

    def read(value: object, path: str) -> Deduction:
        fields = Fields(value, path)
        kind = fields.need("kind", one_of(KINDS))
        begun = fields.need("key", key), fields.need("name", words), fields.maybe("clause", clause) or Clause()
        step = READ[kind](fields, begun, money)
        fields.done()
        return step

    return read


Begun = tuple[str, Words, Clause]


def _percent(fields: Fields, begun: Begun, money: str | None) -> Deduction:
    of, less = fields.need("of", _base)
    payee = fields.maybe("payee", key) or ""
    third_party = fields.maybe("third_party", boolean) or False
    rate, most = None, ALL
    if fields.maybe("optional", boolean):
        most = or_else(fields.maybe("max", percent), ALL)
    else:
        rate = fields.need("percent", percent)
    if payee and third_party:
        raise Refused(fields.at("payee"), "not_together", other="third_party")
    return Percent(*begun, of, rate, most, less, payee, third_party, **_bounds(fields, of, rate, money))


def _bounds(fields: Fields, of: str, rate: Fraction | None, money: str | None) -> dict[str, Any]:
    """Between which heights of the gross total a percentage is taken, how little and how much of it; over which time."""
    above, up_to = fields.maybe("above", minor(money)) or 0, fields.maybe("up_to", minor(money))
    least, limit = fields.maybe("least", minor(money)) or 0, fields.maybe("limit", minor(money))
    per = fields.maybe("per", one_of(PER))
    between = bool(above) or up_to is not None
    if per and not between and limit is None:
        raise Refused(fields.at("per"), "not_without", other="above, up_to, limit")
    if between and (of != "gross" or rate is None):
        raise Refused(fields.at("above" if above else "up_to"), "not_together", other="optional" if rate is None else "of")
    if up_to is not None and up_to <= above:
        raise Refused(fields.at("up_to"), "order", low=above)
    if least and (between or rate is None):
        raise Refused(fields.at("least"), "not_together", other="above, up_to" if between else "optional")
    if limit is not None and limit < least:
        raise Refused(fields.at("limit"), "order", low=least)
    return {"above": above, "up_to": up_to, "least": least, "limit": limit, "per": per or "life" if between or limit is not None else ""}


def _base(value: object, path: str) -> tuple[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        return one_of(("gross", "remaining"))(value, path), ()
    fields = Fields(value, path)
    word = "taken_by" if "taken_by" in fields.data else "gross_less"
    named = fields.need(word, list_of(key))
    fields.done()
    if word == "taken_by" and not named:
        raise Refused(fields.at(word), "empty")
    return word, named


def _costs(fields: Fields, begun: Begun, money: str | None) -> Deduction:
    limit, per = fields.maybe("limit", minor(money)), fields.maybe("per", one_of(PER))
    if per and limit is None:
        raise Refused(fields.at("per"), "not_without", other="limit")
    return CostRecovery(
        *begun,
        at_most=or_else(fields.maybe("at_most", percent), ALL),
        above=fields.maybe("above", minor(money)) or 0,
        pool=fields.maybe("pool", key) or "",
        limit=limit,
        per="" if limit is None else per or "life",
    )


def _amount(fields: Fields, begun: Begun, money: str | None) -> Deduction:
    if fields.maybe("optional", boolean):
        return ChosenAmount(*begun)
    step = FixedAmount(
        *begun,
        amount=fields.need("amount", minor(money)),
        payee=fields.maybe("payee", key) or "",
        credited=fields.maybe("credited", boolean) or False,
        per=fields.maybe("per", one_of(PER)) or "life",
        each=fields.maybe("each", boolean) or False,
    )
    if step.each and not step.payee:
        raise Refused(fields.at("each"), "not_without", other="payee")
    if step.each and step.credited:
        raise Refused(fields.at("each"), "not_together", other="credited")
    if step.credited and (not step.payee or step.per != "life"):
        raise Refused(fields.at("credited"), "credited")
    return step


def _statutory(fields: Fields, begun: Begun, money: str | None) -> Deduction:
    rate, payee = fields.need("percent", percent), fields.need("payee", key)
    return Percent(*begun, "gross", rate, payee=payee, statutory=True, law=fields.need("law", text))


READ = {"percent": _percent, "cost_recovery": _costs, "amount": _amount, "statutory": _statutory}


def check_order(steps: tuple[Deduction, ...], path: str) -> None:
    """What a law grants of the gross comes before everything else; a base names only what stands above it."""
    above: list[str] = []
    plain = False
    for index, step in enumerate(steps):
        statutory = isinstance(step, Percent) and step.statutory
        if statutory and plain:
            raise Refused(f"{path}[{index}]", "statutory_first")
        plain = plain or not statutory
        if isinstance(step, Percent):
            for name in step.less:
                if name not in above:
                    raise Refused(f"{path}[{index}].of.{step.of}", "not_above", name=name)
        for name in (item.key for item in steps if isinstance(item, FixedAmount) and item.each):
            if step.key.startswith(f"{name}:"):  # the name of what one person got of it
                raise Refused(f"{path}[{index}].key", "duplicate", name=step.key)
        above.append(step.key)
    credited = [step for step in steps if isinstance(step, FixedAmount) and step.credited]
    if len(credited) > 1:
        raise Refused(f"{path}[{steps.index(credited[1])}].credited", "not_together", other=credited[0].key)
    granted = sum((step.percent or Fraction(0) for step in steps if isinstance(step, Percent) and step.statutory), Fraction(0))
    if granted > 100:
        raise Refused(path, "range", value=granted, low=0, high=100)
