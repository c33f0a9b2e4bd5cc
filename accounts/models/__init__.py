from accounts.models.membership import Grant, Invitation, Membership, Token
from accounts.models.person import Person

__all__ = ["Grant", "Invitation", "Membership", "Person", "Token"]
