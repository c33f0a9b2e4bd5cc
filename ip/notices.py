"""The price notice of a deal: whether it has stood its full days before anybody agrees to the deal."""
from datetime import date

from django.utils.translation import gettext as _

from governance.calendar import calendar_of
from governance.models import Duty
from ip.duties import of_deal
from ip.models import Deal
from ip.rules.deadlines import DeadlineRule
from ip.rules.periods import ends
from record.errors import Invalid
from record.wording import day


def price_noticed(deal: Deal, today: date) -> None:
    """Invalid where a text names the length of a price notice (山东 14, 浙江 17) and none has stood it, nor was set aside with
    reasons (listed, auctioned). Where no text that we hold names the length, the notice is only owed."""
    for found in of_deal(deal, {"proposed": today}):
        if found.rule.unconfirmed is None:
            _stood(deal, found.rule, today)


def _stood(deal: Deal, rule: DeadlineRule, today: date) -> None:
    duty = Duty.objects.filter(subject=deal.uid, kind=rule.key).first()
    if duty is not None and duty.state == Duty.State.WITHDRAWN and duty.closed_by_id:
        return
    if duty is None or duty.done_on is None:
        raise Invalid(_("The price notice has not been posted: enter its day under “What is owed”, or say why none is needed."))
    last = ends(duty.done_on, rule.period, rule.convention, calendar_of(deal.owner)) if rule.period else duty.done_on
    if today <= last:
        raise Invalid(_("The price notice stands until %(day)s: the deal can be signed on the day after.") % {"day": day(last)})
