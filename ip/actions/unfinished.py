"""What is typed in the editor is kept as it is typed: no state of the house, so it leaves no event."""
import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ip.models import PolicyVersion, SharingPolicy, UnfinishedFormula
from record import clock
from record.actions import action, require
from record.errors import NotVisible

MOST = 50  # of one person; the ones that were left longest make room


@action
def keep_unfinished(
    *, actor, uid: UUID, document: Mapping, step: str, policy: SharingPolicy | None = None, draft: PolicyVersion | None = None,
    seen: str = "", deal_kinds: Iterable[str] = (),
) -> None:  # fmt: skip
    """The document as it stands, whole or not, under the `uid` that the page carries. 404 where that is another person's."""
    require(actor.may_all("policy.write"), _("Only administrators and finance write sharing policies."))
    said = {
        "policy": policy, "draft": draft, "seen": seen[:64], "typed": json.dumps(document), "step": step[:20],
        "deal_kinds": list(deal_kinds), "kept_at": clock.now(),
    }  # fmt: skip
    mine = UnfinishedFormula.objects.visible_to(actor).filter(uid=uid)
    if mine.update(**said):
        return
    try:
        with transaction.atomic():
            UnfinishedFormula.objects.create(uid=uid, author_id=actor.membership, **said)
    except IntegrityError:  # the page sent twice at once, or a uid that is somebody else's
        if not mine.update(**said):
            raise NotVisible from None
    stay = UnfinishedFormula.objects.visible_to(actor).order_by("-kept_at", "-pk")[:MOST]
    UnfinishedFormula.objects.visible_to(actor).exclude(pk__in=[row.pk for row in stay]).delete()


@action
def drop_unfinished(*, actor, uid: UUID) -> None:
    """It was saved as a draft, or is not wanted any more. Nothing happens where it is gone."""
    UnfinishedFormula.objects.visible_to(actor).filter(uid=uid).delete()
