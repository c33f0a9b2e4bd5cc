"""From a form to an action and back, the same for every page: acts once, loses nothing, says what is wrong where it is wrong."""
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from record.errors import Invalid, NotVisible
from record.idempotency import asked, once
from record.models import Answer, new_uid
from record.texts import own_first


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class WordedForm(forms.Form):
    """A form that asks a text in two languages, `title_en` and `title_zh`, in the reader's own one first."""

    def __iter__(self):
        return (self[name] for name in own_first(self.fields))


class ActionForm(WordedForm):
    """A form that leads to an action. `key` makes it act once; `seen` says what was read before it was filled in."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = lambda: str(new_uid())

    @classmethod
    def said_by(cls, row) -> dict:
        """What a form that changes a row begins with: the version that is read, and each of its fields that the row has."""
        names = [name for name in cls.base_fields if name not in ("key", "seen") and hasattr(row, name)]
        return {"seen": row.version, **{name: getattr(row, name) for name in names}}

    @property
    def said(self) -> dict:
        """What was typed, without the hidden two: ready as keyword arguments of an action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen")}

    def order_last(self, *names: str) -> None:
        self.order_fields([name for name in self.fields if name not in names] + list(names))


def perform(
    request: HttpRequest, form: ActionForm, act: Callable[[], str], *, page: str, context: dict | None = None, done=None
) -> HttpResponse:
    """Show the form, or run `act` (which gives the URL to go to) once under the form's key.

    422 with everything that was typed where the form or the action says Invalid; other domain errors go to their pages.
    `done` is said on the next page.
    """
    context = {**(context or {}), "form": form}
    if request.method != "POST":
        shown = render(request, page, context)
        shown.headers["Cache-Control"] = "private, no-cache"  # kept for Back alone, with what was typed into it
        return shown
    if form.is_valid():
        key = form.cleaned_data["key"] or str(new_uid())
        try:
            answer = once(actor=request.actor, key=key, asked=asked_of(request, form), write=lambda: (303, {"to": act()}))
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
            context["elsewhere"] = "" if error.field in form.fields else error.field  # typed on another page, which can offer itself
        else:
            if done:
                messages.success(request, done)
            return _led_to(answer)
    return render(request, page, context, status=422)


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """The answer to the same form sent once already: after a double click its page may no longer apply (409, or 404
    where the row is gone), and yet all was done as asked."""
    if request.method != "POST" or getattr(request, "actor", None) is None:
        return None
    answer = Answer.objects.filter(owner=request.actor.membership_uid, key=request.POST.get("key", ""), status=303).first()
    return _led_to(answer) if answer and bytes(answer.asked) == asked_of(request) else None


def _led_to(answer: Answer) -> HttpResponse:
    response = HttpResponseRedirect(answer.body["to"])
    response.status_code = 303
    return response


def asked_of(request: HttpRequest, form: forms.Form | None = None) -> bytes:
    """The request as a hash: path, fields, names and sizes of files; never its token, nor a password, which a hash of
    this kind would keep too badly: in its place the one that holds now, so that after a change the form is another one."""
    fields = form.fields if form else {}
    passwords = {name for name, field in fields.items() if isinstance(field.widget, forms.PasswordInput)}
    typed = sorted((k, v) for k, values in request.POST.lists() if k not in {*passwords, "csrfmiddlewaretoken"} for v in values)
    files = sorted((k, f.name, f.size) for k, found in request.FILES.lists() for f in found)
    holds = [request.user.password] if passwords else []
    return asked(request.path, repr(typed), repr(files), *holds)


def find(queryset, actor, **where):
    """One row that the actor may see, else NotVisible (404): `find(Project.objects, request.actor, uid=uid)`."""
    row = queryset.visible_to(actor).filter(**where).first()
    if row is None:
        raise NotVisible
    return row
