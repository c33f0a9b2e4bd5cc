"""What may be commented on: models whose subject names the institutions between which it is spoken of."""
from uuid import UUID

from record import registry
from record.errors import NotVisible
from record.pages import find


def matter(actor, of: str, uid: UUID) -> tuple[registry.Subject, object]:
    """How it is named, and the row; `of` is its model, such as "projects.milestone". NotVisible where there is none to see."""
    known = registry.by_label()
    if of not in known or known[of].parties is None:
        raise NotVisible
    return known[of], find(known[of].model.objects.select_related(*known[of].related), actor, uid=uid)
