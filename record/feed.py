"""The record, read by people: what happened to an object, as sentences in the reader's language."""
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from record import registry
from record.models import About, Chain, Event
from record.wording import fill, listed

LOOKED_AT = 400  # events in which recent() and feed() look for those that the reader sees


def seen(actor) -> Q:
    """Events of the actor's own institution that the actor may audit, and events whose subject the actor sees.

    As one condition it names every model of the house: for the audit desk. Pages read by sees() and feed().
    """
    house = [kind.name for kind in registry.event_kinds().values() if kind.house]
    own = Exists(Chain.objects.filter(pk=OuterRef("chain"), owner=actor.institution_uid))
    allowed = registry.subject_seen(actor) & (Q(own) | ~Q(kind__in=house))
    return allowed | Q(own) if actor.may_all("record.read") else allowed


def sees(actor, events: Iterable[Event]) -> Iterator[Event]:
    """Those of the events that the actor sees, by the rule of seen(). Each model among their subjects is asked for once,
    when the first event about one is reached: whoever stops early asks for few."""
    events, kinds = list(events), registry.event_kinds()
    audits = actor.may_all("record.read")
    visible: dict[str, set[UUID]] = {}
    for event in events:
        own = event.chain.owner == actor.institution_uid
        if actor.system or (audits and own):
            yield event
            continue
        if event.of not in visible:
            visible[event.of] = registry.visible({(event.of, other.subject) for other in events if other.of == event.of}, actor)
        if event.subject in visible[event.of] and (own or not kinds[event.kind].house):
            yield event


def feed(actor, uid: UUID, limit: int = 50, before: int | None = None) -> list[dict]:
    """The latest events that concern an object, newest first: {sentence, at, strand, id}."""
    concerned = Exists(About.objects.filter(event=OuterRef("pk"), uid=uid))
    events = Event.objects.filter(concerned, ~Q(kind__in=_aside()) | Q(subject=uid))
    return _latest(actor, events.filter(pk__lt=before) if before else events, limit)


def recent(actor, since, limit: int) -> list[dict]:
    """The latest events of the house that the actor sees, as far back as a look at the last few hundred finds them."""
    return _latest(actor, Event.objects.filter(at__gte=since).exclude(kind__in=_aside()), limit)


def _aside() -> list[str]:
    return [kind.name for kind in registry.event_kinds().values() if kind.aside]


def by_whom(uid: UUID, *kinds: str) -> set[UUID]:
    """The persons who, as the record says, did these things to an object: all who wrote it, not only who was last."""
    bodies = Event.objects.filter(subject=uid, kind__in=kinds).values_list("body", flat=True)
    return {UUID(person) for body in bodies if (person := json.loads(bytes(body))["actor"]["person"])}


def _latest(actor, events, limit: int) -> list[dict]:
    looked_at = events.select_related("chain").order_by("-pk")[: max(limit, LOOKED_AT)]
    return told(actor, islice(sees(actor, looked_at), limit))


def told(actor, events: Iterable[Event]) -> list[dict]:
    """Events as sentences, with the names of all that they mention in few queries for each kind of subject."""
    read = [(event, json.loads(bytes(event.body))) for event in events]
    names = registry.names({ref for _, body in read for ref in _mentioned(body)}, actor)
    return [
        {"id": event.pk, "uid": event.uid, "at": event.at, "kind": event.kind, "sentence": sentence(body, names),
         "institution": body["actor"]["institution"]}
        for event, body in read
    ]  # fmt: skip


def _mentioned(body: dict) -> Iterable[tuple[str, UUID]]:
    yield body["of"], UUID(body["subject"])
    yield from ((of, UUID(uid)) for _, of, uid in body["about"])
    if body["actor"]["person"]:
        yield "accounts.person", UUID(body["actor"]["person"])


def sentence(body: dict, names: dict[UUID, tuple[str, str]]) -> SafeString:
    """One event in words. A name is a link where its object has a page that the reader may open."""
    kind = registry.event_kind(body["kind"])
    places = {"subject": _name(body["subject"], names), "actor": _actor(body["actor"], names)}
    for role, _of, uid in body["about"]:
        places[role] = mark_safe(listed([places.get(role, ""), _name(uid, names)]))
    places |= {key: conditional_escape(value) for key, value in kind.words(body["facts"]).items()}
    return mark_safe(fill(str(kind.sentence), places))


def _name(uid: str, names) -> SafeString:
    label, url = names.get(UUID(uid), ("–", ""))
    return format_html('<a href="{}">{}</a>', url, label) if url else conditional_escape(label)


def _actor(actor: dict, names) -> SafeString:
    if actor["person"]:
        return format_html("<b>{}</b>", _name(actor["person"], names))
    return mark_safe("<b>Trihelix</b>")
