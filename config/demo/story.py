"""The whole story, from the first institution to this moment."""
import gc
from datetime import datetime

from django.db import connection

from audit.actions import start_nightly
from audit.tasks import run_verification
from config.demo.bundle import Bundle
from config.demo.duties import do_duties
from config.demo.kinds import Kinds
from config.demo.opening import open_houses
from config.demo.projects import plan_projects
from config.demo.results import plan_results
from config.demo.stage import Stage
from config.demo.studies import plan_studies
from record import clock
from record.actions import unasked
from record.actors import System
from record.models import Event


def tell(now: datetime) -> str:
    """Play it into the empty database; what there is in the end, in a line."""
    stage = Stage(now)
    gc.freeze()  # what is loaded by now is not looked through again for each of many million objects
    if connection.vendor == "sqlite":
        _pragma("synchronous=OFF")  # a demo that is not whole is thrown away
    with unasked():
        with clock.at(stage.begin):
            open_houses(stage)
        plays = plan_projects(stage)
        earlier = plan_results(stage, plays)
        plan_studies(stage, plays)
        Bundle(stage, earlier[1], earlier[3], day=64).plan()
        Kinds(stage, earlier[5], earlier[11], day=130).plan()
        stage.play(regularly=lambda: do_duties(stage))
        with clock.at(stage.now):
            _verify(stage)
    if connection.vendor == "sqlite":
        _pragma("synchronous=FULL")
        _pragma("wal_checkpoint(TRUNCATE)")
    return f"The demo is built: {len(stage.houses)} institutions, {len(stage.members)} people, {Event.objects.count():,} events."


def _verify(stage: Stage) -> None:
    """What the house does every night, for the last one: nobody meets the warning that it has not."""
    for house in stage.houses.values():
        run_verification(str(start_nightly(actor=System(house.uid, house.zone), institution=house).uid))


def _pragma(said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {said}")
