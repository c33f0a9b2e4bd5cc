from governance.actions.comments import comment
from governance.actions.decisions import cast_vote, open_decision, void_decision
from governance.actions.duties import Owed, finish_duty, keep_duties, set_calendar_day, waive_duty
from governance.actions.links import request_link
from governance.actions.roles import request_invitation, request_role, withdraw_request

__all__ = [
    "Owed", "cast_vote", "comment", "finish_duty", "keep_duties", "open_decision", "request_invitation", "request_link",
    "request_role", "set_calendar_day", "void_decision", "waive_duty", "withdraw_request",
]  # fmt: skip
