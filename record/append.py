"""Writing events at the end of a transaction: facts become bytes once, and those bytes are hashed and kept."""
import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Q

from record import clock, registry
from record.actors import System
from record.beneath import Before, Key
from record.models import About, Chain, Event, LastSaid, new_uid
from record.prepared import Prepared
from record.vouching import commitments, contents

LAST_ABOUT = Prepared(Event.objects.values("subject").annotate(last=Max("pk")).values_list("subject", "last"), "subject")
HASHES = Prepared(Event.objects.values_list("subject", "hash"))
FACT = re.compile(r"[A-Za-z0-9_.:+/,@<>\-]{0,200}")


@dataclass
class Fact:
    """An event that an action handed up, not yet in a chain."""

    kind: str
    subject: object
    about: dict
    facts: dict
    actor: object


def leaf(salt: bytes, body: bytes) -> bytes:
    """The salted commitment of a body: it can be shown later, and not guessed before."""
    return hashlib.sha256(salt + body).digest()


def link(previous: bytes, seq: int, commitment: bytes) -> bytes:
    """The hash of a place in a chain."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + commitment).digest()


def _plain(value):
    """A fact is a code, a number, a date, a uid, or a list or table of such: never a name and never free text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, str) and FACT.fullmatch(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(_plain(str(key))): _plain(item) for key, item in value.items()}
    raise ValueError(f"not a fact: {value!r}. Text and names stay in rows; the record takes codes.")


class Ref(NamedTuple):
    """An object named without its row: its model's label and its uid."""

    of: str
    uid: UUID


def ref(row) -> Ref:
    return row if isinstance(row, Ref) else Ref(row._meta.label_lower, row.uid)


def _body(fact: Fact, uid: UUID, moment: datetime, after: str | None, rows: list[list]) -> bytes:
    actor, subject = fact.actor, ref(fact.subject)
    body = {
        "uid": str(uid),
        "kind": fact.kind,
        "schema": registry.event_kind(fact.kind).schema,
        "subject": str(subject.uid),
        "of": subject.of,
        "about": [[role, of, str(uid)] for role, of, uid in _roles(fact.about)],
        "facts": _plain(fact.facts),
        "after": after,
        "rows": rows,
        "at": moment.astimezone(UTC).isoformat(),
        "actor": {
            "person": str(actor.person_uid) if actor.person_uid else None,
            "membership": str(actor.membership_uid) if actor.membership_uid else None,
            "institution": str(actor.institution_uid) if actor.institution_uid else None,
        },
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _roles(about: dict) -> list[tuple[str, str, UUID]]:
    """(role, model, uid), each once and in order; a role may name several rows, or none."""
    found = set()
    for role, rows in about.items():
        for row in rows if isinstance(rows, list | set) else [rows]:
            if row is not None:
                found.add((role, *ref(row)))
    return sorted(found, key=str)


def _last_about(subjects) -> dict[UUID, str]:
    last = LAST_ABOUT(subjects)
    return {s: bytes(h).hex() for s, h in HASHES(pk for _subject, pk in last)}


def _placed(facts: list[Fact], held: dict[Key, dict]) -> dict[int, dict]:
    """Which of the events says what each row now holds: the last that names it, where it is found by its index."""
    last: dict[Key, int] = {}
    for place, fact in enumerate(facts):
        last |= dict.fromkeys([ref(fact.subject), *(Ref(of, uid) for _role, of, uid in _roles(fact.about))], place)
    placed: dict[int, dict] = {}
    for key, values in held.items():
        placed.setdefault(last.get(key, len(facts) - 1), {})[key] = values
    return placed


def _heads(owners: set[UUID | None]) -> dict[UUID | None, Chain]:
    """The chain of each owner, locked in one order; who acts for the first time gets one."""
    wanted = Q(owner__in=[owner for owner in owners if owner]) | (Q(owner=None) if None in owners else Q(pk__in=[]))
    heads = {head.owner: head for head in Chain.objects.select_for_update(no_key=True).filter(wanted).order_by("pk")}
    if heads.keys() == owners:
        return heads
    for owner in owners - heads.keys():
        Chain.objects.get_or_create(owner=owner)
    return _heads(owners)


def _beneath(before: Before, held: dict[Key, dict], actor) -> list[Fact]:
    """Events that say what somebody altered or put in beneath the actions: what this action commits to would hide it."""
    house = System(actor.institution_uid)
    return [
        Fact("row.altered" if columns else "row.unknown", Ref(of, uid), {}, {"columns": columns} if columns else {}, house)
        for of, uid, columns in before.differing(held)
    ]


def append(facts: list[Fact], touched: Iterable[tuple[type, object]], before: Before) -> None:
    """Put the events of one action into the chains of those who acted; heads are locked in one order.

    `before`: how things stood when the action began. Where that is not what the record said of a row last, an event of its
    own says so first.

    They commit to what the rows `touched`, and those that are their subjects, now hold (record/vouching.py): read under the
    lock on the chain, so that of two actions on a row the later event says how it stands.
    """
    if not facts:
        return
    heads = _heads({fact.actor.institution_uid for fact in facts})
    held = contents(touched, {ref(fact.subject) for fact in facts})
    facts = [*_beneath(before, held, facts[0].actor), *facts]
    after = _last_about({ref(fact.subject).uid for fact in facts})
    moment = clock.now()
    rows = _placed(facts, held)
    events = []
    for place, fact in enumerate(facts):
        head, subject = heads[fact.actor.institution_uid], ref(fact.subject)
        uid, salt = new_uid(), secrets.token_bytes(16)
        body = _body(fact, uid, moment, after.get(subject.uid), commitments(rows.get(place, {}), salt))
        head.seq += 1
        head.hash = link(bytes(head.hash), head.seq, leaf(salt, body))
        events.append(Event(
            uid=uid, chain=head, seq=head.seq, kind=fact.kind, subject=subject.uid, of=subject.of, at=moment,
            salt=salt, body=body, hash=head.hash,
        ))  # fmt: skip
        after[subject.uid] = bytes(head.hash).hex()
    Event.objects.bulk_create(events)
    LastSaid.objects.bulk_create(
        [LastSaid(uid=uid, event=events[place]) for place, said in rows.items() for _of, uid in said],
        update_conflicts=True, unique_fields=["uid"], update_fields=["event"],
    )  # fmt: skip
    About.objects.bulk_create(
        About(event=event, role=role, of=of, uid=uid)
        for event, fact in zip(events, facts, strict=True)
        for role, of, uid in [("subject", *ref(fact.subject)), *_roles(fact.about)]
    )
    for head in heads.values():
        head.save(update_fields=["seq", "hash"])
