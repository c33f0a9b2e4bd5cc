"""What oversight adds to the first page of auditors and administrators: what does not hold, and that nobody has looked."""
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from audit import nights
from audit.models import Verification
from governance.waiting import Waiting
from record.registry import Section, add_sections
from record.wording import moment


def waits(actor, subject=None) -> dict | None:
    rows = list(_waiting(actor)) if actor.may_all("audit.verify") else []
    return {"rows": rows} if rows else None


def _waiting(actor) -> Iterator[Waiting]:
    ended = Verification.objects.visible_to(actor).filter(state__in=[Verification.State.DONE, Verification.State.FAILED])
    last = ended.order_by("-pk").first()
    if last and not last.holds:
        yield Waiting(_wrong(last), reverse("audit:verification", args=[last.uid]), moment(last.finished_at), act=_("View"))
    if since := nights.overdue_since(actor):
        about = _("since %(when)s") % {"when": moment(since)}
        yield Waiting(_("Nothing has been verified for two days"), reverse("audit:desk"), about, act=_("View"))


def _wrong(run: Verification) -> str:
    failed = run.state == Verification.State.FAILED
    return _("A verification could not be brought to its end") if failed else _("The verification found what does not hold")


add_sections(Section("waiting", "", waits, order=5))
