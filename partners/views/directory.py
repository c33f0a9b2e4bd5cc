"""The common directory, and one partner on one page."""
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from partners import access, actions
from partners.actions.institutions import ENTRY
from partners.forms import DirectoryFilter, InstitutionForm, RegisterForm
from partners.models import Contact, Institution, Relation
from partners.views.book import page_of
from record import registry
from record.actions import require
from record.feed import feed
from record.lists import browse
from record.pages import find, perform
from record.texts import picked

SHOWN = 6  # candidates beside the form


def directory(request):
    """Every institution that takes part."""
    sorts = {"name": (picked("name"),), "kind": ("kind",), "country": ("country",)}
    found = browse(request, Institution.objects.visible_to(request.actor), DirectoryFilter, sorts, first="name")
    may = {"reads": request.actor.may_all("partner.read"), "may_write": request.actor.may_all("partner.write")}
    return found.shown("partners/directory", {"taken": _taken(request.actor), **may})


def _taken(actor) -> set:
    return set(Relation.objects.visible_to(actor).values_list("partner", flat=True))


def register(request):
    """Once for all. Whoever searched in vain brings the name along, and goes back to `next`, which finds it now."""
    require(request.actor.may_all("partner.write"))
    sought, back = request.GET.get("name", "")[:200], request.GET.get("next", "")
    form = RegisterForm(request.POST or None, initial={"name_en" if sought.isascii() else "name_zh": sought})

    def act():
        made = actions.register_institution(actor=request.actor, **form.said)
        own = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return f"{back}?{urlencode({'q': made.name})}" if back and own else page_of(made)

    return perform(
        request, form, act,
        page="partners/directory/register.html", context={**_candidates(request, request.POST)},
        done=_("Registered, and added to your partner book."),
    )  # fmt: skip


def candidates(request):
    """Those that the institution being typed might be: answers while it is typed."""
    return render(request, "partners/directory/candidates.html", _candidates(request, request.GET))


def _candidates(request, typed) -> dict:
    said = [typed.get(name, "")[:200] for name in RegisterForm.looked_up]
    known = {}
    for text in filter(None, map(str.strip, said)):
        for row in Institution.objects.visible_to(request.actor).named(text)[:SHOWN]:
            known[row.pk] = row
    return {"candidates": list(known.values())[:SHOWN], "taken": _taken(request.actor)}


def partner(request, uid):
    """What runs between us: what each app shows of it, how we stand, whom we know there."""
    actor = request.actor
    institution = find(Institution.objects.select_related("registered_by"), actor, uid=uid)
    relation = Relation.objects.visible_to(actor).filter(partner=institution).first()
    return render(request, "partners/partner/page.html", {
        "institution": institution, "relation": relation, "own": institution.pk == actor.institution,
        "contacts": Contact.objects.visible_to(actor).filter(relation=relation).order_by("pk"),
        "sections": registry.sections("partner", actor, institution),
        "events": feed(actor, institution.uid, limit=10),
        "may_change": access.may_change_institution(actor, institution), "may_write": actor.may_all("partner.write"),
        "reads": actor.may_all("partner.read"),
    })  # fmt: skip


def change(request, uid):
    """The entry in the directory."""
    institution = find(Institution.objects, request.actor, uid=uid)
    require(access.may_change_institution(request.actor, institution))
    given = {"seen": institution.version, **{name: getattr(institution, name) for name in ENTRY}}
    form = InstitutionForm(request.POST or None, initial=given)

    def act():
        seen = form.cleaned_data["seen"]
        return page_of(actions.change_institution(actor=request.actor, institution=institution, seen=seen, **form.said))

    return perform(request, form, act, page="partners/directory/change.html",
                   context={"institution": institution, "cancel": page_of(institution)}, done=_("Saved."))  # fmt: skip
