"""What people type when they decide, ask or filter."""
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.duties import kinds_named
from governance.models import Decision, Duty, Voice
from governance.registry import decision_kinds
from record import clock, registry
from record.lists import EXPORTED, FilterForm, any_of
from record.pages import ActionForm, day_input

MONTH = timedelta(days=30)


class VoteForm(ActionForm):
    """A voice; whoever returns, rejects or sets conditions says why."""

    value = forms.ChoiceField(label=_("Your decision"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4}),
                              help_text=_("Needed unless you agree. All parties read them."))  # fmt: skip

    def __init__(self, *args, conditions: bool, **kwargs):
        super().__init__(*args, **kwargs)
        words = {Voice.Value.YES: _("Agree"), Voice.Value.CONDITIONS: _("Agree with conditions"),
                 Voice.Value.RETURN: _("Return"), Voice.Value.NO: _("Reject")}  # fmt: skip
        self.fields["value"].choices = [
            (value, word) for value, word in words.items() if conditions or value != Voice.Value.CONDITIONS
        ]


class DoneForm(ActionForm):
    """A duty was done."""

    done_on = forms.DateField(label=_("Done on"), widget=day_input())
    note = forms.CharField(label=_("What was done"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
                           help_text=_("Number of the payment, of the request, of the file."))  # fmt: skip


class WaiveForm(ActionForm):
    """A duty is no longer owed."""

    reasons = forms.CharField(label=_("Why it is no longer owed"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class CalendarForm(ActionForm):
    """One day of the own calendar."""

    day = forms.DateField(label=_("Day"), widget=day_input())
    works = forms.ChoiceField(label=_("It is"), choices=[("rest", _("a day of rest")), ("work", _("a working day"))])
    source = forms.CharField(label=_("Announced by"), max_length=200)


class CommentForm(ActionForm):
    """A comment; `asks` (an institution's uid) makes it a question, `answers` (a comment's uid) an answer."""

    text = forms.CharField(label=_("What you want to say"), max_length=4000, widget=forms.Textarea({"rows": 3}))
    asks = forms.UUIDField(required=False, widget=forms.HiddenInput)
    answers = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DecisionFilter(FilterForm):
    seeks = _("What is decided on, its number")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Decision.State.choices), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    mine = forms.ChoiceField(label=_("For whom"), choices=any_of([("me", _("Waiting for me"))]), required=False)

    def __init__(self, data, actor):
        super().__init__(data, actor)
        self.fields["kind"].choices = any_of((kind.code, kind.name) for kind in decision_kinds())

    def narrow(self, rows, said):
        if said["mine"]:
            rows = rows.decidable_by(self.actor)
        rows = rows.filter(**{name: said[name] for name in ("state", "kind") if said[name]})
        return rows.filter(subject__in=self._called(rows, said["q"])) if said["q"] else rows

    def _called(self, rows, text: str) -> list:
        """What is decided on and called so, as the list shows it: each app names its own rows, none of them in this table."""
        refs, found = list(rows.order_by().values_list("of", "subject").distinct()), []
        for start in range(0, len(refs), EXPORTED):
            named = registry.names(set(refs[start : start + EXPORTED]), self.actor)
            found += [uid for uid, (label, _url) in named.items() if text.casefold() in label.casefold()]
        return found


class DutyFilter(FilterForm):
    seeks = _("What is owed, article")
    state = forms.ChoiceField(label=_("State"), choices=any_of(Duty.State.choices), required=False)
    when = forms.ChoiceField(label=_("When"), choices=any_of([("late", _("Late")), ("month", _("Within a month"))]), required=False)
    mine = forms.ChoiceField(label=_("For whom"), choices=any_of([("me", _("Waiting for me"))]), required=False)

    def narrow(self, rows, said):
        today = clock.today(self.actor.zone)
        if text := said["q"].strip():
            rows = rows.filter(kind__in=kinds_named(text))
        if said["mine"]:
            rows = rows.doable_by(self.actor)
        if said["when"]:
            rows = rows.open().filter(**({"on__lt": today} if said["when"] == "late" else {"on__range": (today, today + MONTH)}))
        return rows.filter(state=said["state"]) if said["state"] else rows


class MailsFilter(FilterForm):
    seeks = _("To whom: name, address")
