from ip.actions.assets import file_application, lapse_asset, register_grant, state_facts
from ip.actions.choosing import choose_allocation
from ip.actions.criteria import adopt_weights, set_criteria
from ip.actions.deals import change_deal, draft_deal, end_deal, propose_deal, settle_deal, withdraw_deal
from ip.actions.departures import confirm_departure, propose_departure
from ip.actions.disclosures import (
    accept_disclosure,
    change_disclosure,
    decline_disclosure,
    draft_disclosure,
    return_disclosure,
    submit_disclosure,
    withdraw_disclosure,
)
from ip.actions.hearings import record_hearing
from ip.actions.merits import record_merit
from ip.actions.ownership import set_owners
from ip.actions.policies import (
    change_draft,
    draft_version,
    open_policy,
    propose_version,
    settle_version,
    take_back_version,
    withdraw_draft,
)
from ip.actions.shares import propose_shares
from ip.actions.signing import confirm_paper, file_paper, refuse_paper, send_link, sign_by_link, sign_share
from ip.actions.studies import open_study, set_unstated, state_values, withdraw_study
from ip.actions.unfinished import drop_unfinished, keep_unfinished

__all__ = [
    "accept_disclosure", "adopt_weights", "change_deal", "change_disclosure", "change_draft", "choose_allocation",
    "confirm_departure", "confirm_paper", "decline_disclosure", "draft_deal", "draft_disclosure", "draft_version", "drop_unfinished",
    "end_deal", "file_application", "file_paper", "keep_unfinished", "lapse_asset", "open_policy", "open_study",
    "propose_deal", "propose_departure", "propose_shares", "propose_version", "record_hearing", "record_merit", "refuse_paper",
    "register_grant", "return_disclosure", "send_link", "set_criteria", "set_owners", "set_unstated", "settle_deal", "settle_version",
    "sign_by_link", "sign_share", "state_facts", "state_values", "submit_disclosure", "take_back_version",
    "withdraw_deal", "withdraw_disclosure", "withdraw_draft", "withdraw_study",
]  # fmt: skip
