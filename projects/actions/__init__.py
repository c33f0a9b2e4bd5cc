from projects.actions.acceptance import decide_submission, take_up_again
from projects.actions.amendments import ask_again, propose_amendment, withdraw_amendment
from projects.actions.clauses import write_clause
from projects.actions.conditions import confirm_condition, refuse_condition, report_condition
from projects.actions.contributions import record_contribution, take_back_contribution
from projects.actions.course import (
    begin_closing,
    close_project,
    drop_draft,
    resume_project,
    start_project,
    suspend_project,
)
from projects.actions.draft import log_project, write_draft
from projects.actions.failures import propose_failure, withdraw_failure
from projects.actions.holding import hold_amendment
from projects.actions.income import match_receipt, receive_income
from projects.actions.parties import add_party, promise_contribution, remove_party, withdraw_contribution
from projects.actions.plan import change_milestone, drop_milestone, move_milestone, plan_milestone
from projects.actions.signing import propose_project, withdraw_proposal
from projects.actions.submissions import add_files, begin_work, submit_milestone, take_file_away, withdraw_submission
from projects.actions.team import change_roles, join_team, leave_team

__all__ = [
    "add_files", "add_party", "ask_again", "begin_closing", "begin_work", "change_milestone", "change_roles", "close_project",
    "confirm_condition", "decide_submission", "drop_draft", "drop_milestone", "hold_amendment", "join_team", "leave_team", "log_project",
    "match_receipt", "move_milestone", "plan_milestone", "promise_contribution", "propose_amendment", "propose_failure",
    "propose_project", "receive_income", "record_contribution", "refuse_condition", "remove_party", "report_condition",
    "resume_project", "start_project", "submit_milestone", "suspend_project", "take_back_contribution",
    "take_file_away", "take_up_again", "withdraw_amendment", "withdraw_contribution", "withdraw_failure",
    "withdraw_proposal", "withdraw_submission", "write_clause", "write_draft",
]
