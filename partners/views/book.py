"""The partner book: who is in it, how we stand with them, whom we know there."""
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import actions
from partners.forms import BookFilter, ContactForm, RelationForm
from partners.models import Contact, Institution, Relation
from record.actions import require
from record.lists import browse
from record.pages import ActionForm, find, perform
from record.texts import picked

HEADS = [gettext_lazy("Partner"), gettext_lazy("Name in Chinese"), gettext_lazy("Kind"), gettext_lazy("Standing"),
         gettext_lazy("Since"), gettext_lazy("Unified social credit code"), "ROR", "LEI"]  # fmt: skip


def page_of(institution) -> str:
    return reverse("partners:partner", args=[institution.uid])


def partners(request):
    """Who is in our book, searched in both languages."""
    require(request.actor.may_all("partner.read"))
    rows = Relation.objects.visible_to(request.actor).select_related("partner")
    sorts = {"name": (picked("partner__name"),), "kind": ("partner__kind",), "standing": ("standing",), "since": ("since",)}
    found = browse(request, rows, BookFilter, sorts, first="name")
    if found.exported:
        return found.csv("partners", HEADS, _cells)
    return found.shown("partners/book", {"may_write": request.actor.may_all("partner.write")})


def _cells(relation: Relation) -> list:
    of = relation.partner
    return [of.name_en, of.name_zh, of.get_kind_display(), relation.get_standing_display(), relation.since,
            of.uscc, of.ror, of.lei]  # fmt: skip


def take(request, uid):
    """Into the book."""
    institution = find(Institution.objects, request.actor, uid=uid)

    def act():
        actions.open_relation(actor=request.actor, partner=institution)
        return page_of(institution)

    context = {"institution": institution, "submit": _("Add to our partner book"), "cancel": page_of(institution)}
    form, page = ActionForm(request.POST or None), "partners/book/take.html"
    return perform(request, form, act, page=page, context=context, done=_("Added to your partner book."))


def relation(request, uid):
    """How we stand with a partner; `uid` is the partner's."""
    row = find(Relation.objects.select_related("partner"), request.actor, partner__uid=uid)
    form = RelationForm(request.POST or None, initial=RelationForm.said_by(row))

    def act():
        seen = form.cleaned_data["seen"]
        return page_of(actions.change_relation(actor=request.actor, relation=row, seen=seen, **form.said).partner)

    context = {"institution": row.partner, "cancel": page_of(row.partner)}
    return perform(request, form, act, page="partners/book/relation.html", context=context, done=_("Saved."))


def add_contact(request, uid):
    """A person whom we know there; `uid` is the partner's."""
    row = find(Relation.objects.select_related("partner"), request.actor, partner__uid=uid)
    form = ContactForm(request.POST or None)

    def act():
        actions.add_contact(actor=request.actor, relation=row, **form.said)
        return page_of(row.partner)

    context = {"institution": row.partner, "cancel": page_of(row.partner)}
    return perform(request, form, act, page="partners/book/contact.html", context=context, done=_("The contact was noted."))


def remove_contact(request, uid):
    contact = find(Contact.objects.select_related("relation__partner"), request.actor, uid=uid)
    back = page_of(contact.relation.partner)

    def act():
        actions.remove_contact(actor=request.actor, contact=contact)
        return back

    context = {"contact": contact, "submit": _("Remove"), "cancel": back}
    form, page = ActionForm(request.POST or None), "partners/book/remove_contact.html"
    return perform(request, form, act, page=page, context=context, done=_("The contact was removed."))
