"""What a verification goes through: the chain of events, the rows that it vouches for, the files, the postings, every posted
distribution computed anew, what should have followed, the guards of the database."""
from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from audit.files import files
from audit.findings import Finding
from audit.following import left_undone
from audit.models import Verification
from audit.recompute import recomputed
from audit.rows import Rows
from ip.models import Distribution
from ledger.models import Entry, Posting
from record import clock, guards
from record.models import Chain
from record.verify import verify

PAGE = 500


class Checks:
    """One run. Its progress is written as it goes; the run stops as soon as it was cancelled."""

    def __init__(self, verification: Verification):
        self.verification = verification
        institution = verification.institution_id
        self.chains = Chain.objects.filter(owner=verification.institution.uid)
        self.postings = Posting.objects.filter(book=institution).order_by("pk")
        self.distributions = Distribution.objects.filter(institution=institution, state__in=Distribution.BOOKED)
        self.rows = Rows(verification.institution.uid)
        self.findings: list[Finding] = []
        self.counts = {"events": 0, "postings": 0, "distributions": 0}
        self.total = (
            (self.chains.aggregate(sum=Sum("seq"))["sum"] or 0) + self.postings.count() + self.distributions.count()
        )

    def run(self) -> bool:
        """Whether it came to its end."""
        looked_at = (self._record, self._rows, self._files, self._ledger, self._distributions, self._followed, self._guards)
        return all(check() for check in looked_at)

    def _progress(self, stage: str, **counts: int) -> bool:
        """Note how far it is; False where somebody cancelled."""
        self.counts |= counts
        done = sum(self.counts.values())
        still = Verification.objects.filter(pk=self.verification.pk, state=Verification.State.RUNNING)
        return bool(still.update(stage=stage, done=done, total=self.total, moved_at=clock.now(), **self.counts))

    def _record(self) -> bool:
        going = [True]

        def progress(done, total):
            going[0] = self._progress("record", events=done)
            return going[0]

        if not self.chains.exists():  # that this run was begun stands in it
            self.findings.append(Finding("record", "", "record.event", {"place": 1, "why": "gone"}))
        for broken in verify(self.chains, progress, self.rows.told):
            facts = {"place": broken.seq, "why": broken.why}
            self.findings.append(Finding("record", str(broken.event or ""), "record.event", facts))
        return going[0]

    def _rows(self) -> bool:
        """Against what the record says of them: where it is broken itself, there is nothing to hold them against."""
        return bool(self.findings) or self._pages("rows", self.rows.pages())

    def _files(self) -> bool:
        return self._pages("files", files(self.verification))

    def _pages(self, stage: str, pages: Iterable[list[Finding]]) -> bool:
        for found in pages:
            self.findings += found
            if not self._progress(stage):
                return False
        return True

    def _ledger(self) -> bool:
        done = 0
        for start in range(0, self.postings.count(), PAGE):
            page = list(self.postings.values_list("pk", flat=True)[start : start + PAGE])
            sums = Entry.objects.filter(posting__in=page).values("posting", "currency").order_by("posting", "currency")
            rows = list(sums.annotate(sum=Sum("amount")))
            wrong = {row["posting"] for row in rows if row["sum"]} | (set(page) - {row["posting"] for row in rows})
            self.findings += [Finding("unbalanced", str(uid), "ledger.posting", {}) for uid in sorted(wrong, key=str)]
            done += len(page)
            if not self._progress("ledger", postings=done):
                return False
        return self._progress("ledger", postings=done)

    def _distributions(self) -> bool:
        done = 0
        for anew in recomputed(self.distributions):
            if not anew.holds:
                facts = {"wrong": anew.wrong, "differences": {line.key: line.difference for line in anew.lines if line.difference}}
                self.findings.append(Finding("differs", str(anew.distribution.uid), "ip.distribution", facts))
            done += 1
            if done % 20 == 0 and not self._progress("distributions", distributions=done):
                return False
        return self._progress("distributions", distributions=done)

    def _followed(self) -> bool:
        return self._pages("followed", [list(left_undone(self.verification.institution))])

    def _guards(self) -> bool:
        """What refuses changes beneath the actions: whoever means to alter something takes it away first."""
        self.findings += [Finding("guard", "", "record.guard", {"name": name}) for name in guards.missing(connection)]
        return self._progress("guards")
