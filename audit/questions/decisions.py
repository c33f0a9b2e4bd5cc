"""What was decided by whom, and whether it is still what was decided on."""
from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import root_in, root_of
from audit.questions.question import Found
from governance.models import Decision, Voice
from governance.registry import decision_kind
from ip.models import Distribution

MONEY = ("settlement.approve", "distribution.approve", "share.release", "reward.approve", "policy.publish", "deal.sign")
FIXED = ("settlement.approve", "distribution.approve", "share.release", "reward.approve")  # may never change afterwards


def by_the_preparer(actor) -> Iterator[Found]:
    """Voices of yes, and postings, by whoever prepared or gains: one person is one person, with whatever account."""
    yes = Voice.objects.filter(
        decision__owner=actor.institution, decision__kind__in=MONEY, value__in=["yes", "conditions"]
    ).select_related("decision", "membership__person", "decision__opened_by__person")
    for voice in yes.prefetch_related("decision__excluded__person"):
        opener, spoke = voice.decision.opened_by, root_of(voice.membership.person)
        if opener and root_of(opener.person) == spoke:
            yield _found(voice.decision, _("agreed to by the person who put it forward"))
        elif spoke in {root_of(kept_out.person) for kept_out in voice.decision.excluded.all()}:
            yield _found(voice.decision, _("agreed to by somebody who prepared it or gains from it"))
    approver, preparer = (root_in(f"{by}__person") for by in ("approved_by", "prepared_by"))
    same = Distribution.objects.alias(approver=approver, preparer=preparer).filter(approver=F("preparer"))
    for distribution in same.filter(institution=actor.institution):
        yield Found(distribution.number, _("approved by the person who prepared it"), amount=distribution.amount,
                    currency=distribution.currency, on=distribution.on)  # fmt: skip


def changed_after(actor) -> Iterator[Found]:
    """Agreed decisions whose matter is not any more what they were bound to."""
    for kind in FIXED:
        agreed = Decision.objects.filter(owner=actor.institution, kind=kind, state=Decision.State.AGREED).order_by("pk").iterator()
        while decisions := list(islice(agreed, 500)):
            stand = decision_kind(kind).stand(decisions)
            for decision in decisions:
                if stand.get(decision.subject) != decision.fingerprint:
                    yield _found(decision, _("is not any more what was agreed to"))


def _subject(decision: Decision):
    """What was decided on; None where somebody took it away beneath the guards."""
    try:
        return decision_kind(decision.kind).subject(decision)
    except ObjectDoesNotExist:
        return None


def _found(decision: Decision, why: str) -> Found:
    kind, subject = decision_kind(decision.kind), _subject(decision)
    if subject is None:
        return Found(decision.subject, _("what was agreed to is gone"), on=timezone.localdate(decision.made_at))
    return Found(kind.title(subject), why, kind.url(subject), on=timezone.localdate(decision.made_at))
