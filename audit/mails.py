"""What a verification mails: to auditors and administrators, what it found anew. Where everything holds nobody is written to."""
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Membership
from audit import telling
from audit.access import oversight
from audit.columns import words
from audit.models import Verification
from partners.models import Institution
from record import registry
from record.mails import MailKind, add_mail_kinds
from record.wording import between

SAID = 10  # findings in a mail; the page has all


def _run(body: dict) -> Verification:
    return Verification.objects.select_related("institution").get(uid=body["subject"])


def _oversight(event, body: dict) -> list[Membership]:
    return list(oversight(_run(body).institution))


def _where_new(event, body: dict) -> list[Membership]:
    """What was found the night before is on the desk, and is not said again each night."""
    run = _run(body)
    return _oversight(event, body) if telling.news(run.findings, run.before) else []


def _found(mail) -> dict:
    run = _run(mail.body)
    told = telling.tell(telling.news(run.findings, run.before), mail.actor)
    lines = [between(":").join([f"{one.kind} {one.what}".strip(), str(one.words)]) for one in told[:SAID]]
    if (left := len(told) - SAID) > 0:
        lines.append(ngettext("and %(n)d more", "and %(n)d more", left) % {"n": left})
    return {"n": len(told), "found": "\n\n".join(lines), "url": reverse("audit:verification", args=[run.uid])}


def _of_the_actor(event, body: dict) -> list[Membership]:
    """Of the institution for which somebody acted; the owner of the row finds it with the next verification."""
    institution = Institution.objects.filter(uid=body["actor"]["institution"]).first()
    return list(oversight(institution)) if institution else []


def _beneath(mail) -> dict:
    of, subject = mail.body["of"], UUID(mail.body["subject"])
    label, url = registry.names({(of, subject)}, mail.actor).get(subject, ("", ""))
    columns = words(of, mail.body["facts"].get("columns", []))
    return {"kind": telling.kind_of(of), "matter": label, "columns": columns, "url": url or reverse("audit:desk")}


def _failed(mail) -> dict:
    return {"url": reverse("audit:verification", args=[_run(mail.body).uid])}


add_mail_kinds(
    MailKind(
        "verification.findings", _("Verification: something does not hold ({n})"),
        _("A verification of the record, the rows, the files and the books of your institution found what no action of "
          "Trihelix explains. Somebody may have altered the database or the files beneath it.\n\n{found}"),
        _("Look at it"), frozenset({"verification.finished"}), _where_new, _found,
    ),
    MailKind(
        "row.altered", _("Altered beneath the application: {matter}"),
        _("Somebody acted on {kind}, {matter}, which is not any more what the last action on it left: {columns}. It was altered "
          "in the database itself. The action was carried out, and went on from what stood there: look whether it has to be "
          "taken back."),
        _("Look at it"), frozenset({"row.altered"}), _of_the_actor, _beneath,
    ),
    MailKind(
        "row.unknown", _("Put in beneath the application: {matter}"),
        _("Somebody acted on {kind}, {matter}, and no action of Trihelix made it: it was put into the database itself. The action "
          "was carried out, and went on from what stood there: look whether it has to be taken back."),
        _("Look at it"), frozenset({"row.unknown"}), _of_the_actor, _beneath,
    ),
    MailKind(
        "verification.failed", _("A verification could not be brought to its end"),
        _("What it read is of a shape that no action ever gave it, so it does not say that everything holds. Whoever runs the "
          "installation finds the reason in the log of the worker."),
        _("Look at it"), frozenset({"verification.failed"}), _oversight, _failed,
    ),
)  # fmt: skip
