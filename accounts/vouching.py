"""For which rows of people the record vouches: who may do what, by whose word."""
from accounts.models import Grant, Membership
from record.vouching import Vouched, vouch

vouch(Vouched(Membership, "institution__uid"), Vouched(Grant, "membership__institution__uid"))
