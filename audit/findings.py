"""What a check found that does not hold."""
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """A code (guard, record, altered, acted, untold, unmade, undone, vanished, file, unbalanced, differs) and where: the uid and model of
    what does not hold, and facts."""

    code: str
    subject: str
    of: str
    facts: dict

    def data(self) -> dict:
        return asdict(self)
