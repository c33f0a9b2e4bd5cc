"""What should have followed from the record and did not: read from what follow-ups left behind, or could not do."""
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from audit.findings import Finding
from governance.models import Due
from incentives.models import Reward
from ip.models import Distribution, DistributionLine
from partners.models import Institution
from projects.models import Amendment
from record import clock
from record.models import Delivery, Event, Parked, Position

SOON = timedelta(hours=1)  # what follows, follows within seconds; after an hour nobody is on the way to it any more
MATTERS = {  # by consumer: what it does
    "governance.mails": _("mails"),
    "governance.reminders": _("reminders of decisions"),
    "projects.reminders": _("reminders of milestones"),
    "ip.deals": _("the end of deals"),
    "ip.duties": _("what is owed by a date"),
    "incentives.rewards": _("rewards"),
    "audit.verifications": _("verifications"),
}


def left_undone(institution: Institution) -> Iterator[Finding]:
    """Of one institution; nothing where all followed."""
    yield from _parked(institution)
    yield from _places(institution)
    yield from _unrewarded(institution)
    yield from _failed_on_their_day(institution)
    yield from _not_applied(institution)
    yield from _unsent(institution)


def _undone(why: str, subject, of: str, **facts) -> Finding:
    return Finding("undone", str(subject or ""), of, {"why": why, **facts})


def _parked(institution: Institution) -> Iterator[Finding]:
    rows = Parked.objects.filter(settled=False, event__chain__owner=institution.uid).order_by("event")
    for consumer, subject, of, at in rows.values_list("consumer", "event__subject", "event__of", "at"):
        yield _undone("parked", subject, of, consumer=consumer, at=at.isoformat())


def _places(institution: Institution) -> Iterator[Finding]:
    """A place that somebody moved, and one that nobody moves on any more."""
    own = Position.objects.filter(chain__owner=institution.uid).order_by("consumer")
    for consumer, seq, read in own.exclude(seq=F("read")).values_list("consumer", "seq", "read"):
        yield _undone("skipped" if seq > read else "repeated", None, "record.event", consumer=consumer, n=abs(seq - read))
    unread = Event.objects.filter(chain=OuterRef("chain"), seq=OuterRef("seq") + 1, at__lt=clock.now() - SOON)
    behind = own.filter(Exists(unread)).values_list("consumer", "chain__seq", "seq")
    for consumer, end, seq in behind:
        yield _undone("behind", None, "record.event", consumer=consumer, n=end - seq)


def _unrewarded(institution: Institution) -> Iterator[Finding]:
    """Persons' lines of what was posted, of which no reward came, or one that nobody made payable."""
    long_ago = Event.objects.filter(subject=OuterRef("distribution__uid"), kind="distribution.posted", at__lt=clock.now() - SOON)
    owed = Reward.objects.filter(line=OuterRef("pk"), state__in=[Reward.State.APPROVED, *Reward.OVER])
    lines = DistributionLine.objects.filter(
        Exists(long_ago), ~Exists(owed), distribution__institution=institution, distribution__state=Distribution.State.POSTED,
        distribution__corrects=None, kind="person", amount__gt=0, adjusts=None,
    )  # fmt: skip
    for uid, n in lines.values_list("distribution__uid").annotate(n=Count("pk")).order_by("distribution__uid"):
        yield _undone("unrewarded", uid, "ip.distribution", n=n)


def _failed_on_their_day(institution: Institution) -> Iterator[Finding]:
    rows = Due.objects.filter(institution=institution, done_at=None).exclude(fault="").order_by("on", "pk")
    for subject, of, on in rows.values_list("subject", "of", "on"):
        yield _undone("due", subject, of, on=on.isoformat())


def _not_applied(institution: Institution) -> Iterator[Finding]:
    """Amendments that all agreed to, whose day is over, and that the house has neither applied nor let lapse."""
    late = Amendment.objects.filter(state=Amendment.State.WAITING, project__owner=institution, since__lt=clock.today(institution.zone))
    for uid, since in late.order_by("since", "pk").values_list("uid", "since"):
        yield _undone("unapplied", uid, "projects.amendment", on=since.isoformat())


def _unsent(institution: Institution) -> Iterator[Finding]:
    """Mails that could not be sent however often it was tried, by person."""
    members = Membership.objects.filter(institution=institution)
    failed = Delivery.objects.filter(state=Delivery.State.FAILED, recipient__in=members.values("uid"))
    counts = dict(failed.values_list("recipient").annotate(n=Count("pk")).order_by())
    for uid, person in members.filter(uid__in=counts).order_by("pk").values_list("uid", "person__uid"):
        yield _undone("unsent", person, "accounts.person", n=counts[uid])
