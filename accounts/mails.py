"""What accounts mail: an invitation, and the link to a new password. Both hold a secret that is forgotten once sent."""
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from accounts.roles import offered
from record.mails import MailKind, add_mail_kinds


def _invited(mail) -> dict | None:
    """None once the invitation was used or withdrawn."""
    found = Invitation.objects.select_related("institution", "invited_by__person", "invited_by__institution")
    invitation = found.filter(uid=mail.facts["invitation"], state=Invitation.State.OPEN).first()
    if invitation is None:
        return None
    by = invitation.invited_by
    inviter = f"{by.person.name}, {by.institution.name}" if by else _("The operator of this installation")
    return {"url": mail.facts["url"], "institution": invitation.institution.name, "role": offered(invitation), "inviter": inviter}


add_mail_kinds(
    MailKind(
        "accounts.invitation", _("{inviter} invites you to Trihelix"),
        _(
            "{inviter} invites you to act for {institution} in Trihelix, as: {role}.\n\n"
            "Opening the link decides nothing. It holds for 14 days and for you only."
        ),
        _("View the invitation"), words=_invited, secret=True,
    ),
    MailKind(
        "accounts.reset", _("A new password for Trihelix"),
        _(
            "Somebody, probably you, asked to set a new password for this address.\n\n"
            "If it was not you, do nothing: the old password holds."
        ),
        _("Set a new password"), secret=True,
    ),
)  # fmt: skip
