"""What people say to each other about an object, without deciding."""
from django.db import models

from accounts.models import Membership
from governance import access
from partners.models import Institution
from record import guards
from record.models import Row


class Comment(Row):
    """Seen by whoever sees its subject. A question waits for an answer from the institution it is put to."""

    subject = models.UUIDField(db_index=True)
    of = models.CharField(max_length=60)  # the model of the subject, such as "projects.milestone"
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    language = models.CharField(max_length=10)
    asks = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")  # a question to these
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")

    objects = access.CommentQuerySet.as_manager()


guards.append_only(Comment)
