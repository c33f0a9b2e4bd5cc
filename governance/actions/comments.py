"""Saying something about an object, and asking without deciding."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.models import Comment
from record.actions import action, record, require, see
from record.errors import Invalid
from record.registry import subject_of


@action
def comment(*, actor, subject, text: str, asks=None, answers: Comment | None = None) -> Comment:
    """Write a comment on whatever the actor sees; `asks` one of its parties makes it a question, `answers` an answer."""
    see(actor, subject)
    parties = subject_of(type(subject)).parties
    require(parties is not None, _("This is not a place to comment on."))
    if not text.strip():
        raise Invalid(_("Write something first."), field="text")
    if asks is not None and asks not in parties(subject):
        raise Invalid(_("Only those who take part can be asked."), field="asks")
    if answers is not None and answers.subject != subject.uid:
        raise Invalid(_("This was said about something else."), field="answers")
    said = Comment.objects.create(
        subject=subject.uid, of=subject._meta.label_lower, membership_id=actor.membership,
        text=text.strip(), language=get_language() or "en", asks=asks, answers=answers,
    )  # fmt: skip
    about = {"matter": subject, "asked": asks, "answered": answers}
    record("comment.asked" if asks else "comment.written", said, about=about)
    return said
