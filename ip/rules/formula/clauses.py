"""Where the steps of a formula stand in their source."""

from dataclasses import dataclass, field

from ip.rules.documents import Words


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a step stands in the published rule, and what it says there in our own words."""

    section: str = ""
    words: Words = field(default_factory=Words)
