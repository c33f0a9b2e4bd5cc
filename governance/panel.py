"""Who decides: what a page shows of a decision, whoever owns its subject.

    context["decision"] = panel(decision, request.actor, invite=lambda seat: url or "")
    {% include "governance/parts/decision.html" with panel=decision only %}
"""
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Membership, Person
from governance.access import deciders_of, is_barred
from governance.models import Comment, Decision, Seat, Voice
from record import registry

NAMED = 3
MARKS = {Voice.Value.YES: "ok", Voice.Value.CONDITIONS: "ok", Voice.Value.RETURN: "bad", Voice.Value.NO: "bad"}


@dataclass
class Line:
    """One seat: whose it is, what was said, or who can fill it; `blocked` where nobody can."""

    institution: Any
    voice: Voice | None = None
    speaker: str = ""
    able: int = 0
    names: list[str] = field(default_factory=list)  # of those who can, as far as the reader may see them
    mine: bool = False
    invite: str = ""

    @property
    def blocked(self) -> bool:
        return self.voice is None and not self.able

    @property
    def mark(self) -> str:
        if self.voice:
            return MARKS[self.voice.value]
        return "due" if self.blocked else "wait"


@dataclass
class Panel:
    decision: Decision
    lines: list[Line]
    excluded: list[tuple[str, str]]  # (name or "", why)
    may_decide: bool  # whether the reader is asked now
    barred: bool  # whether the reader takes no part, having prepared it or gaining from it

    @property
    def blocked(self) -> bool:
        return self.decision.state == Decision.State.OPEN and any(line.blocked for line in self.lines)


def latest(actor, subject, kind: str | None = None) -> Decision | None:
    """The last decision about a row that the actor sees."""
    about = Decision.objects.visible_to(actor).filter(subject=subject.uid)
    return (about.filter(kind=kind) if kind else about).order_by("-pk").first()


def panel(decision: Decision | None, actor, invite: Callable[[Seat], str] = lambda seat: "") -> Panel | None:
    """Of a decision that the actor was found to see.

    `invite(seat)` gives the address where somebody can be invited who could fill a seat that nobody can, or "".
    """
    if decision is None:
        return None
    seats = list(decision.seats.select_related("institution", "person").order_by("pk"))
    voices = {v.seat_id: v for v in decision.voices.select_related("membership__person")}
    excluded = list(decision.excluded.select_related("person").order_by("pk"))
    open_now = decision.state == Decision.State.OPEN
    able = {seat.pk: _able(decision, seat) for seat in seats if open_now and seat.pk not in voices}
    people = {m.person_id for members in able.values() for m in members} | {e.person_id for e in excluded}
    people |= {voice.membership.person_id for voice in voices.values()}
    seen = {p.pk: p.name for p in Person.objects.visible_to(actor).filter(pk__in=people)}
    return Panel(
        decision, [_line(seat, voices.get(seat.pk), able.get(seat.pk, []), seen, actor, invite) for seat in seats],
        [(seen.get(e.person_id, ""), e.get_why_display()) for e in excluded],
        may_decide=open_now and Decision.objects.decidable_by(actor).filter(pk=decision.pk).exists(),
        barred=is_barred(actor, decision),
    )  # fmt: skip


def _able(decision: Decision, seat: Seat) -> list[Membership]:
    return list(deciders_of(decision, seat).select_related("person"))


def _line(seat, voice, able, seen, actor, invite) -> Line:
    line = Line(seat.institution, voice, able=len(able))
    line.speaker = seen.get(voice.membership.person_id, "") if voice else ""
    line.names = [seen[m.person_id] for m in able if m.person_id in seen][:NAMED]
    line.mine = any(m.pk == actor.membership for m in able)
    line.invite = invite(seat) if line.blocked else ""
    return line


@dataclass
class Said:
    comment: Comment
    speaker: str
    answers: list["Said"]


@dataclass
class Talk:
    """What was said about a row, oldest first, answers beneath their question; `parties` may be asked."""

    of: str
    subject: Any
    said: list[Said]
    parties: list


def talk(actor, subject) -> Talk | None:
    """For {% include "governance/parts/comments.html" with talk=talk csrf_token=csrf_token only %}."""
    parties = registry.subject_of(type(subject)).parties
    if parties is None:
        return None
    of = subject._meta.label_lower
    rows = Comment.objects.visible_to(actor).filter(subject=subject.uid, of=of)
    rows = list(rows.select_related("membership__institution", "asks").order_by("pk"))
    people = {row.membership.person_id for row in rows}
    seen = {p.pk: p.name for p in Person.objects.visible_to(actor).filter(pk__in=people)}
    said = {row.pk: Said(row, seen.get(row.membership.person_id, ""), []) for row in rows}
    for row in rows:
        if row.answers_id in said:
            said[row.answers_id].answers.append(said[row.pk])
    first = [said[row.pk] for row in rows if row.answers_id not in said]
    return Talk(of, subject.uid, first, [party for party in parties(subject) if party.pk != actor.institution])
