"""A receipt shared between institutions: common costs first, then by the income clause. Each line is one payable."""

from dataclasses import dataclass
from fractions import Fraction

from ip.rules.canonical import fingerprint
from ip.rules.errors import Refused
from ip.rules.exact import exact_text, whole
from ip.rules.lines import Line, rounded
from ip.rules.shares import Shares


@dataclass(frozen=True, slots=True)
class Settlement:
    """Lines that sum exactly to `amount`: `common_costs` to their bearer (if any), then a `part` for each party."""

    amount: int
    parts: Shares
    borne_by: str | None
    pool_before: int
    pool_after: int
    lines: tuple[Line, ...]

    def part(self, institution: str) -> int:
        """What the income clause gives the institution, without the common costs that it gets back (minor units)."""
        return sum(line.amount for line in self.lines if line.kind == "part" and line.key == institution)

    def trace(self) -> dict[str, object]:
        """The computation as JSON data, as `Distribution.trace`."""
        shares = dict(self.parts.parts)
        return {
            "format": 1,
            "inputs": {
                "amount": self.amount,
                "parts": self.parts.data(),
                "borne_by": self.borne_by,
                "common_pool": self.pool_before,
            },
            "steps": [
                {"code": line.kind, **line.data(), "share": exact_text(shares[line.key])}
                if line.kind == "part"
                else {"code": line.kind, **line.data(), "pool_before": self.pool_before, "pool_after": self.pool_after}
                for line in self.lines
            ],
            "lines": [line.data() for line in self.lines],
            "common_pool": self.pool_after,
        }

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.trace())


def settle(amount: int, parts: Shares, *, common_pool: int = 0, borne_by: str | None = None) -> Settlement:
    """Share `amount` (minor units) between institutions by `parts`, in their listed order, largest remainder.

    Open common costs go back to the party that bore them first, as far as the money reaches. Raises Refused for
    negative amounts, and for common costs that nobody is named to have borne.
    """
    whole(amount, "amount")
    whole(common_pool, "common_pool")
    if common_pool and not borne_by:
        raise Refused("borne_by", "no_bearer")
    recovered = min(common_pool, amount)
    rest = amount - recovered
    shared = parts.split(rest)
    lines = [rounded(borne_by, "common_costs", recovered, Fraction(recovered))] if borne_by and recovered else []
    lines += [rounded(key, "part", shared[key], rest * part) for key, part in parts.parts]
    return Settlement(amount, parts, borne_by, common_pool, common_pool - recovered, tuple(lines))
