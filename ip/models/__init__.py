from ip.models.asset import AiField, Asset, Contributor, Disclosure, Funding, PatentType
from ip.models.asset import Kind as AssetKind
from ip.models.deal import Deal, Licence
from ip.models.departure import Departure
from ip.models.hearing import Hearing
from ip.models.merit import Merit
from ip.models.money import Cost, DealReceipt, Scope
from ip.models.opening import Opening, OpeningLine
from ip.models.ownership import OwnershipVersion, Stake, owned
from ip.models.policy import PolicyVersion, SharingPolicy
from ip.models.schedule import Amendment, Schedule, ScheduleLine
from ip.models.shares import Share, ShareSet, Signature, SignedPaper, SigningLink
from ip.models.sharing import Distribution, DistributionLine, Hold, Payout, Settlement, SettlementPart
from ip.models.study import Method, Study, StudyCriterion, StudyParty, StudyValue, Unstated
from ip.models.unfinished import UnfinishedFormula

__all__ = [
    "AiField", "Amendment", "Asset", "AssetKind", "Contributor", "Cost", "Deal", "DealReceipt", "Departure", "Disclosure",
    "Distribution", "DistributionLine", "Funding", "Hearing", "Hold", "Licence", "Merit", "Method", "Opening", "OpeningLine",
    "OwnershipVersion", "PatentType", "Payout", "PolicyVersion", "Schedule", "ScheduleLine", "Scope", "Settlement",
    "SettlementPart", "Share", "ShareSet", "SharingPolicy", "Signature", "SignedPaper", "SigningLink", "Stake", "Study",
    "StudyCriterion", "StudyParty", "StudyValue", "UnfinishedFormula", "Unstated", "owned",
]  # fmt: skip
