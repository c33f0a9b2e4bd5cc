"""How decisions and comments are named."""
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models import CalendarDay, Comment, Decision, Due, Duty, LinkRequest, RoleRequest
from governance.registry import decision_kind, duty_kind
from record.registry import Subject, add_subjects
from record.wording import day


def role_label(asked: RoleRequest) -> str:
    who = asked.membership.person.name if asked.membership else asked.invitation.email
    return gettext("%(who)s as %(role)s") % {"who": who, "role": asked.get_role_display()}


def link_label(asked: LinkRequest) -> str:
    return gettext("%(one)s and %(other)s are one person") % {"one": asked.person.name, "other": asked.other.name}


add_subjects(
    Subject(Decision, _("a decision"), lambda d: decision_kind(d.kind).name, follows=True),
    Subject(Comment, _("a comment"), lambda c: c.text[:60], follows=True),
    Subject(
        RoleRequest, _("a role that takes two"), role_label, lambda r: reverse("governance:role_request", args=[r.uid]),
        related=("membership__person", "invitation"),
    ),
    Subject(
        LinkRequest, _("two accounts, one person"), link_label, lambda r: reverse("governance:link_request", args=[r.uid]),
        related=("person", "other"),
    ),
    Subject(Duty, _("something owed"), lambda d: duty_kind(d.kind).name(), follows=True),
    Subject(CalendarDay, _("a day of the calendar"), lambda d: day(d.day), lambda d: reverse("governance:calendar")),
    Subject(Due, _("something due"), lambda d: d.kind, follows=True),
)  # fmt: skip
