"""Proving that nothing was changed: every chain from its first event, every index against its body."""
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, F
from django.db.models.functions import Cast

from record.append import leaf, link
from record.models import About, Chain, Event, Position

PAGE = 2000
Told = Callable[[int, dict, bytes], None]
EMPTY: set = set()
parsed = json.JSONDecoder().raw_decode


def _text(name: str) -> Cast:
    """A column as text: the body says uids and moments as text too, and to make objects of both took half of the time."""
    return Cast(name, CharField())


COLUMNS = ("pk", _text("uid"), "seq", "kind", _text("subject"), "of", _text("at"), "salt", "body", "hash")


@dataclass(frozen=True)
class Break:
    """The first place in a chain that does not hold."""

    chain: UUID | None
    seq: int
    event: UUID | None
    why: str  # a code: gap, hash, column, index, after, head


def verify(
    chains=None, progress: Callable[[int, int], bool] = lambda done, total: True, told: Told = lambda pk, read, salt: None
) -> Iterator[Break]:
    """Every chain's first break. `progress(done, total)` may return False to stop; `told` gets each event that holds (its key,
    body as read, and salt). People go on working meanwhile: a chain is followed to where it ends when its end is read."""
    chains = list((chains if chains is not None else Chain.objects.all()).order_by("pk"))
    total, done = sum(chain.seq for chain in chains), 0
    for chain in chains:
        previous, seq, broken = bytes(32), 0, None
        last: dict[str, str] = {}  # {subject: hash of the last event about it in this chain}
        owner = str(chain.owner) if chain.owner else None
        while broken is None:
            chain.refresh_from_db()  # before the page: what the head counts stands there by then
            page = list(Event.objects.filter(chain=chain, seq__gt=seq).order_by("seq").values_list(*COLUMNS)[:PAGE])
            if not page:
                break
            index = _index(chain, page[0][2], page[-1][2])
            elsewhere = _elsewhere(chain, page)
            for row in page:
                read = _read(row[8])
                why = _wrong(row, read, owner, previous, seq + 1, index.get(row[0], EMPTY)) or _after(row, read, last, elsewhere)
                if why:
                    broken = Break(chain.owner, seq + 1, _uid(row[1]), why)
                    break
                seq, previous = row[2], bytes(row[-1])
                last[row[4]] = previous.hex()
                told(row[0], read, bytes(row[7]))
            done += len(page)
            if not progress(min(done, total), total):
                return
        if broken is None and ((seq, previous) != (chain.seq, bytes(chain.hash)) or _read_further(chain)):
            broken = Break(chain.owner, seq + 1, None, "head")
        if broken:
            yield broken


def _index(chain: Chain, first: int, last: int) -> dict[int, set]:
    rows = About.objects.filter(event__chain=chain, event__seq__gte=first, event__seq__lte=last)
    found: dict[int, set] = {}
    for event, role, of, uid in rows.values_list("event", "role", "of", _text("uid")):
        found.setdefault(event, set()).add((role, of, _bare(uid)))
    return found


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:  # SQLite keeps whatever somebody wrote there
        return None


def _bare(uid: str) -> str:
    """A uid without its dashes, as SQLite keeps it."""
    return uid.replace("-", "")


def _read(body) -> dict:
    """The body of an event; nothing where it is not one."""
    try:
        said = str(body, "utf-8")
        read, end = parsed(said)
        return read if end == len(said) and {"uid", "kind", "subject", "of", "at", "about", "actor"} <= read.keys() else {}
    except (ValueError, AttributeError, TypeError):
        return {}


def _read_further(chain: Chain) -> bool:
    """Whether somebody has read events of it that stand there no more: a tail was cut off."""
    return Position.objects.filter(chain=chain, seq__gt=F("chain__seq")).exists()


def _wrong(row: tuple, read: dict, owner: str | None, previous: bytes, expected: int, index: set) -> str | None:
    """The code of what is wrong with one event at its place."""
    _pk, uid, seq, kind, subject, of, at, salt, body, hash = row
    if seq != expected:
        return "gap"
    try:
        if not read or link(previous, expected, leaf(bytes(salt), bytes(body))) != bytes(hash):
            return "hash"
        told = (_bare(read["uid"]), read["kind"], _bare(read["subject"]), read["of"], read["at"], read["actor"]["institution"])
        if told != (_bare(uid), kind, _bare(subject), of, _moment(at), owner):
            return "column"
        about = {(role, of, _bare(uid)) for role, of, uid in read["about"]}
        return None if index == about | {("subject", read["of"], told[2])} else "index"
    except (AttributeError, TypeError, KeyError, ValueError):  # a column, or a body though it hashes, of another shape
        return "column"


def _elsewhere(chain: Chain, page: list[tuple]) -> set[str]:
    """Hashes of what other chains say about the subjects of a page."""
    others = Event.objects.filter(subject__in={row[4] for row in page}).exclude(chain=chain)
    return {bytes(hash).hex() for hash in others.values_list("hash", flat=True)}


def _after(row: tuple, read: dict, last: dict[str, str], elsewhere: set[str]) -> str | None:
    """Each event names the last one about its subject: whoever hashes a chain anew has to write all of that anew, too."""
    named = read.get("after")
    return None if named == last.get(row[4]) or named in elsewhere else "after"


def _moment(at: str) -> str:
    """An instant as bodies write it: SQLite keeps it so but for the zone, PostgreSQL says UTC and leaves out zeros."""
    return datetime.fromisoformat(at).isoformat() if at.endswith("+00") else f"{at.replace(' ', 'T')}+00:00"


def heads_root() -> str:
    """One hash over all heads, to write down outside: whoever holds it sees a cut tail."""
    digest = hashlib.sha256()
    for owner, seq, hash in Chain.objects.order_by("owner").values_list("owner", "seq", "hash"):
        digest.update(str(owner).encode() + seq.to_bytes(8, "big") + bytes(hash))
    return digest.hexdigest()
