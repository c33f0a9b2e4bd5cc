from projects.models.acceptance import Condition, Failure, FailurePart
from projects.models.amendment import Amendment
from projects.models.clause import Clause
from projects.models.income import ExpectedIncome, IncomeReceipt
from projects.models.milestone import Criterion, Milestone, RequiredApprover
from projects.models.participation import Contribution, ContributionKind, ContributionMade, Participation
from projects.models.project import Kind, Outline, Project
from projects.models.submission import Assessment, Submission, SubmittedFile, WorkFile
from projects.models.team import Credit, TeamMember
from projects.models.turn import Turn

__all__ = [
    "Amendment", "Assessment", "Clause", "Condition", "Contribution", "ContributionKind", "ContributionMade", "Credit",
    "Criterion", "ExpectedIncome", "Failure", "FailurePart", "IncomeReceipt", "Kind", "Milestone", "Outline", "Participation",
    "Project", "RequiredApprover", "Submission", "SubmittedFile", "TeamMember", "Turn", "WorkFile",
]
