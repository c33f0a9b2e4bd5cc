"""What is owed about something, as a page and the inbox show it."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.capabilities import TABLE, Role
from governance.models import Duty
from governance.registry import duty_kind, duty_kinds
from governance.waiting import Waiting
from record import clock, registry

RELATED = ("institution", "closed_by__person")
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
    by: str  # whose task it is: the roles that hold its capability
    matter: tuple[str, str] = ("", "")  # label and address of what it is about

    @property
    def state_tone(self) -> str:
        """Of the word for its state."""
        return "" if self.tone == "due" else self.tone


def about(actor, subject, *, others: Iterable[UUID] = ()) -> dict | None:
    """A section for the page of what is owed about, and about `others` that belong to it: open ones by date, then what was closed."""
    rows = list(Duty.objects.visible_to(actor).filter(subject__in=[subject.uid, *others]).select_related(*RELATED).order_by("on", "pk"))
    if not rows:
        return None
    split: dict[str, list[Told]] = {"open": [], "closed": []}
    for one in tell(actor, rows, besides=subject.uid):
        split["open" if one.duty.state == Duty.State.OPEN else "closed"].append(one)
    return {**split, "today": clock.today(actor.zone)}


def tell(actor, rows: list[Duty], *, besides: UUID | None = None) -> list[Told]:
    """Rows that the actor sees, in the active language, each with what it is about unless that is `besides`."""
    mine = set(Duty.objects.visible_to(actor).doable_by(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    names = registry.names({(row.of, row.subject) for row in rows if row.subject != besides}, actor)
    today = clock.today(actor.zone)
    return [replace(told(row, row.pk in mine, today), matter=names.get(row.subject, ("", ""))) for row in rows]


def told(duty: Duty, mine: bool, today: date) -> Told:
    """In the active language."""
    kind = duty_kind(duty.kind)
    days = (duty.on - today).days
    tone = ("bad" if days < 0 else "wait" if days <= 10 else "due") if duty.state == "open" else "ok" if duty.state == "done" else ""
    return Told(duty, kind.name(), kind.source(), kind.quoted(), kind.doubt(), kind.detail(), mine, tone, roles(duty.capability))


def roles(capability: str) -> str:
    """Who does what needs a capability, in words."""
    return " · ".join(str(role.label) for role in Role if role in TABLE[capability])


def kinds_named(text: str) -> list[str]:
    """Codes of the kinds whose words, or whose article, contain a text in the active language."""
    return [kind.code for kind in duty_kinds() if text.lower() in f"{kind.name()} {kind.source()}".lower()]


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
