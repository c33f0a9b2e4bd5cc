"""The stage: an agenda of moments in order of time, a clock that follows it, and who acts."""
import heapq
import random
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import count

from accounts.actors import actor_of
from accounts.models import Membership
from config.demo.cast import CAST
from governance.actions import cast_vote
from governance.models import Decision
from governance.sweep import sweep
from partners.models import Institution
from record import clock
from record.actors import Actor
from record.consumers import run_all

DAYS = 760  # how far back the story begins


class Stage:
    """`stage.on(day, act)` puts an act on the agenda; `stage.play()` lets time pass. Day 0 is DAYS ago, DAYS is today."""

    def __init__(self, now: datetime):
        self.random = random.Random(20260101)
        self.now = now.astimezone(UTC).replace(microsecond=0)
        self.begin = datetime.combine((self.now - timedelta(days=DAYS)).date(), time(1, 0), UTC)  # nine in Beijing
        self.houses: dict[str, Institution] = {}
        self.members: dict[str, Membership] = {}
        self.parts = {part.key: part for part in CAST}
        self._agenda: list = []
        self._actors: dict[str, Actor] = {}  # for the act that is on
        self._order = count()

    def on(self, day: float, act: Callable[[], None]) -> None:
        """`day` may have a fraction. What would happen after now does not happen any more."""
        moment = self.begin + timedelta(days=day, minutes=self.random.randint(0, 400))
        if moment < self.now:
            heapq.heappush(self._agenda, (moment, next(self._order), act))

    def date(self, day: float):
        return (self.begin + timedelta(days=day)).date()

    def play(self, regularly: Callable[[], None]) -> None:
        """In order of time; what comes due is swept every day; what follows from events, and what is done `regularly`,
        every few."""
        swept = told = None
        while self._agenda:
            moment, _order, act = heapq.heappop(self._agenda)
            with clock.at(moment):
                if moment.date() != swept:
                    sweep()
                    swept = moment.date()
                if told is None or (moment.date() - told).days >= 4:
                    run_all()
                    regularly()
                    told = moment.date()
                self._actors.clear()
                act()
        with clock.at(self.now):
            sweep()
            run_all()

    def actor(self, key: str):
        """Somebody of the cast, as what their roles allow when they first act in an act."""
        if key not in self._actors:
            self._actors[key] = actor_of(Membership.objects.select_related("person", "institution").get(pk=self.members[key].pk))
        return self._actors[key]

    def person(self, key: str):
        return self.members[key].person

    def who(self, house: str, *roles: str) -> str:
        """The first of a house who has one of these roles; "" where there is nobody."""
        return next((p.key for role in roles for p in CAST if p.house == house and role in p.roles), "")

    def vote(self, key: str, subject, value: str = "yes", reasons: str = "") -> None:
        """Cast somebody's vote on the one open decision about something."""
        decision = Decision.objects.open().get(subject=subject.uid)
        cast_vote(actor=self.actor(key), decision=decision, seen=decision.fingerprint, value=value, reasons=reasons)


def again(row):
    """The row as it stands now."""
    return type(row).objects.get(pk=row.pk)
