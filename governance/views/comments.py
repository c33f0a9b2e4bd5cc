"""Saying something about whatever one sees: a comment, a question that decides nothing, an answer."""
from django.utils.translation import gettext as _

from governance import actions
from governance.forms import CommentForm
from governance.matters import matter
from governance.models import Comment
from partners.models import Institution
from record.pages import find, perform


def comment(request, of, uid):
    """`of` is the model of the subject, such as "projects.milestone"."""
    subject, row = matter(request.actor, of, uid)
    form = CommentForm(request.POST or None, initial={"asks": request.GET.get("asks"), "answers": request.GET.get("answers")})
    to = f"{subject.url(row)}#comments"

    def act():
        said = form.said
        asks = find(Institution.objects, request.actor, uid=said["asks"]) if said["asks"] else None
        answers = find(Comment.objects, request.actor, uid=said["answers"], subject=row.uid) if said["answers"] else None
        actions.comment(actor=request.actor, subject=row, text=said["text"], asks=asks, answers=answers)
        return to

    context = {"row": row, "matter": subject.label(row), "submit": _("Send"), "cancel": to}
    return perform(request, form, act, page="governance/comment/page.html", context=context)
