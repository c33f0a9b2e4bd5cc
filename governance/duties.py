"""What is owed about something, as a page and the inbox show it."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import Duty
from governance.registry import duty_kind
from governance.waiting import Waiting
from record import clock, registry

SHOWN, NEAR = 12, 60  # rows of the inbox; days ahead from which a duty waits there


@dataclass(frozen=True)
class Told:
    """One duty: what, by when, why, and whether this reader may close it."""

    duty: Duty
    name: str
    source: str
    quoted: list
    doubt: str
    detail: str
    mine: bool
    tone: str  # of `.voices`: ok done, bad late, wait within ten days, due later

    @property
    def state_tone(self) -> str:
        """Of the word for its state."""
        return "" if self.tone == "due" else self.tone


def about(actor, subject) -> dict | None:
    """A section for the page of what is owed about: open ones by date, then what was closed."""
    rows = list(Duty.objects.visible_to(actor).filter(subject=subject.uid).select_related("closed_by__person").order_by("on", "pk"))
    if not rows:
        return None
    mine = set(Duty.objects.visible_to(actor).doable_by(actor).filter(subject=subject.uid).values_list("pk", flat=True))
    today = clock.today(actor.zone)
    rows_told = [told(duty, duty.pk in mine, today) for duty in rows]
    split: dict[str, list[Told]] = {"open": [], "closed": []}
    for one in rows_told:
        split["open" if one.duty.state == Duty.State.OPEN else "closed"].append(one)
    return {**split, "today": today}


def told(duty: Duty, mine: bool, today: date) -> Told:
    """In the active language."""
    kind = duty_kind(duty.kind)
    days = (duty.on - today).days
    tone = ("bad" if days < 0 else "wait" if days <= 10 else "due") if duty.state == "open" else "ok" if duty.state == "done" else ""
    return Told(duty, kind.name(), kind.source(), kind.quoted(), kind.doubt(), kind.detail(), mine, tone)


def waits(actor, subject=None) -> dict | None:
    """What the reader is to do, from two months before it is due."""
    return {"rows": list(_waiting(actor))}


def _waiting(actor) -> Iterable[Waiting]:
    today = clock.today(actor.zone)
    rows = list(Duty.objects.visible_to(actor).doable_by(actor).filter(on__lte=today + timedelta(days=NEAR)).order_by("on", "pk")[:SHOWN])
    names = registry.names({(duty.of, duty.subject) for duty in rows}, actor)
    for duty in rows:
        label, _url = names[duty.subject]
        kind = duty_kind(duty.kind)
        yield Waiting(kind.name(), reverse("governance:duty", args=[duty.uid]), f"{label} · {kind.source()}", duty.on, _("Look at it"))
