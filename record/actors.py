"""Who acts: one person in one membership, or the house itself. What an actor may is looked up, never guessed."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID


class UnknownCapability(KeyError):
    """The code asked for a capability that stands in no table: a mistake, never a quiet no."""


@dataclass(frozen=True, eq=False)
class Actor:
    """One person acting in one membership of one institution.

    `capabilities` names every capability there is, each with the uids of the institution, units or projects
    in which this membership holds it (empty where it does not).
    """

    person: int
    person_uid: UUID
    membership: int
    membership_uid: UUID
    institution: int
    institution_uid: UUID
    zone: str = "UTC"
    language: str = "en"
    capabilities: Mapping[str, frozenset[UUID]] = field(default_factory=dict, repr=False)
    same_person: frozenset[int] = frozenset()  # accounts proven to be one person, this one included

    system = False

    @cached_property
    def standing(self) -> tuple:
        """All that rules are made of: who stands alike sees alike."""
        return (*(value for name, value in vars(self).items() if name != "capabilities"), frozenset(self.capabilities.items()))

    def scopes(self, capability: str) -> frozenset[UUID]:
        """Where the capability is held: uids of institution, units, projects."""
        try:
            return self.capabilities[capability]
        except KeyError:
            raise UnknownCapability(f"{capability} is not in accounts/capabilities.py: who may do it is said there") from None

    def may(self, capability: str, *scopes: UUID) -> bool:
        """Whether it is held in the whole institution or in one of `scopes`."""
        held = self.scopes(capability)
        return self.institution_uid in held or not held.isdisjoint(scopes)

    def may_all(self, capability: str) -> bool:
        """Whether it is held in the whole institution."""
        return self.institution_uid in self.scopes(capability)


@dataclass(frozen=True, eq=False)
class System:
    """The house acting for an institution (None: for itself) in a follow-up or by the scheduler."""

    institution_uid: UUID | None = None
    zone: str = "UTC"

    system = True
    person = person_uid = membership = membership_uid = institution = None
    same_person: frozenset[int] = frozenset()

    def may(self, capability: str, *scopes: UUID) -> bool:
        return False

    def may_all(self, capability: str) -> bool:
        return False
