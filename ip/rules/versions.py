"""Which version of a policy holds: the dates that its source names, and the answer where the source is silent."""

import copy
import datetime
from collections.abc import Iterable, Mapping

from ip.rules.documents import Fields, day, one_of
from ip.rules.errors import Refused
from ip.rules.formula import Bounds, Question
from ip.rules.policy import APPLIES_BY, Policy

DATES: Mapping[str, tuple[str, ...]] = {
    "reported": ("reported",),
    "licence_signed": ("licence_signed",),
    "received": ("received",),
    "reported_and_received": ("reported", "received"),
}


def read_dates(fields: Fields) -> tuple[str | None, tuple[Bounds, ...], tuple[Question, ...]]:
    """Take `applies_by`, `answers` and `holds` from a policy document: the deciding date, its bounds, what is asked."""
    stated = fields.need("applies_by", one_of((*APPLIES_BY, "unknown")))
    answers = Fields(fields.maybe("answers", lambda value, path: value) or {}, "answers")
    answer = answers.maybe("applies_by", one_of(APPLIES_BY))
    answers.done()
    if stated != "unknown" and answer is not None:
        raise Refused("answers.applies_by", "not_asked")
    applies_by = answer if stated == "unknown" else stated
    questions = () if applies_by else (Question("applies_by", APPLIES_BY, "applies_by"),)
    return applies_by, _read_bounds(fields, applies_by), questions


def _read_bounds(fields: Fields, applies_by: str | None) -> tuple[Bounds, ...]:
    given = Fields(fields.maybe("holds", lambda value, path: value) or {}, "holds")
    found = []
    for name in ("reported", "licence_signed", "received"):
        since, before = given.maybe(f"{name}_from", day), given.maybe(f"{name}_before", day)
        if since is None and before is None:
            continue
        if applies_by is None or name not in DATES[applies_by]:
            raise Refused("holds", "other_date", name=name)
        found.append(Bounds(name, since, before))
    given.done()
    return tuple(found)


def answered(document: Mapping[str, object], **answers: object) -> dict[str, object]:
    """A copy of the document that carries the institution's answers; the source's `unknown` stays to be seen.

    `answered(document, applies_by="received", tiering="slab")`: what `asks` asks takes a word or data. The result is a
    document of its own, with its own fingerprint.
    """
    return _with(document, "answers", answers)


def holding(document: Mapping[str, object], **bounds: str) -> dict[str, object]:
    """A copy that holds between dates: `holding(document, received_from="2026-01-01")`."""
    return _with(document, "holds", bounds)


def _with(document: Mapping[str, object], key: str, added: Mapping[str, object]) -> dict[str, object]:
    result = copy.deepcopy(dict(document))
    result[key] = {**Fields(result.get(key) or {}, key).data, **added}
    return result


def holds(policy: Policy, dates: Mapping[str, datetime.date]) -> bool:
    """Whether this version governs money with these dates (`reported`, `licence_signed`, `received`).

    `…_from` is inclusive, `…_before` exclusive. Raises Refused where a date that decides is not given.
    """
    for bounds in policy.holds:
        if bounds.date not in dates:
            raise Refused("dates", "no_date", name=bounds.date)
        date = dates[bounds.date]
        if (bounds.since and date < bounds.since) or (bounds.before and date >= bounds.before):
            return False
    return True


def pick(policies: Iterable[Policy], dates: Mapping[str, datetime.date]) -> Policy:
    """The one version that holds on these dates. Raises Refused for none and for several."""
    found = [policy for policy in policies if holds(policy, dates)]
    if not found:
        raise Refused("dates", "no_version")
    if len(found) > 1:
        raise Refused("dates", "many_versions", ids=", ".join(policy.key for policy in found))
    return found[0]
