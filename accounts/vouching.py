"""For which rows of people the record vouches: who they are, what they sign in with, who may do what, by whose word.

Whoever puts a password, an authenticator or a token of their own beneath the actions acts in another's name from then on,
and all that follows would look right: so each of them is a row that the record was told of.
"""
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Grant, Invitation, Membership, Person, Token
from record.vouching import Vouched, belonging, vouch

NOT_SAID = ("last_login", "language", "theme", "acting_in_id")
vouch(
    Vouched(Person, "memberships__institution__uid", shared=True, without=NOT_SAID, parts={
        "factor": belonging(TOTPDevice, "user", "confirmed", "key", "step", "t0", "digits", "tolerance"),
        "recovery": belonging(StaticToken, "device__user", "token"),
    }),
    Vouched(Token, "membership__institution__uid", without=("last_used",)),
    Vouched(Membership, "institution__uid"),
    Vouched(Grant, "membership__institution__uid"),
    Vouched(Invitation, "institution__uid"),
)  # fmt: skip
