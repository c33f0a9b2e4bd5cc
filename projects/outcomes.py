"""What follows from each answer to a submission, in words: money with its day, the next milestone, the way back."""
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.models import Milestone
from record.wording import day, money


def outcomes(milestone: Milestone, today: date) -> list[tuple[str, str]]:
    """(answer, what follows), in the order of the buttons."""
    return [
        (_("Accept"), " ".join([*_payment(milestone, today), *_next(milestone)])),
        (_("Accept with conditions"), _conditions(milestone)),
        (_("Return"), _("You say what is missing; %(party)s hands in again. Nothing is paid.") % _party(milestone)),
        (pgettext("milestone", "Reject"), _("Nothing is paid. Either the parties close it as failed, saying what was learnt and who bears "
                                            "what, or you allow a new attempt.")),
    ]  # fmt: skip


def _party(milestone: Milestone) -> dict:
    return {"party": milestone.responsible.institution.name}


def _payment(milestone: Milestone, today: date) -> list[str]:
    if not milestone.payment:
        return [_("No payment is tied to this milestone.")]
    words = {
        "payer": milestone.payer.institution.name, "payee": milestone.payee.institution.name,
        "amount": money(milestone.payment, milestone.project.currency),
        "day": day(today + timedelta(days=milestone.pay_within)), "days": milestone.pay_within,
    }  # fmt: skip
    others = milestone.approvers.count() > 1
    text = _("%(payer)s owes %(payee)s %(amount)s, due %(days)d days after the last acceptance; if that is today, by %(day)s.") if others \
        else _("%(payer)s owes %(payee)s %(amount)s by %(day)s.")  # fmt: skip
    return [text % words]


def _next(milestone: Milestone) -> list[str]:
    following = milestone.project.milestones.filter(position__gt=milestone.position, state__in=Milestone.OPEN).first()
    if following is None:
        return [_("No milestone is left after it.")]
    return [_("Next is milestone %(number)d, %(title)s, due %(day)s.")
            % {"number": following.position, "title": following.title, "day": day(following.due)}]  # fmt: skip


def _conditions(milestone: Milestone) -> str:
    text = _("You set one or more conditions, each with its day, and confirm them yourselves when they are met.")
    return " ".join([text, _("The payment is due only then.")]) if milestone.payment else text
