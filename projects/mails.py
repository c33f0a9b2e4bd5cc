"""What is mailed about amendments that hold from a later day, beside the decision itself."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import holders
from accounts.models import Membership
from governance.models import Voice
from governance.post import told
from projects import events  # noqa: F401 - kinds of events come before who listens for them
from projects.access import scopes_over
from projects.models import Amendment
from projects.telling import told as changes_of
from record import clock
from record.mails import MailKind, add_mail_kinds
from record.registry import subject_of


def _amendment(body: dict) -> Amendment:
    return Amendment.objects.select_related("project__owner", "project__unit").get(uid=body["subject"])


def _concerned(event, body) -> list[Membership]:
    """The project staff of every party, and who agreed for one."""
    amendment = _amendment(body)
    project, found = amendment.project, []
    for party in project.participations.concerned().select_related("institution"):
        today = clock.today(party.institution.zone)
        found += holders("project.write", party.institution_id, *scopes_over(project), day=today)
    spoken = Voice.objects.filter(decision__subject=amendment.uid).values("membership")
    return [*found, *Membership.objects.filter(pk__in=spoken)]


def _words(mail) -> dict:
    amendment, subject = _amendment(mail.body), subject_of(Amendment)
    changes = "\n".join(f"{what}: {old} → {new}" for what, old, new in changes_of(amendment))
    over = mail.body["facts"].get("why") == "over"  # nothing can be asked any more
    advice = "" if over else "\n\n" + gettext("If it should hold all the same, ask all parties again on its page.")
    return {"matter": subject.label(amendment), "url": subject.url(amendment), "sentence": told(mail), "changes": changes,
            "advice": advice}  # fmt: skip


def _mail(code: str, subject, text) -> MailKind:
    return MailKind(code, subject, text, _("Open it"), frozenset({code}), _concerned, _words)


add_mail_kinds(
    _mail("amendment.awaited", _("{matter}: agreed, holds later"), "{sentence}:\n\n{changes}"),
    _mail("amendment.applied", _("{matter} holds now"), "{sentence}:\n\n{changes}"),
    _mail("amendment.lapsed", _("{matter} is not applied"),
          _("{sentence}. Nothing of it was changed:\n\n{changes}{advice}")),
    _mail("amendment.taken_back", _("{matter}: taken back"), "{sentence}:\n\n{changes}"),
)  # fmt: skip
