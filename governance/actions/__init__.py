from governance.actions.comments import comment
from governance.actions.decisions import cast_vote, open_decision, void_decision
from governance.actions.links import request_link
from governance.actions.roles import request_invitation, request_role, withdraw_request

__all__ = [
    "cast_vote", "comment", "open_decision", "request_invitation", "request_link", "request_role", "void_decision",
    "withdraw_request",
]  # fmt: skip
