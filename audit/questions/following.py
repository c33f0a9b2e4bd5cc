"""What the house itself left undone."""
from collections.abc import Iterator

from audit.following import left_undone
from audit.questions.question import Found
from audit.telling import tell
from partners.models import Institution


def undone(actor) -> Iterator[Found]:
    """Rewards, mails, reminders, deadlines that should have followed from what was done, and did not."""
    found = [finding.data() for finding in left_undone(Institution.objects.get(pk=actor.institution))]
    for told in tell(found, actor):
        yield Found(told.what or told.kind, told.words, told.url)
