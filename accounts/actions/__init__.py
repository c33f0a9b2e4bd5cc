from accounts.actions.credentials import add_factor, post_reset, remove_factor, renew_hash, set_password, show_code
from accounts.actions.invitations import accept_invitation, invite, renew_invitation, withdraw_invitation
from accounts.actions.opening import open_institution
from accounts.actions.places import place_member
from accounts.actions.profile import act_as, change_profile, choose_language, choose_theme
from accounts.actions.roles import end_membership, end_role, grant_role
from accounts.actions.tokens import make_token, note_use, revoke_token

__all__ = [
    "accept_invitation", "act_as", "add_factor", "change_profile", "choose_language", "choose_theme", "end_membership",
    "end_role", "grant_role", "invite", "make_token", "note_use", "open_institution", "place_member", "post_reset",
    "remove_factor", "renew_hash", "renew_invitation", "revoke_token", "set_password", "show_code", "withdraw_invitation",
]  # fmt: skip
