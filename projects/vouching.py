"""For which rows of projects the record vouches: what was agreed, who takes part, what was handed in, what is to be paid."""
from projects.models import (
    Amendment,
    Assessment,
    Clause,
    Condition,
    Contribution,
    ContributionMade,
    Criterion,
    ExpectedIncome,
    Failure,
    FailurePart,
    IncomeReceipt,
    Milestone,
    Participation,
    Project,
    RequiredApprover,
    Submission,
    SubmittedFile,
    TeamMember,
    Turn,
)
from record.vouching import Vouched, belonging, vouch

vouch(
    Vouched(Project, "owner__uid", parts={
        "parties": belonging(Participation, "project", "institution", "role", "joined", "until"),
        "contributions": belonging(
            Contribution, "participation__project", "participation__institution", "kind", "since", "until", "amount", "what"),
        "clauses": belonging(Clause, "project", "kind", "number", "text_en", "text_zh", "terms", "since"),
        "turns": belonging(Turn, "project", "to", "on", "reasons", "lessons", "membership"),
    }),
    Vouched(Amendment, "project__owner__uid"),
    Vouched(TeamMember, "project__owner__uid"),
    Vouched(ContributionMade, "participation__project__owner__uid"),
    Vouched(Milestone, "project__owner__uid", dropped="milestone.dropped", parts={
        "criteria": belonging(Criterion, "milestone", "position", "text", "evidence", order="position"),
        "approvers": belonging(RequiredApprover, "milestone", "institution"),
    }),
    Vouched(Condition, "submission__milestone__project__owner__uid"),
    Vouched(Failure, "milestone__project__owner__uid",
            parts={"parts": belonging(FailurePart, "failure", "line", "institution", "part", order="line")}),
    Vouched(Submission, "milestone__project__owner__uid", parts={
        "files": belonging(SubmittedFile, "submission", "position", "criterion", "blob__sha256", "name", "uploaded_by", order="position"),
        "assessments": belonging(Assessment, "submission", "criterion", "met", "text"),
    }),
    Vouched(ExpectedIncome, "project__owner__uid",
            parts={"receipts": belonging(IncomeReceipt, "expected", "receipt", "amount", "matched_by")}),
)  # fmt: skip
