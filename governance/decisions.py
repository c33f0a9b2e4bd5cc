"""What governance itself puts to decision: roles that take two, accounts that are one person."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.actions import links, roles
from governance.models import LinkRequest, RoleRequest
from governance.registry import DecisionKind, add_decision_kinds
from governance.subjects import link_label, role_label

add_decision_kinds(
    DecisionKind(
        code=roles.KIND,
        model=RoleRequest,
        name=_("role that takes two"),
        related=("membership__person", "invitation"),
        rows=roles.rows,
        fingerprint=roles.fingerprint,
        outcome=roles.settle_role,
        title=role_label,
        url=lambda asked: reverse("governance:role_request", args=[asked.uid]),
        check=roles.check,
        agreed=_("The role holds at once; whoever is only invited gets the mail now."),
        otherwise=_("The role is not given. It can be asked for again."),
        conditions=False,
    ),
    DecisionKind(
        code=links.KIND,
        model=LinkRequest,
        name=_("two accounts, one person"),
        related=("person", "other"),
        rows=links.rows,
        fingerprint=links.fingerprint,
        outcome=links.settle_link,
        title=link_label,
        url=lambda asked: reverse("governance:link_request", args=[asked.uid]),
        check=links.check,
        agreed=_("Both accounts count as one person: what one prepared, the other does not approve."),
        otherwise=_("They go on counting as two persons."),
        conditions=False,
    ),
)
