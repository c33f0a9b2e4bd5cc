"""How projects are searched and filtered."""
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from partners.models import Institution
from projects.health import Level
from projects.models import Kind, Participation, Project, TeamMember
from projects.standing import MEASURED, standings
from record.lists import FilterForm, any_of


class ProjectFilter(FilterForm):
    seeks = _("Title, number, partner, person")
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=any_of([("open", _("not closed")), *Project.State.choices])
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Kind.choices), required=False)
    health = forms.ChoiceField(
        label=_("Health"), required=False,
        choices=any_of([(Level.ON_TIME, _("on time")), (Level.AT_RISK, _("at risk")), (Level.LATE, _("late"))]),
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"), min_value=1980, max_value=2100, required=False)
    partner = forms.UUIDField(label=_("Partner"), required=False, widget=forms.HiddenInput)

    def __init__(self, data, actor):
        super().__init__(data, actor)
        self.fields["year"].widget.attrs["placeholder"] = self.fields["year"].label

    def narrow(self, rows, said):
        if said["q"]:
            rows = rows.filter(named_like(said["q"].strip(), self.actor))
        if said["state"]:
            rows = rows.exclude(state__in=Project.OVER) if said["state"] == "open" else rows.filter(state=said["state"])
        if said["kind"]:
            rows = rows.filter(kind=said["kind"])
        if said["partner"]:
            rows = rows.filter(_with(Institution.objects.visible_to(self.actor).filter(uid=said["partner"])))
        if year := said["year"]:
            rows = rows.filter(start__year__lte=year, end__year__gte=year)
        if said["health"]:
            measured = standings(rows.filter(state__in=MEASURED).select_related("owner"))
            rows = rows.filter(pk__in=[pk for pk, found in measured.items() if found.health.level == said["health"]])
        return rows

    def _word(self, field, value):
        if field is self.fields["partner"]:
            found = Institution.objects.visible_to(self.actor).filter(uid=value).first()
            return found.name if found else "–"
        return super()._word(field, value)


class OutlineFilter(FilterForm):
    seeks = _("Title, number, lead")
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=any_of([("open", _("not closed")), *Project.State.choices])
    )
    part = forms.ChoiceField(label=_("Our role"), required=False, choices=any_of(Participation.Role.choices))

    def narrow(self, rows, said):
        if q := said["q"].strip():
            own = Q(title_en__icontains=q) | Q(title_zh__icontains=q) | Q(number__icontains=q)
            rows = rows.filter(own | Q(owner__name_en__icontains=q) | Q(owner__name_zh__icontains=q))
        if said["state"]:
            rows = rows.exclude(state__in=Project.OVER) if said["state"] == "open" else rows.filter(state=said["state"])
        return rows.filter(part=said["part"]) if said["part"] else rows


def named_like(text: str, actor) -> Q:
    """A title, a number, a party's name, or the name of somebody whom the reader sees in the team."""
    people = Person.objects.visible_to(actor).filter(Q(name_en__icontains=text) | Q(name_zh__icontains=text))
    team = TeamMember.objects.visible_to(actor).filter(project=OuterRef("pk"), person__in=people)
    own = Q(title_en__icontains=text) | Q(title_zh__icontains=text) | Q(number__icontains=text)
    named = _with(Institution.objects.visible_to(actor).named(text))
    return own | named | Q(investigator__in=people) | Q(Exists(team))


def _with(institutions) -> Q:
    return Q(Exists(Participation.objects.filter(project=OuterRef("pk"), institution__in=institutions)))
