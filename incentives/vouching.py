"""For which rows of rewards the record vouches."""
from incentives.models import Reward
from ledger.vouching import posted
from record.vouching import Vouched, vouch

vouch(Vouched(Reward, "institution__uid", parts={"postings": posted}))
