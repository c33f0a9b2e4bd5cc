"""Rows against the record: each row that the record vouches for holds what the last action on it left there."""
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from audit.findings import Finding
from audit.recall import recalled
from audit.which import currency_of
from ledger.models import Posting
from record.models import About, Event
from record.vouching import Said, Vouched, vouched

PAGE = 500
TRIES = 3
ACTED = {"row.altered": "acted", "row.unknown": "unmade"}  # kinds of events → codes
LOOKED_INTO = 50  # altered rows of which it is tried to find what stood there


class Rows:
    """Collects what one institution's chain says while it is verified (`told`), then holds the rows against it."""

    def __init__(self, institution: UUID):
        self.institution = institution
        self.said: dict[str, dict[UUID, Said]] = defaultdict(dict)
        self.looked_into = 0
        self.read = 0  # the key of the last event of its chain that was told

    def told(self, pk: int, read: dict, salt: bytes) -> None:
        self.read = pk
        self._tell(pk, read, salt)

    def _tell(self, pk: int, read: dict, salt: bytes) -> None:
        for of, uid, digests in read.get("rows", ()):
            row = UUID(uid)
            last = self.said[of].get(row)
            if last is None or last.event < pk:
                self.said[of][row] = Said(pk, salt, digests)

    def pages(self) -> Iterator[list[Finding]]:
        """What does not hold, page by page."""
        for kind in vouched():
            own = self._own(kind)
            known = sorted(own | self.said[kind.label].keys())
            for start in range(0, len(known), PAGE):
                yield self._lasting(kind, known[start : start + PAGE], own)
        yield list(self._postings())
        yield list(self._acted_upon())

    def _own(self, kind: Vouched) -> set[UUID]:
        return set(kind.model._base_manager.filter(**{kind.owner: self.institution}).values_list("uid", flat=True))

    def _lasting(self, kind: Vouched, page: list[UUID], own: set[UUID]) -> list[Finding]:
        """What does not hold, and holds neither when the record is read on: people go on working while it is verified."""
        found = list(self._page(kind, page, own))
        for _try in range(TRIES):
            if found:
                self._read_on()
                found = list(self._page(kind, [UUID(finding.subject) for finding in found], own))
        return [self._recalled(kind, finding) for finding in found]

    def _recalled(self, kind: Vouched, finding: Finding) -> Finding:
        """With what stood there and stands there now, of the first few."""
        self.looked_into += finding.code == "altered"
        if finding.code != "altered" or self.looked_into > LOOKED_INTO:
            return finding
        row, said = kind.model._base_manager.filter(uid=finding.subject).first(), self.said[kind.label][UUID(finding.subject)]
        if row is None:
            return finding
        values = recalled(kind, row, said.salt, said.digests, finding.facts["columns"])
        return replace(finding, facts=finding.facts | {"values": values, "currency": currency_of(row)})

    def _read_on(self) -> None:
        since = Event.objects.filter(chain__owner=self.institution, pk__gt=self.read).order_by("pk")
        for pk, body, salt in since.values_list("pk", "body", "salt"):
            self.told(pk, json.loads(bytes(body)), bytes(salt))

    def _page(self, kind: Vouched, page: list[UUID], own: set[UUID]) -> Iterator[Finding]:
        self._elsewhere(kind, set(page) if kind.shared else own & set(page))
        now = kind.contents(page)
        unsaid = set(page) - self.said[kind.label].keys()
        named = set(About.objects.filter(uid__in=unsaid).values_list("uid", flat=True)) if unsaid else set()
        for uid in page:
            said = self.said[kind.label].get(uid)
            if said is None:
                if uid not in named:  # else an action made it before the record vouched for such rows
                    yield Finding("untold", str(uid), kind.label, {})
            elif not said.holds("owner", self.institution):
                continue  # another house's row, of which somebody of this one had a part: looked at there
            elif uid not in now:
                if not (kind.dropped and About.objects.filter(uid=uid, event__kind=kind.dropped).exists()):
                    yield Finding("vanished", str(uid), kind.label, {})
            elif wrong := said.wrong(now[uid]):
                yield Finding("altered", str(uid), kind.label, {"columns": wrong})

    def _elsewhere(self, kind: Vouched, uids: set[UUID]) -> None:
        """What people of other houses did with these rows stands in their chains."""
        named = set(About.objects.filter(uid__in=uids).exclude(event__chain__owner=self.institution).values_list("event", flat=True))
        for pk, body, salt in Event.objects.filter(pk__in=named).order_by("pk").values_list("pk", "body", "salt"):
            self._tell(pk, json.loads(bytes(body)), bytes(salt))

    def _acted_upon(self) -> Iterator[Finding]:
        """What was altered or put in and then acted upon: the record said so before it vouched for the row as it then stood."""
        marks = Event.objects.filter(kind__in=ACTED).order_by("pk")
        told = set(marks.order_by().values_list("of", flat=True))
        for kind in (kind for kind in vouched() if kind.label in told):
            events = marks.filter(of=kind.label, subject__in=self._own(kind))
            for subject, at, what, body in events.values_list("subject", "at", "kind", "body"):
                facts = json.loads(bytes(body))["facts"]
                yield Finding(ACTED[what], str(subject), kind.label, facts | {"at": at.isoformat()})

    def _postings(self) -> Iterator[Finding]:
        """What stands in the books without any row that it was posted for; rows are read last, so that none is there before them."""
        posted = list(Posting.objects.filter(book__uid=self.institution).order_by("pk").values_list("pk", "source"))
        sources = set().union(*map(self._own, vouched()))
        for uid, source in posted:
            if source not in sources:
                yield Finding("untold", str(uid), "ledger.posting", {})
