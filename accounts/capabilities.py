"""The one table of who may do what. A capability that is not here is an exception, never a quiet no."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("Project officer")
    INVESTIGATOR = "investigator", _("Principal investigator")
    LEAD = "lead", _("Project lead")
    VIEWER = "viewer", _("Viewer")
    PARTNER_APPROVER = "partner_approver", _("Partner approver")
    APPROVER = "approver", _("Approver")
    FINANCE = "finance", _("Finance officer")
    BROKER = "broker", _("Technology broker")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    CONTRIBUTOR = "contributor", _("Contributor")
    GOVERNMENT = "government", _("Government officer")


# Roles that prepare, approve or pay money: granting one takes two people, holding one takes a second factor.
MONEY_ROLES = frozenset({Role.FINANCE, Role.APPROVER})

R = Role
_STAFF = {R.OFFICER, R.INVESTIGATOR, R.LEAD, R.VIEWER, R.PARTNER_APPROVER, R.APPROVER, R.FINANCE, R.BROKER,
          R.ADMINISTRATOR, R.AUDITOR}  # fmt: skip
TABLE: dict[str, frozenset[str]] = {
    name: frozenset(roles)
    for name, roles in {
        # people and institution
        "people.manage": {R.ADMINISTRATOR},
        "people.read": {R.ADMINISTRATOR, R.AUDITOR, R.OFFICER, R.FINANCE, R.APPROVER},
        "role.confirm": {R.ADMINISTRATOR},  # the second of two for a money role
        "institution.manage": {R.ADMINISTRATOR},
        "unit.manage": {R.ADMINISTRATOR},
        "partner.read": _STAFF - {R.PARTNER_APPROVER, R.VIEWER},
        "partner.write": {R.OFFICER, R.LEAD, R.BROKER, R.ADMINISTRATOR},
        # projects
        "project.read": _STAFF,
        "project.write": {R.OFFICER, R.LEAD},
        "project.sign": {R.APPROVER, R.PARTNER_APPROVER},  # plan, money and clauses, amendments
        "milestone.submit": {R.OFFICER, R.INVESTIGATOR, R.LEAD},
        "milestone.decide": {R.APPROVER, R.PARTNER_APPROVER},
        "funding.read": {R.GOVERNMENT},  # how the projects go in which the own body takes part, seen from outside
        "party.invite": {R.OFFICER, R.LEAD, R.ADMINISTRATOR},
        # intellectual property
        "asset.read": {R.OFFICER, R.INVESTIGATOR, R.LEAD, R.BROKER, R.APPROVER, R.FINANCE, R.ADMINISTRATOR, R.AUDITOR},
        "asset.write": {R.OFFICER, R.INVESTIGATOR, R.LEAD},
        "asset.manage": {R.OFFICER, R.LEAD},  # accept disclosures, confirm owners, file applications and papers
        "shares.confirm": {R.OFFICER, R.APPROVER},  # the second of two for a signature on paper
        "deal.read": {R.OFFICER, R.BROKER, R.LEAD, R.APPROVER, R.FINANCE, R.ADMINISTRATOR, R.AUDITOR},
        "deal.write": {R.OFFICER, R.BROKER, R.LEAD},
        "deal.approve": {R.APPROVER},
        "result.follow": set(R) - {R.VIEWER, R.PARTNER_APPROVER, R.GOVERNMENT},  # makes results or works with them: the menu
        # money
        "own.income": set(R) - {R.VIEWER, R.GOVERNMENT},  # works here, and may earn by what came of it: the menu
        "money.read": {R.FINANCE, R.APPROVER, R.ADMINISTRATOR, R.AUDITOR},
        "receipt.record": {R.FINANCE},
        "distribution.prepare": {R.FINANCE},
        "distribution.approve": {R.APPROVER},
        "payment.record": {R.FINANCE},
        "policy.write": {R.ADMINISTRATOR, R.FINANCE},
        "policy.approve": {R.APPROVER},
        "reward.read": {R.OFFICER, R.FINANCE, R.APPROVER, R.AUDITOR, R.ADMINISTRATOR},
        "reward.propose": {R.OFFICER, R.FINANCE},
        "reward.approve": {R.APPROVER},
        # oversight
        "record.read": {R.AUDITOR, R.ADMINISTRATOR},
        "audit.read": {R.AUDITOR, R.ADMINISTRATOR},
        "audit.verify": {R.AUDITOR, R.ADMINISTRATOR},
    }.items()
}

# Who administers or audits takes no part in moving money: no person holds a role of both sets in one institution.
OVERSIGHT = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})

# What nobody but a money role may do: who holds one of these needs a second factor.
MONEY_CAPABILITIES = frozenset(name for name, roles in TABLE.items() if roles <= MONEY_ROLES)
