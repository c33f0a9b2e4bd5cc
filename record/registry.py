"""How a lower floor serves an upper one without knowing it: tables filled in each app's apps.py, no signals.

event kinds     what may be recorded, and the sentence it makes when read
subjects        models that events, comments, duties and files may name
sections        parts that an app contributes to the pages of lower floors
consumers       what follows from an event after its commit
(decision kinds stand in governance/registry.py)
"""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q


@dataclass(frozen=True)
class EventKind:
    """`sentence` is a lazily translated text with named places: {actor}, {subject}, each role of `about`, each fact.

    `house` events are seen by the acting institution only; others by whoever sees their subject. An event `aside` always
    stands beside one that tells the same in words of its own: only the page of its subject tells it as well.
    """

    name: str
    sentence: Any
    schema: int = 1
    house: bool = False
    aside: bool = False
    words: Callable[[dict], dict] = dict  # facts as stored → facts as shown (money, dates, states as words)


@dataclass(frozen=True)
class Subject:
    """A model that can be named by its uid. `label(row)` is for people, `url(row)` its page ('' where it has none)."""

    model: Any
    name: Any  # what its kind is called, lazily translated
    label: Callable[[Any], str]
    url: Callable[[Any], str] = field(default=lambda row: "")
    related: tuple[str, ...] = ()  # select_related for label and url
    parties: Callable[[Any], Iterable] | None = None  # institutions between which it is spoken of; None: no comments
    scopes: Callable[[Any], Iterable[UUID]] = field(default=lambda row: ())  # where, short of an institution, a role over it is held
    holding: Callable[[Any, Any], Any] | None = None  # (actor, institution) → those in which its roles can be held; None: in no one
    follows: bool = False  # seen by whoever sees the object it names (FollowingQuerySet): never named in turn


@dataclass(frozen=True)
class Section:
    """A part of somebody else's page. `load(actor, subject)` gives the context, or None to stay away."""

    page: str  # such as "partner": what the view of the page gives to sections()
    template: str
    load: Callable[..., dict | None]
    order: int = 50
    column: str = "main"  # or "aside", or "acts" beside the heading


@dataclass(frozen=True)
class Consumer:
    """`apply(event)` runs after the commit, once for each event of `kinds` (None: of all), in the transaction of its place.

    A `follow_up` is itself an action, one transaction for each event, with the system as actor.
    """

    name: str
    kinds: frozenset[str] | None
    apply: Callable[[Any], None]
    follow_up: bool = False


_event_kinds: dict[str, EventKind] = {}
_subjects: dict[type, Subject] = {}
_sections: list[Section] = []
_consumers: dict[str, Consumer] = {}


def add_event_kinds(*kinds: EventKind) -> None:
    for kind in kinds:
        if _event_kinds.get(kind.name, kind) != kind:
            raise ValueError(f"two event kinds named {kind.name}")
        _event_kinds[kind.name] = kind


def event_kind(name: str) -> EventKind:
    if name not in _event_kinds:
        raise LookupError(f"no event kind {name}: say its sentence in the app's events.py, with add_event_kinds")
    return _event_kinds[name]


def event_kinds() -> dict[str, EventKind]:
    return dict(_event_kinds)


def add_subjects(*subjects: Subject) -> None:
    for subject in subjects:
        _subjects[subject.model] = subject


def subject_of(model: type) -> Subject:
    if model not in _subjects:
        raise LookupError(f"{model.__name__} has no name for people: give it one in the app's subjects.py, with add_subjects")
    return _subjects[model]


def by_label() -> dict[str, Subject]:
    """By the label of the model, as `of` names it in rows and events."""
    return {subject.model._meta.label_lower: subject for subject in _subjects.values()}


def follows(model: type) -> bool:
    """Whether its rows are seen with what they are about."""
    return model in _subjects and _subjects[model].follows


def subjects() -> list[Subject]:
    return list(_subjects.values())


def add_sections(*sections: Section) -> None:
    _sections.extend(sections)


def sections(page: str, actor, subject=None) -> dict[str, list[dict]]:
    """What the apps contribute to a page for this actor: {"main": [...], "aside": [...]}, each with `template`."""
    found: dict[str, list[dict]] = {"main": [], "aside": [], "acts": []}
    for section in sorted((s for s in _sections if s.page == page), key=lambda s: (s.order, s.template)):
        context = section.load(actor, subject)
        if context is not None:
            found[section.column].append({"template": section.template, **context})
    return found


def add_consumers(*consumers: Consumer) -> None:
    for consumer in consumers:
        if unknown := (consumer.kinds or frozenset()) - _event_kinds.keys():
            raise ValueError(f"{consumer.name} listens for unknown events: {sorted(unknown)}")
        _consumers[consumer.name] = consumer


def consumers() -> list[Consumer]:
    return list(_consumers.values())


def subject_seen(actor, follows: bool = False, models: Iterable | None = None) -> Q:
    """Rows that name a subject (`subject` its uid, `of` its model) which the actor sees.

    `follows`: the row is itself seen through its subject, so its subject is not another such row. `models` says which
    there can be: each is a part of the condition.
    """
    seen = Q(pk__in=[])
    for subject in _subjects.values() if models is None else (_subjects[model] for model in dict.fromkeys(models)):
        if follows and subject.follows:
            continue
        rows = subject.model.objects.visible_to(actor).filter(uid=OuterRef("subject"))
        seen |= Q(Exists(rows), of=subject.model._meta.label_lower)
    return seen


def visible(refs: set[tuple[str, UUID]], actor) -> set[UUID]:
    """Those of many (model, uid) that the actor sees: one query a model, and one more for a model that follows another."""
    named = _followed(refs, actor)
    found: set[UUID] = set()
    for subject, uids in _grouped(refs | set(named.values())):
        if actor.system or not subject.follows:
            rows = subject.model.objects.visible_to(actor).filter(uid__in=uids)
            found |= set(rows.values_list("uid", flat=True))
    return found | {uid for uid, (_of, of_what) in named.items() if of_what in found}


def names(refs: set[tuple[str, UUID]], actor) -> dict[UUID, tuple[str, str]]:
    """Label and URL for many (model, uid), one query a model; what the actor may not see is named by its kind."""
    found: dict[UUID, tuple[str, str]] = {}
    for subject, uids in _grouped(refs):
        label, model = subject.model._meta.label_lower, subject.model.objects
        seen = model.filter(uid__in=visible({(label, uid) for uid in uids}, actor)) if subject.follows else model.visible_to(actor)
        rows = seen.filter(uid__in=uids).select_related(*subject.related)
        found |= dict.fromkeys(uids, (str(subject.name), ""))
        found |= {row.uid: (str(subject.label(row)), subject.url(row)) for row in rows}
    return found


def held_in(uids: Iterable[UUID], actor) -> dict[UUID, tuple[str, str]]:
    """Label and URL of those among the uids in which a role can be held and which the actor sees."""
    uids, found = list(uids), {}
    for subject in (subject for subject in _subjects.values() if uids and subject.holding):
        rows = subject.model.objects.visible_to(actor).filter(uid__in=uids)
        found |= {row.uid: (str(subject.label(row)), subject.url(row)) for row in rows}
    return found


def _followed(refs: set[tuple[str, UUID]], actor) -> dict[UUID, tuple[str, UUID]]:
    """What each row names that is seen with it. To ask this of the rows is far cheaper than one condition over all models."""
    found: dict[UUID, tuple[str, UUID]] = {}
    for subject, uids in _grouped(refs):
        if subject.follows and not actor.system:
            rows = subject.model.objects.filter(subject.model.objects.besides(actor), uid__in=uids)
            found |= {uid: (of, named) for uid, of, named in rows.values_list("uid", "of", "subject")}
    return found


def _grouped(refs: set[tuple[str, UUID]]) -> Iterator[tuple[Subject, set[UUID]]]:
    known = by_label()
    for label in {of for of, _uid in refs} & known.keys():
        yield known[label], {uid for of, uid in refs if of == label}
