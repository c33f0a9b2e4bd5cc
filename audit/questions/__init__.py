"""The ready questions of the desk, each answered from the record and the rows at the moment it is asked."""
from django.utils.translation import gettext_lazy as _

from audit.questions.decisions import by_the_preparer, changed_after
from audit.questions.following import undone
from audit.questions.money import gaps, not_reconciled, paid_late, unshared
from audit.questions.people import alone
from audit.questions.question import Answer, Found, Question

QUESTIONS = (
    Question("alone", _("Who could move money alone?"),
             _("People whose roles together prepare and approve money, and money roles or administrators made by one person."), alone),
    Question("by-the-preparer", _("Approved by the person who prepared it"),
             _("Decisions on money in which one person, by whatever account, was on both sides."), by_the_preparer),
    Question("changed-after", _("Changed after approval"),
             _("What was agreed to, compared with what stands now, by fingerprint."), changed_after),
    Question("paid-late", _("Paid after the deadline, or overdue"),
             _("Rewards in money that were paid, or are still owed, after their due date."), paid_late),
    Question("unshared", _("Received but not yet shared, over 90 days"),
             _("Income of deals that came in and has not reached those who share it."), unshared, grave=False),
    Question("reconciled", _("Reconciled to the last cent and share"),
             _("What came in, against where it went, by rows and by the ledger."), not_reconciled),
    Question("gaps", _("Gaps in document numbers"),
             _("Numbers that were issued and are on no document."), gaps),
    Question("undone", _("Left undone by the system"),
             _("Rewards, mails, reminders and deadlines that should have followed from what was done, and did not."), undone),
)  # fmt: skip


def answer(question: Question, actor) -> Answer:
    return Answer(question, list(question.find(actor)))


def answers(actor) -> list[Answer]:
    return [answer(question, actor) for question in QUESTIONS]


__all__ = ["QUESTIONS", "Answer", "Found", "Question", "answer", "answers"]
