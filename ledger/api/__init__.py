"""What programs read of the books. Writing is done above, where it is known what money was for."""
from ledger.api.books import Accounts, Payments, Postings

routes = [("accounts", Accounts), ("postings", Postings), ("payments", Payments)]
