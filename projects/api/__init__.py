"""What programs read and do with projects, their parties, money, team, clauses and amendments. Amounts are minor units."""
from projects.api.agreement import Amendments, Clauses
from projects.api.failures import Failures
from projects.api.funded import Funded
from projects.api.income import ExpectedIncomes
from projects.api.milestones import Milestones, WorkFiles
from projects.api.parties import Contributions, ContributionsMade, Parties
from projects.api.projects import Projects
from projects.api.submissions import Conditions, Files, Submissions
from projects.api.team import Team

routes = [
    ("projects", Projects), ("funded-projects", Funded), ("parties", Parties), ("contributions", Contributions),
    ("contributions-made", ContributionsMade), ("team-members", Team), ("clauses", Clauses), ("amendments", Amendments),
    ("milestones", Milestones), ("work-files", WorkFiles), ("submissions", Submissions), ("submitted-files", Files),
    ("conditions", Conditions), ("failures", Failures), ("expected-income", ExpectedIncomes),
]  # fmt: skip
