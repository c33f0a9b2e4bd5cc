"""Two accounts of one person: asked for by one administrator, confirmed by another."""
from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Person
from governance import actions
from governance.actions.links import KIND
from governance.models import LinkRequest
from governance.panel import latest, panel
from record.actions import require
from record.pages import ActionForm, find, perform


class LinkForm(ActionForm):
    other = forms.ModelChoiceField(None, label=gettext_lazy("The other account"), to_field_name="uid", empty_label=gettext_lazy("Choose"))
    proof = forms.CharField(
        label=gettext_lazy("What proves it"), max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Such as the personnel number of both, or that the person said so."),
    )  # fmt: skip

    def __init__(self, *args, actor, person, **kwargs):
        super().__init__(*args, **kwargs)
        ours = Membership.objects.visible_to(actor).filter(institution=actor.institution).values("person")
        self.fields["other"].queryset = Person.objects.visible_to(actor).filter(pk__in=ours).exclude(pk=person.pk).order_by("pk")
        self.fields["other"].label_from_instance = lambda row: f"{row.name}, {row.email}"


def link(request, uid):
    person = find(Person.objects, request.actor, uid=uid)
    require(request.actor.may_all("people.manage"))
    form = LinkForm(request.POST or None, actor=request.actor, person=person)

    def act():
        asked = actions.request_link(actor=request.actor, person=person, **form.said)
        return reverse("governance:link_request", args=[asked.uid])

    return perform(request, form, act, page="governance/people/link.html",
                   context={"person": person, "cancel": reverse("accounts:person", args=[uid])},
                   done=_("A second administrator is asked to confirm."))  # fmt: skip


def link_request(request, uid):
    asked = find(LinkRequest.objects.select_related("person", "other", "asked_by__person"), request.actor, uid=uid)
    around = panel(latest(request.actor, asked, KIND), request.actor, invite=lambda seat: reverse("governance:invite"))
    return render(request, "governance/people/link_request.html", {"asked": asked, "panel": around})
