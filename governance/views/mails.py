"""The demo's mails, which are written and never sent. Over any other database these pages do not exist."""
from django.core.paginator import Paginator
from django.shortcuts import render

from governance import post
from governance.forms import MailsFilter
from record.errors import NotVisible


def mails(request):
    """The latest first; all of them, or those to the people whose name or address is asked for."""
    form = MailsFilter(request.GET, request.actor)
    rows = post.of_the_demo(to=form.cleaned_data["q"] if form.is_valid() else "")
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(request, "governance/mails/page.html", {"page": page, "shown": post.headings(page), "form": form})


def mail(request, uid):
    """One mail, in its recipient's language, or that there is nothing to say any more."""
    delivery = post.of_the_demo().filter(uid=uid).first()
    if delivery is None:
        raise NotVisible
    (heading,) = post.headings([delivery])
    return render(request, "governance/mails/mail.html", {"mail": heading, "message": post.read(delivery)})
