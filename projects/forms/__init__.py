from projects.forms.amending import AmendClauseForm, AmendForm, TakeBackForm
from projects.forms.basics import DraftForm, NewProjectForm
from projects.forms.clauses import ClauseForm
from projects.forms.invite import InviteForm
from projects.forms.listing import OutlineFilter, ProjectFilter
from projects.forms.parties import ContributeForm, PartyForm, PlanForm
from projects.forms.reasons import LessonsForm, ReasonsForm, VoteForm
from projects.forms.team import JoinForm, LeaveForm, RolesForm

__all__ = [
    "AmendClauseForm", "AmendForm", "ClauseForm", "ContributeForm", "DraftForm", "InviteForm", "JoinForm", "LeaveForm", "LessonsForm",
    "NewProjectForm", "OutlineFilter", "PartyForm", "PlanForm", "ProjectFilter", "ReasonsForm", "RolesForm", "TakeBackForm",
    "VoteForm",
]
