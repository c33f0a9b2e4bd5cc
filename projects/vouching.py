"""For which rows of projects the record vouches: what was agreed, what was handed in, what is to be paid."""
from projects.models import Clause, ExpectedIncome, IncomeReceipt, Milestone, Participation, Project, Submission, SubmittedFile
from record.vouching import Vouched, belonging, vouch

vouch(
    Vouched(Project, "owner__uid", parts={
        "parties": belonging(Participation, "project", "institution", "role", "joined", "until"),
        "clauses": belonging(Clause, "project", "kind", "number", "text_en", "text_zh", "terms", "since"),
    }),
    Vouched(Milestone, "project__owner__uid", dropped="milestone.dropped"),
    Vouched(Submission, "milestone__project__owner__uid", parts={
        "files": belonging(SubmittedFile, "submission", "position", "criterion", "blob__sha256", "name", "uploaded_by", order="position"),
    }),
    Vouched(ExpectedIncome, "project__owner__uid",
            parts={"receipts": belonging(IncomeReceipt, "expected", "receipt", "amount", "matched_by")}),
)  # fmt: skip
