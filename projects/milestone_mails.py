"""What is mailed about milestones, beside the decisions themselves: days that come near, conditions, money that is due."""
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.access import holders
from accounts.models import Membership
from governance.post import named, told
from projects import milestone_events  # noqa: F401 - kinds of events come before who listens for them
from projects.access import scopes_over
from projects.models import Condition, Milestone
from record import clock
from record.mails import MailKind, add_mail_kinds
from record.wording import day


def _milestone(body: dict) -> Milestone:
    uid = next(uid for role, _of, uid in body["about"] if role == "milestone")
    return Milestone.objects.select_related("project__owner", "responsible__institution", "payer", "payee").get(uid=UUID(uid))


def _condition(body: dict) -> Condition:
    return Condition.objects.select_related("institution").get(uid=UUID(body["subject"]))


def _submitters(event, body) -> list[Membership]:
    """The project's investigator, where of the party that delivers; else whoever may submit there."""
    milestone = _milestone(body)
    institution, project = milestone.responsible.institution, milestone.project
    today = clock.today(institution.zone)
    investigator = Membership.objects.current(today).filter(person=project.investigator_id, institution=institution)
    return list(investigator) or list(holders("milestone.submit", institution.pk, *scopes_over(project), day=today))


def _setters(event, body) -> list[Membership]:
    """Who can confirm a condition."""
    setter, project = _condition(body).institution, _milestone(body).project
    return list(holders("milestone.decide", setter.pk, *scopes_over(project), day=clock.today(setter.zone)))


def _finance(event, body) -> list[Membership]:
    """Of who pays and who is paid."""
    milestone, found = _milestone(body), []
    for side in (milestone.payer.institution, milestone.payee.institution):
        found += holders("receipt.record", side.pk, *scopes_over(milestone.project), day=clock.today(side.zone))
    return found


def _told(mail) -> dict:
    matter, url = named(mail, "milestone")
    return {"matter": matter, "url": url, "sentence": told(mail)}


def _due(mail) -> dict | None:
    milestone = _milestone(mail.body)
    if milestone.state not in Milestone.IN_HAND:
        return None  # it was handed in meanwhile
    return _told(mail) | {"due": day(milestone.due)}


def _of_condition(mail) -> dict | None:
    condition = _condition(mail.body)
    if condition.state == Condition.State.CONFIRMED:
        return None
    told_of = _told(mail)
    return told_of | {"url": f"{told_of['url']}#conditions", "text": condition.text, "due": day(condition.due)}


def _mail(code: str, on: set[str], subject, text, recipients, words=_told) -> MailKind:
    return MailKind(code, subject, text, _("Open it"), frozenset(on), recipients, words)


add_mail_kinds(
    _mail("milestone.due", {"milestone.reminded"}, _("{matter}: due {due}"),
          _("{matter} is due on {due} and not handed in yet."), _submitters, _due),
    _mail("condition.to_meet", {"condition.reminded", "condition.refused"}, _("{matter}: a condition is open"),
          _("{sentence}\n\n{text}\n\nBy {due}."), _submitters, _of_condition),
    _mail("condition.to_confirm", {"condition.met"}, _("{matter}: please confirm a condition"),
          _("{sentence}\n\n{text}\n\nWhen the last condition is confirmed, the milestone is accepted."), _setters, _of_condition),
    _mail("income.expected", {"income.expected", "income.due"}, _("{matter}: a payment"), "{sentence}", _finance),
)  # fmt: skip
