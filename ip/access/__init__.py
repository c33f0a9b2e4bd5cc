"""Who sees intellectual property and its money, and who may do what: rules as querysets, one file for each subject."""
from ip.access.deals import AmendmentQuerySet, DealQuerySet, LicenceQuerySet, ScheduleLineQuerySet, ScheduleQuerySet, deals
from ip.access.hearings import HearingQuerySet, records_hearing
from ip.access.money import (
    CostQuerySet,
    DistributionQuerySet,
    HoldQuerySet,
    LineQuerySet,
    OpeningLineQuerySet,
    OpeningQuerySet,
    PayoutQuerySet,
    PolicyQuerySet,
    PolicyVersionQuerySet,
    SettlementPartQuerySet,
    SettlementQuerySet,
    UnfinishedQuerySet,
    bears_costs,
)
from ip.access.results import (
    AssetQuerySet,
    ContributorQuerySet,
    DisclosureQuerySet,
    OwnershipQuerySet,
    StakeQuerySet,
    contributes,
    manages,
    receivers_of,
    writes,
)
from ip.access.shares import (
    DepartureQuerySet,
    MeritQuerySet,
    ShareQuerySet,
    ShareSetQuerySet,
    SignatureQuerySet,
    SignedPaperQuerySet,
    SigningLinkQuerySet,
    confirms,
    own_departure,
    own_inventors,
)
from ip.access.studies import OfStudyQuerySet, StudyQuerySet, chooses_study, opens_study, states_values, withdraws_study

__all__ = [
    "AmendmentQuerySet", "AssetQuerySet", "ContributorQuerySet", "CostQuerySet", "DealQuerySet", "DepartureQuerySet", "DisclosureQuerySet",
    "DistributionQuerySet", "HearingQuerySet", "HoldQuerySet", "LicenceQuerySet", "LineQuerySet", "MeritQuerySet",
    "OfStudyQuerySet", "OpeningLineQuerySet", "OpeningQuerySet", "OwnershipQuerySet", "PayoutQuerySet",
    "PolicyQuerySet", "PolicyVersionQuerySet", "ScheduleLineQuerySet", "ScheduleQuerySet", "SettlementPartQuerySet",
    "SettlementQuerySet", "ShareQuerySet", "ShareSetQuerySet", "SignatureQuerySet", "SignedPaperQuerySet",
    "SigningLinkQuerySet", "StakeQuerySet", "StudyQuerySet", "UnfinishedQuerySet", "bears_costs", "chooses_study",
    "confirms", "contributes", "deals", "manages", "opens_study", "own_departure", "own_inventors", "receivers_of",
    "records_hearing", "states_values", "withdraws_study", "writes",
]  # fmt: skip
