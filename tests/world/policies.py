"""Sharing policies of an institution, published by the actions that people use."""
from datetime import date

from governance.actions import cast_vote
from governance.models import Decision
from ip import actions
from ip.models import PolicyVersion, UnfinishedFormula
from ip.policies import published as formulas
from record.models import new_uid

SINCE = date(2024, 1, 1)


def draft(world, formula="us-stanford-pre-change", *, at="linhai", kinds=("licence", "assignment"), applies_by="received"):
    """The first draft of a policy; `formula` is the id of a published one or a document."""
    document = formulas()[formula] if isinstance(formula, str) else formula
    return actions.open_policy(
        actor=world.actor(at, "administrator"), name_en="Sharing of income from deals", name_zh="成果转化收益分配",
        deal_kinds=list(kinds), document=document, applies_by=applies_by,
    )  # fmt: skip


def proposed(world, formula="us-stanford-pre-change", *, at="linhai", since=SINCE, **said) -> PolicyVersion:
    version = draft(world, formula, at=at, **said)
    actions.propose_version(actor=world.actor(at, "administrator"), version=version, seen=version.fingerprint, since=since)
    return PolicyVersion.objects.get(pk=version.pk)


def published(world, formula="us-stanford-pre-change", *, at="linhai", **said) -> PolicyVersion:
    version = proposed(world, formula, at=at, **said)
    agree(world, version, at=at)
    return PolicyVersion.objects.get(pk=version.pk)


def followed(world, version, document, *, at="linhai", since=SINCE) -> PolicyVersion:
    """The next version of a policy, published."""
    writer = world.actor(at, "administrator")
    later = actions.draft_version(actor=writer, policy=version.policy, document=document, applies_by="")
    actions.propose_version(actor=writer, version=later, seen=later.fingerprint, since=since)
    agree(world, later, at=at)
    return PolicyVersion.objects.get(pk=later.pk)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """policy and its published version, a draft beside it, a version before an approver; all for licences."""
    document = formulas()["us-mit"]
    document["name"] = {"en": f"Ours {mark}", "zh": f"自有 {mark}"}
    writer = world.actor(home, "administrator")
    standing = published(world, document, at=home, kinds=["licence"])
    drafts = [
        actions.draft_version(actor=writer, policy=standing.policy, document=document | {"id": key}, applies_by="received")
        for key in ("second", "third")
    ]
    asked = drafts[1]
    actions.propose_version(actor=writer, version=asked, seen=asked.fingerprint, since=date(2030, 1, 1))
    actions.keep_unfinished(actor=writer, uid=new_uid(), document=document, step="tiers")
    heard = actions.record_hearing(
        actor=writer, subject=standing, kind="heard", on=SINCE, whom=f"Staff council {mark}", text="Minutes 4.",
    )  # fmt: skip
    mine = UnfinishedFormula.objects.visible_to(writer).get()
    return {
        "policy": standing.policy, "policy_version": standing, "policy_draft": drafts[0], "policy_asked": asked, "policy_unfinished": mine,
        "hearing": heard,
    }  # fmt: skip


def agree(world, version, *, at="linhai", value="yes", reasons="") -> None:
    decision = Decision.objects.open().get(subject=version.uid)
    cast_vote(actor=world.actor(at, "approver"), decision=decision, seen=decision.fingerprint, value=value, reasons=reasons)
