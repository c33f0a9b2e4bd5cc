"""What a verification found, and what the record was when it ended, is itself vouched for."""
from audit.models import Verification
from record.vouching import Vouched, vouch

AS_IT_GOES = ("state", "stage", "done", "total", "events", "postings", "distributions", "moved_at")  # written while it runs
vouch(Vouched(Verification, "institution__uid", without=AS_IT_GOES))
