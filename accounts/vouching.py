"""For which rows of people the record vouches: who may do what, by whose word."""
from accounts.models import Grant
from record.vouching import Vouched, vouch

vouch(Vouched(Grant, "membership__institution__uid"))
