"""Writing a formula step by step, an example beside it. What is typed travels with the form, and is kept on the way."""
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ip import actions
from ip.forms.editor import CHECK, begin, closed, empty, first_wrong, opened, order, problem, sentence, unanswered
from ip.forms.editor.base import part
from ip.forms.policies import EditorForm, ExampleForm, NewEditorForm
from ip.models import PolicyVersion, SharingPolicy
from ip.policies import published
from ip.rules import Refused, read_json, read_policy
from ip.trying import on_example, tryable
from ip.views.unfinished import Place, keep, resumed, uid_of, unfinished
from ip.wording import in_words, spell
from partners.models import Institution
from record.actions import require
from record.pages import find, perform

PAGE = "ip/editor/page.html"
NEW = Place()
Save = Callable[[EditorForm, dict], PolicyVersion]


@dataclass(frozen=True)
class Desk:
    """Where one formula is written: what it begins with and is for, and what saving it does."""

    title: str
    back: str
    begun: dict
    save: Save
    place: Place = NEW


def new(request: HttpRequest):
    """A policy for kinds of deals that none covers yet."""
    require(request.actor.may_all("policy.write"))

    def save(form, document):
        return actions.open_policy(
            actor=request.actor, document=document, deal_kinds=form.cleaned_data["deal_kinds"], **_named(document)
        )

    desk = Desk(_("New policy"), reverse("ip:policies"), _chosen(request) or _blank(request), save)
    return _edit(request, _form(request, NewEditorForm), desk)


def following(request: HttpRequest, uid):
    """The next version of a policy, begun with the one that holds."""
    policy = find(SharingPolicy.objects, request.actor, uid=uid)
    require(request.actor.may_all("policy.write"))
    last = policy.published().last()

    def save(form, document):
        return actions.draft_version(actor=request.actor, policy=policy, document=document)

    begun = _chosen(request) or (last.document if last else _blank(request))
    return _edit(request, _form(request, EditorForm), Desk(_("New version"), reverse("ip:policies"), begun, save, Place(policy=policy)))


def change(request: HttpRequest, uid):
    """A draft, changed where it stands."""
    version = find(PolicyVersion.objects.select_related("policy"), request.actor, uid=uid)
    require(request.actor.may_all("policy.write"))
    form = _form(request, EditorForm, seen=version.fingerprint)

    def save(form, document):
        return actions.change_draft(actor=request.actor, version=version, seen=form.cleaned_data["seen"], document=document)

    back = reverse("ip:policy", args=[version.uid])
    return _edit(request, form, Desk(version.title, back, _chosen(request) or version.document, save, Place(draft=version)))


def _form(request: HttpRequest, form: type[EditorForm], seen: str = "") -> EditorForm:
    """Only what is to be saved is validated; from step to step it is carried along."""
    if request.POST.get("do") == "save":
        return form(request.POST)
    said = {"seen": seen} if request.method != "POST" else {name: request.POST.get(name, "") for name in ("key", "seen")}
    return form(initial=said | {"deal_kinds": request.POST.getlist("deal_kinds")})


def _edit(request: HttpRequest, form: EditorForm, desk: Desk):
    """One step: shown, changed by a row, left for another one, or everything saved."""
    if request.method != "POST":
        return _opened(request, form, desk)
    state = _state(request)
    step = begin(request.POST.get("step", ""), state, request.POST)
    document = step.write()
    what, *rest = request.POST.get("do", "stay").split(":")
    if step.broken:
        return render(request, PAGE, _around(request, form, document, step, desk), status=422)
    if what == "save":
        return _saved(request, form, document, desk)
    status, said = 200, ""
    if what in ("add", "remove", "up") and len(rest) == 2:
        document = step.change(document, what, *rest)
        step = begin(step.key, document)
        step.lead(what, *rest)
    else:
        wrong = problem(document, step)
        forward = what == "go" and rest and _later(document, step.key, rest[0])
        step = begin(rest[0] if what == "go" and rest and not (wrong and forward) else step.key, document)
        if wrong and not (what == "go" and not forward):
            said = "" if step.at(wrong.path, sentence(document, wrong)) else sentence(document, wrong)
            status = 422
    uid = keep(request, desk.place, document, step.key)
    if request.htmx and what == "stay":
        return render(request, "ip/editor/live.html", _example(request, document) | {"step": begin(step.key, document)})
    return render(request, PAGE, _around(request, form, document, step, desk) | {"kept": uid, "said": said}, status=status)


def _opened(request: HttpRequest, form: EditorForm, desk: Desk):
    """The first showing: what the author left here, as they left it, or what a formula begins with."""
    left = resumed(request, desk.place)
    if left is None:
        document = opened(desk.begun)
        context = _around(request, form, document, begin("source", document), desk)
        return render(request, PAGE, context | {"earlier": unfinished(request, desk.place)})
    form.initial["deal_kinds"] = left.deal_kinds
    context = _around(request, form, left.document, begin(left.step, left.document), desk)
    moved = desk.place.draft is not None and left.seen != desk.place.draft.fingerprint
    return render(request, PAGE, context | {"kept": left.uid, "moved": moved, "formulas": None})


def _saved(request: HttpRequest, form: EditorForm, document: dict, desk: Desk):
    """As a draft, once the library takes it; else the step in which something is wrong."""
    found = first_wrong(document)
    if found:
        key, refused = found
        step, said = begin(key, document), sentence(document, refused)
        shown = step.at(refused.path, said)
        context = _around(request, form, document, step, desk) | {"said": "" if shown else said}
        context["kept"] = keep(request, desk.place, document, key)
        return render(request, PAGE, context, status=422)
    context = _around(request, form, document, begin(CHECK, document), desk)

    def act():
        version = desk.save(form, closed(document))
        actions.drop_unfinished(actor=request.actor, uid=context["kept"])
        return reverse("ip:policy", args=[version.uid])

    answer = perform(request, form, act, page=PAGE, context=context, done=_("Saved as a draft."))
    if answer.status_code == 422:
        keep(request, desk.place, document, CHECK)
    return answer


def _named(document: dict) -> dict:
    """The policy is called what its first formula calls itself."""
    return {f"name_{language}": document["name"].get(language, "")[:200] for language in ("en", "zh")}


def _later(document: dict, here: str, there: str) -> bool:
    """Whether it is a step forward, for which this one has to be right; what is missing may be asked for."""
    if there == "questions":
        return False
    keys = order(document)
    return here in keys and there in keys and keys.index(there) > keys.index(here)


def _state(request: HttpRequest) -> dict:
    """The document that travels with the form; whatever else comes is an empty one."""
    try:
        found = read_json(request.POST.get("document", ""))
    except Refused:
        return empty()
    return found if isinstance(found, dict) else empty()


def _blank(request: HttpRequest) -> dict:
    """Nothing yet but whose formula it will be."""
    own = Institution.objects.visible_to(request.actor).get(pk=request.actor.institution)
    names = {"en": own.name_en, "zh": own.name_zh}
    return empty() | {"institution": {language: name for language, name in names.items() if name}}


def _chosen(request: HttpRequest) -> dict | None:
    """The published formula to begin with."""
    return published().get(request.GET.get("from", ""))


def _around(request: HttpRequest, form: EditorForm, document: dict, step, desk: Desk) -> dict:
    keys = order(document)
    place = keys.index(step.key) if step.key in keys else 0
    ways = [{"key": key, "label": begin(key, document).label, "here": key == step.key, "number": n} for n, key in enumerate(keys, 1)]
    following = ways[place + 1] if place + 1 < len(ways) - 1 else None
    context = {
        "form": form, "step": step, "ways": ways, "next": following, "before": ways[place - 1] if place else None,
        "document": json.dumps(document, ensure_ascii=False), "title": desk.title, "cancel": desk.back,
        "kept": uid_of(request), "open": [in_words(part(ask, "question")) for ask in unanswered(document)],
        "formulas": _formulas(request.GET.get("q", "")) if request.method != "POST" else None,
    }  # fmt: skip
    if step.key == CHECK:
        context |= _checked(document)
    return context | _example(request, document)


def _checked(document: dict) -> dict:
    """The whole formula in both languages, or what is still wrong and where."""
    if found := first_wrong(document):
        key, refused = found
        return {"wrong": sentence(document, refused), "wrong_at": {"key": key, "label": begin(key, document).label}}
    policy = read_policy(closed(document))
    spelled = []
    for code, language in settings.LANGUAGES:
        with override(code):
            spelled.append({"lang": code, "language": language, "steps": spell(policy)})
    return {"spelled": spelled, "asks_date": policy.asks_date}


def _example(request: HttpRequest, document: dict) -> dict:
    """What the formula gives on the typed example, as soon as it can be read."""
    currency = document.get("currency") or Institution.objects.visible_to(request.actor).get(pk=request.actor.institution).currency
    try:
        policy = tryable(closed(document))
    except Refused as refused:
        carried = [(name, request.POST[name]) for name in ("gross", "before", "pool") if name in request.POST]
        return {"unready": sentence(document, refused), "carried": carried}
    form = ExampleForm(request.POST, policy, currency)
    for field in form.fields.values():
        field.widget.attrs["form"] = "editor"  # it stands beside the form and goes with it
    try:
        found = on_example(policy, form.example) if not form.is_bound or form.is_valid() else None
    except Refused as refused:
        return {"example": form, "unready": sentence(document, refused), "currency": currency}
    return {"example": form, "tried": found, "currency": currency}


def _formulas(asked: str) -> list[dict]:
    """Published formulas to begin with, by the institution whose they are: those in whose names stands what is asked."""
    read = [read_policy(document) for document in published().values()]
    named = [(p, " ".join([*p.institution.data().values(), *p.name.data().values()]).casefold()) for p in read]
    return [
        {"id": p.key, "name": in_words(p.name.data()), "of": in_words(p.institution.data())}
        for p, names in named if asked.strip().casefold() in names
    ]  # fmt: skip
