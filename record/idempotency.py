"""A repeated request acts once: the key is taken first, in the action's own transaction."""
import hashlib
from collections.abc import Callable

from record.actions import action
from record.errors import KeyReused
from record.models import Answer


def asked(*parts: bytes | str) -> bytes:
    """What was asked, as a hash: method, path, body without its token."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


@action
def once(*, actor, key: str, asked: bytes, write: Callable[[], tuple[int, dict]]) -> Answer:
    """Run `write` (status, body) under this key, or give the answer that it gave before.

    A failure takes the key along, so a corrected form may use it again. KeyReused where the body differs.
    """
    answer, new = Answer.objects.get_or_create(owner=actor.membership_uid, key=key, defaults={"asked": asked})
    if bytes(answer.asked) != asked:
        raise KeyReused
    if new:
        answer.status, answer.body = write()
        answer.save(update_fields=["status", "body"])
    return answer
