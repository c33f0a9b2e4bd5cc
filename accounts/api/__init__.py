"""What programs read and do with people, memberships, roles and invitations."""
from accounts.api.invitations import Invitations
from accounts.api.me import Me
from accounts.api.people import Memberships, People, Roles

routes = [("people", People), ("memberships", Memberships), ("roles", Roles), ("invitations", Invitations), ("me", Me)]
