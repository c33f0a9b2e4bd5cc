"""What the law lets a house owe is done in time by its office; of each dozen, one is forgotten and stands there late."""
from datetime import timedelta

from config.demo.stage import Stage
from governance.actions import finish_duty
from governance.models import Duty
from record import clock

FORGOTTEN, NEAR = 12, timedelta(days=5)  # every how many-th; how long before its day it is done
DONE_BY = {"asset.manage": "officer", "deal.write": "officer", "payment.record": "finance"}


def do_duties(stage: Stage) -> None:
    """Those whose day comes within the next days."""
    houses = {house.pk: key for key, house in stage.houses.items()}
    for duty in Duty.objects.open().filter(on__lte=clock.today() + NEAR, institution__in=houses).order_by("on", "pk"):
        who = stage.who(houses[duty.institution_id], DONE_BY[duty.capability])
        if who and duty.pk % FORGOTTEN:
            finish_duty(actor=stage.actor(who), duty=duty, seen=duty.version, done_on=clock.today(duty.institution.zone))
