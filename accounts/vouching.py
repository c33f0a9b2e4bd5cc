"""For which rows of people the record vouches: who they are, who may do what, by whose word.

Not for what one signs in with: signing in renews a password's hash, and whoever writes into the database beneath the actions
needs no password.
"""
from accounts.models import Grant, Invitation, Membership, Person
from record.vouching import Vouched, vouch

NOT_SAID = ("password", "last_login", "language", "theme", "acting_in_id")
vouch(
    Vouched(Person, "memberships__institution__uid", shared=True, without=NOT_SAID),
    Vouched(Membership, "institution__uid"),
    Vouched(Grant, "membership__institution__uid"),
    Vouched(Invitation, "institution__uid"),
)
