"""What is owed by a date: kept in step with what begins it, reminded of, done or no longer owed."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance.models import CalendarDay, Due, Duty
from partners.models import Institution
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.append import Ref
from record.errors import Invalid

REMINDER = "duty.reminder"
DAYS = (30, 7, 1, -1)  # days before it is due (negative: after) on which it is spoken of
S = Duty.State


@dataclass(frozen=True)
class Owed:
    """What a rule says now: kind, step, day; `settled`: the day on which a fact met it."""

    kind: str
    step: int
    on: date
    provisional: bool = False
    settled: date | None = None


@action
def keep_duties(*, actor, subject, institution: Institution, wanted: Iterable[Owed], **asked) -> None:
    """Bring what `institution` owes about `subject` in step with what is wanted: new ones begin, dates move, what a fact met
    is done, what no longer follows is withdrawn. What people closed themselves stays as they left it. `asked`: capability,
    and scope and unit where it is about a project (`Asked`)."""
    (subject,) = lock(subject)
    of = subject._meta.label_lower
    known = {(duty.kind, duty.step): duty for duty in Duty.objects.filter(subject=subject.uid, of=of, institution=institution)}
    for owed in wanted:
        duty = known.pop((owed.kind, owed.step), None)
        if duty is None and owed.settled is None:
            duty = Duty.objects.create(
                kind=owed.kind, subject=subject.uid, of=of, institution=institution, step=owed.step, on=owed.on,
                provisional=owed.provisional, **asked,
            )  # fmt: skip
            _say("duty.owed", duty, on=duty.on)
            _remind_on(duty)
        elif duty is not None and duty.state == S.OPEN:
            _keep(duty, owed)
        elif duty is not None and duty.state == S.WITHDRAWN and duty.closed_by_id is None and owed.settled is None:
            _again(duty, owed)
    for duty in known.values():
        if duty.state == S.OPEN:
            _close(duty, S.WITHDRAWN, "duty.withdrawn")


def _again(duty: Duty, owed: Owed) -> None:
    """What had lapsed by itself is owed anew."""
    change(duty, on=owed.on, provisional=owed.provisional)
    move(duty, S.OPEN)
    _say("duty.owed", duty, on=duty.on)
    _remind_on(duty)


def _keep(duty: Duty, owed: Owed) -> None:
    if owed.settled is not None:
        _close(duty, S.DONE, "duty.done", done_on=owed.settled)
    elif (owed.on, owed.provisional) != (duty.on, duty.provisional):
        change(duty, on=owed.on, provisional=owed.provisional)
        _say("duty.moved", duty, on=duty.on)
        _remind_on(duty)


@action
def finish_duty(*, actor, duty: Duty, seen, done_on: date, note: str = "") -> Duty:
    """It was done on a day that has come. 404, 403, 409, 422."""
    duty = _held(actor, duty, seen)
    if done_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="done_on")
    _close(duty, S.DONE, "duty.done", done_on=done_on, note=note.strip(), closed_by_id=actor.membership)
    return duty


@action
def waive_duty(*, actor, duty: Duty, seen, reasons: str) -> Duty:
    """It is no longer owed, for reasons that are kept: given up, agreed otherwise, met in another way."""
    duty = _held(actor, duty, seen)
    if not reasons.strip():
        raise Invalid(_("Say why it is no longer owed."), field="reasons")
    _close(duty, S.WITHDRAWN, "duty.withdrawn", note=reasons.strip(), closed_by_id=actor.membership)
    return duty


@action
def remind_of_duty(*, actor, due: Due) -> None:
    """Say that a duty comes near or is late; one whose day moved has rows of its own."""
    duty = Duty.objects.get(uid=due.subject)
    if duty.state == S.OPEN and (duty.on - due.on).days in DAYS:
        _say("duty.reminded", duty, on=duty.on)


@action
def set_calendar_day(*, actor, day: date, works: bool, source: str) -> CalendarDay:
    """A day that the own institution works or rests, where no published calendar says so."""
    require(actor.may_all("institution.manage"), _("Only administrators keep the calendar."))
    if not source.strip():
        raise Invalid(_("Say where this is announced."), field="source")
    said = {"works": works, "source": source.strip()}
    row, _new = CalendarDay.objects.update_or_create(institution_id=actor.institution, day=day, defaults=said)
    record("calendar.day_set", row, on=day, works=works)
    return row


def _held(actor, duty: Duty, seen) -> Duty:
    see(actor, duty)
    (duty,) = lock(duty)
    able = actor.may(duty.capability, *duty.scopes)
    require(duty.institution_id == actor.institution and able, _("Only those of whom this is asked close it."))
    expect(duty, S.OPEN)
    fresh(duty, seen)
    return duty


def _close(duty: Duty, to: str, kind: str, **said) -> None:
    if said:
        change(duty, **said)
    move(duty, to)
    _say(kind, duty, on=said.get("done_on") or clock.today(duty.institution.zone))


def _say(kind: str, duty: Duty, on: date) -> None:
    record(kind, duty, about={"matter": Ref(duty.of, duty.subject)}, duty=duty.kind, step=duty.step, on=on)


def _remind_on(duty: Duty) -> None:
    today = clock.today(duty.institution.zone)
    days = [duty.on - timedelta(days=n) for n in DAYS]
    Due.objects.bulk_create(
        [Due(kind=REMINDER, subject=duty.uid, of=duty._meta.label_lower, institution=duty.institution, on=on) for on in days if on > today],
        ignore_conflicts=True,
    )  # fmt: skip
