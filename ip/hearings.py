"""Hearings, postings and objections about something, as its page shows them."""
from dataclasses import dataclass

from django.urls import reverse

from ip import access
from ip.models import Deal, Distribution, Hearing, PolicyVersion
from ip.policies import statutes
from ip.wording.articles import quoted

NAMES: dict[str, type] = {"policy": PolicyVersion, "deal": Deal, "distribution": Distribution}
ARTICLES = {"policy": "cn-transformation-44", "deal": "cn-transformation-18", "distribution": "cn-transformation-44"}
TONES = {Hearing.Kind.OBJECTION: "bad", Hearing.Kind.HEARD: "ok", Hearing.Kind.POSTED: "ok", Hearing.Kind.SETTLED: "ok"}


@dataclass(frozen=True)
class Told:
    """`rows` by day; `unsettled`: an objection was not followed by a settlement; `record`: the address to add one, or ""."""

    rows: list
    unsettled: bool
    lacking: bool  # nobody was heard yet where the law asks for it: a rule of a Chinese unit
    articles: list
    record: str


def heard(actor, subject) -> Told | None:
    """None where there is nothing to show and nothing to add."""
    name = next(name for name, model in NAMES.items() if isinstance(subject, model))
    rows = list(Hearing.objects.visible_to(actor).filter(subject=subject.uid).select_related("recorded_by__person"))
    may = access.records_hearing(actor, subject)
    if not rows and not may:
        return None
    kinds = [row.kind for row in rows]
    objected = [place for place, kind in enumerate(kinds) if kind == Hearing.Kind.OBJECTION]
    settled = [place for place, kind in enumerate(kinds) if kind == Hearing.Kind.SETTLED]
    chinese = _institution(subject).country == "CN"
    return Told(
        [(row, TONES[Hearing.Kind(row.kind)]) for row in rows], bool(objected) and max(objected) > max(settled, default=-1),
        chinese and name == "policy" and Hearing.Kind.HEARD not in kinds, quoted([statutes()[ARTICLES[name]]]) if chinese else [],
        reverse("ip:record_hearing", args=[name, subject.uid]) if may else "",
    )  # fmt: skip


def _institution(subject):
    if isinstance(subject, PolicyVersion):
        return subject.policy.institution
    return subject.owner if isinstance(subject, Deal) else subject.institution
