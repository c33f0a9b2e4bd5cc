from record.models.blob import Blob
from record.models.chain import About, Chain, Event, LastSaid
from record.models.consumption import Answer, Delivery, Parked, Position
from record.models.counter import Counter
from record.models.installation import Installation
from record.models.row import FollowingQuerySet, Row, VisibleQuerySet, new_uid

__all__ = [
    "About", "Answer", "Blob", "Chain", "Counter", "Delivery", "Event", "FollowingQuerySet", "Installation", "LastSaid", "Parked",
    "Position", "Row", "VisibleQuerySet", "new_uid",
]
