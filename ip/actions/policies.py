"""From a formula to a version in force: drafted by one person, published by another, never changed afterwards."""
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded
from ip import refusals
from ip.models import Deal, PolicyVersion, SharingPolicy
from ip.publishing import put_before, ready
from ip.rules import answered, read_policy
from partners.models import Institution
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.errors import Invalid
from record.feed import by_whom

KIND = "policy.publish"
S = PolicyVersion.State


@action
def open_policy(*, actor, name_en: str, name_zh: str, deal_kinds, document: Mapping, applies_by: str = "") -> PolicyVersion:
    """A policy of the actor's institution for kinds of deals that no other one covers, with its first draft."""
    require(actor.may_all("policy.write"), _("Only administrators and finance write sharing policies."))
    kinds = [kind for kind in Deal.Kind.values if kind in deal_kinds]
    if not kinds or len(kinds) != len(deal_kinds):
        raise Invalid(_("Say for which kinds of deals this policy is."), field="deal_kinds")
    if not (name_en or name_zh):
        raise Invalid(_("Give it a name in at least one language."), field="name_en")
    (institution,) = lock(Institution.objects.get(pk=actor.institution))
    for other in SharingPolicy.objects.filter(institution=institution).order_by("pk"):
        if shared := [Deal.Kind(kind).label for kind in kinds if kind in other.deal_kinds]:
            said = {"name": other.name, "kinds": ", ".join(map(str, shared))}
            raise Invalid(_("“%(name)s” covers this already (%(kinds)s): draft a new version of it.") % said, field="deal_kinds")
    policy = SharingPolicy.objects.create(
        institution=institution, code="-".join(kinds), name_en=name_en, name_zh=name_zh, deal_kinds=kinds
    )
    record("policy.opened", policy, deal_kinds=kinds)
    return draft_version(actor=actor, policy=policy, document=document, applies_by=applies_by)


@action
def draft_version(*, actor, policy: SharingPolicy, document: Mapping, applies_by: str = "") -> PolicyVersion:
    """A formula as the next version of a policy. `applies_by` answers what its source leaves open; it may wait."""
    see(actor, policy)
    require(_writes(actor, policy), _("Only administrators and finance write sharing policies."))
    document, fingerprint = _read(document, applies_by)
    version = PolicyVersion.objects.create(
        policy=policy, document=document, fingerprint=fingerprint, prepared_by_id=actor.membership
    )
    record("policy.drafted", version, about={"policy": policy}, fingerprint=fingerprint)
    return version


@action
def change_draft(*, actor, version: PolicyVersion, seen: str, document: Mapping, applies_by: str = "") -> PolicyVersion:
    """Another text for a draft; `seen` is the fingerprint of the one that was read."""
    version = _own(actor, version)
    expect(version, S.DRAFT)
    fresh(version, seen)
    document, fingerprint = _read(document, applies_by)
    change(version, document=document, fingerprint=fingerprint, prepared_by_id=actor.membership)
    record("policy.changed", version, about={"policy": version.policy}, fingerprint=fingerprint)
    return version


@action
def withdraw_draft(*, actor, version: PolicyVersion, seen: str) -> PolicyVersion:
    """Lay a draft aside; it stays to be read, and proposes nothing any more."""
    version = _own(actor, version)
    expect(version, S.DRAFT)
    fresh(version, seen)
    move(version, S.WITHDRAWN)
    record("policy.withdrawn", version, about={"policy": version.policy})
    return version


@action
def propose_version(*, actor, version: PolicyVersion, seen: str, since: date) -> Decision:
    """Put a draft before an approver, to hold from a day on. 422 where the source's silence has not been answered, or
    where money has been shared by another version for such a day."""
    version = _own(actor, version)
    expect(version, S.DRAFT)
    fresh(version, seen)
    change(version, since=since)
    ready(version)
    move(version, S.IN_APPROVAL)
    record("policy.proposed", version, about={"policy": version.policy}, since=since.isoformat(), fingerprint=put_before(version))
    wrote = Person.objects.filter(uid__in=by_whom(version.uid, "policy.drafted", "policy.changed")).order_by("pk")
    writers = dict.fromkeys([actor.person, *wrote.values_list("pk", flat=True)])
    return open_decision(
        actor=actor, kind=KIND, subject=version, owner=version.policy.institution,
        seats=[{"institution": version.policy.institution, "capability": "policy.approve", "scope": None}],
        excluded=[(person, Excluded.Why.PREPARED) for person in writers],
    )  # fmt: skip


@action
def take_back_version(*, actor, version: PolicyVersion) -> PolicyVersion:
    """Take a proposal back into draft before it is decided."""
    see(actor, version)
    decision = Decision.objects.open().filter(kind=KIND, subject=version.uid).first()
    version, decision = lock(version, decision)
    require(_writes(actor, version.policy), _("Only administrators and finance write sharing policies."))
    expect(version, S.IN_APPROVAL)
    move(version, S.DRAFT)
    void_decision(actor=actor, decision=decision, why="withdrawn")
    record("policy.taken_back", version, about={"policy": version.policy})
    return version


@action
def settle_version(*, actor, subject: PolicyVersion, decision: Decision) -> None:
    """What follows when the decision ends: published under the next number, for ever as it is; or a draft again."""
    about = {"policy": subject.policy, "decision": decision}
    if decision.state != Decision.State.AGREED:
        move(subject, S.DRAFT)
        record("policy.returned", subject, about=about, outcome=decision.state)
        return
    published = PolicyVersion.objects.filter(policy=subject.policy, state=S.PUBLISHED)
    change(subject, number=published.count() + 1)
    move(subject, S.PUBLISHED)
    record("policy.published", subject, about=about, number=subject.number, since=subject.since.isoformat(),
           fingerprint=subject.fingerprint)  # fmt: skip


def _own(actor, version: PolicyVersion) -> PolicyVersion:
    """Seen, locked, and of an institution for which the actor writes policies."""
    see(actor, version)
    (version,) = lock(version)
    require(_writes(actor, version.policy), _("Only administrators and finance write sharing policies."))
    return version


def _writes(actor, policy: SharingPolicy) -> bool:
    return policy.institution_id == actor.institution and actor.may_all("policy.write")


def _read(document: Mapping, applies_by: str) -> tuple[dict, str]:
    """The document with the answer in it, and its fingerprint. Invalid at `document`, naming the place."""
    with refusals.told("document"):
        read_policy(document)
    if applies_by:
        document = answered(document, applies_by=applies_by)
    with refusals.told("applies_by" if applies_by else "document"):
        return dict(document), read_policy(document).fingerprint
