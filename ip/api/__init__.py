"""What programs read and do with results, shares, deals, policies, statements, money, studies, hearings and the Lambert guide."""
from ip.api.deals import Deals
from ip.api.departures import Departures
from ip.api.hearings import Hearings
from ip.api.lambert import LambertGuides
from ip.api.merits import Merits
from ip.api.money import Costs, Payouts, Receipts
from ip.api.openings import Openings
from ip.api.policies import Policies, Versions
from ip.api.results import Assets, Disclosures, Ownership
from ip.api.shares import Papers, Shares, ShareSets, Signatures
from ip.api.sharing import Distributions, Forfeitures, Holds, Settlements
from ip.api.statements import Statement
from ip.api.studies import Studies

routes = [
    ("disclosures", Disclosures), ("assets", Assets), ("ownership", Ownership), ("share-sets", ShareSets),
    ("shares", Shares), ("signatures", Signatures), ("signed-papers", Papers),
    ("departures", Departures), ("deals", Deals),
    ("policies", Policies), ("policy-versions", Versions), ("statements/me", Statement),
    ("receipts", Receipts), ("costs", Costs), ("settlements", Settlements), ("distributions", Distributions), ("holds", Holds),
    ("forfeitures", Forfeitures),
    ("payouts", Payouts), ("openings", Openings), ("studies", Studies),
    ("lambert-guides", LambertGuides), ("merits", Merits), ("hearings", Hearings),
]  # fmt: skip
