"""The Lambert decision guide as a short interview: six questions, what they suggest, taken over as the ownership clause."""
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.forms.lambert import GuideForm, TakeForm
from ip.lambert import clause_of, fits
from ip.policies import lambert
from projects import access
from projects.actions import write_clause
from projects.models import Clause, Project
from record.actions import expect, require
from record.pages import find, perform


def guide(request, uid):
    """The questions are answered in the address, so that nothing is written before an agreement is taken over."""
    project = find(Project.objects.select_related("owner", "unit"), request.actor, uid=uid)
    require(access.leads(request.actor, project))
    expect(project, Project.State.DRAFT)
    asked = GuideForm(request.GET or None)
    choices = [one for one in lambert().agreements.values() if fits(project, one)]
    outcome = lambert().suggest(asked.yes) if asked.is_bound and asked.is_valid() else None
    form = TakeForm(request.POST or None, agreements=choices, suggested=outcome.agreement if outcome else "")
    page = reverse("projects:agreement", args=[project.uid])

    def act():
        agreement = lambert().agreements[form.cleaned_data["agreement"]]
        write_clause(actor=request.actor, project=project, kind=Clause.Kind.OWNERSHIP, **clause_of(project, agreement))
        return page

    language = get_language() or "en"
    context = {
        "project": project, "asked": asked, "yes": asked.yes if outcome else None, "of": len(lambert().questions),
        "said": outcome.words.say(language) if outcome else "", "source": lambert().source.say(language),
        "submit": _("Take it over as the clause"), "cancel": page, "unconfirmed": [one.key for one in choices if one.unconfirmed],
    }  # fmt: skip
    done = _("It stands as a draft of the ownership clause: read it, and change it as you need.")
    return perform(request, form, act, page="ip/lambert/guide.html", context=context, done=done)
