"""What an agreement's clauses say about ownership and income, as data."""

from dataclasses import dataclass
from fractions import Fraction

from ip.rules.documents import Fields, list_of, one_of, text
from ip.rules.errors import Refused
from ip.rules.exact import exact
from ip.rules.shares import Shares


@dataclass(frozen=True, slots=True)
class Terms:
    """`owners` (developer, client, all_parties) with or without `fractions`; `income`, by_parts with `parts`.

    None where the clauses are silent, so that the law answers.
    """

    owners: str | None = None
    fractions: Shares | None = None
    income: str | None = None
    parts: Shares | None = None


def read_terms(data: object) -> Terms:
    """Terms from clause data: `{"owners": "all_parties", "fractions": [["uid", "3/5"], …], "income": "by_parts",
    "parts": [["uid", "1/2"], …]}`, each key optional.

    Fractions are of ownership and never become parts of the income (技术合同解释 art. 16). Raises Refused for an
    unknown word, fractions without joint owners, `by_parts` without parts, parts without `by_parts`, sums other than 1.
    """
    fields = Fields(data)
    terms = Terms(
        owners=fields.maybe("owners", one_of(("developer", "client", "all_parties"))),
        fractions=fields.maybe("fractions", _shares),
        income=fields.maybe("income", one_of(("owner", "each_keeps", "by_parts"))),
        parts=fields.maybe("parts", _shares),
    )
    fields.done()
    if terms.fractions and terms.owners != "all_parties":
        raise Refused("fractions", "not_joint")
    if (terms.income == "by_parts") != (terms.parts is not None):
        raise Refused("parts", "parts_need_rule")
    return terms


def _shares(value: object, path: str) -> Shares:
    return Shares.read(list_of(_pair)(value, path), path)


def _pair(value: object, path: str) -> tuple[str, Fraction]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise Refused(path, "not_pair")
    return text(value[0], f"{path}[0]", limit=80), exact(value[1], f"{path}[1]")
