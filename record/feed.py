"""The record, read by people: what happened to an object, as sentences in the reader's language."""
import json
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from record import registry
from record.models import About, Chain, Event

BATCH = 200  # events looked through at once by recent(), and no more than ROUNDS of these
ROUNDS = 3


def seen(actor) -> Q:
    """Events of the actor's own institution that the actor may audit, and events whose subject the actor sees.

    As one condition it names every model of the house: for the audit desk. Pages read by sees() and feed().
    """
    house = [kind.name for kind in registry.event_kinds().values() if kind.house]
    own = Exists(Chain.objects.filter(pk=OuterRef("chain"), owner=actor.institution_uid))
    allowed = registry.subject_seen(actor) & (Q(own) | ~Q(kind__in=house))
    return allowed | Q(own) if actor.may_all("record.read") else allowed


def sees(actor, events: Iterable[Event]) -> list[Event]:
    """Those of the events that the actor sees, by the rule of seen(): one query for each model among their subjects."""
    events, kinds = list(events), registry.event_kinds()
    if actor.system:
        return events
    audits = actor.may_all("record.read")
    own = {event.pk for event in events if event.chain.owner == actor.institution_uid}
    asked = [event for event in events if not (audits and event.pk in own)]
    visible = registry.visible({(event.of, event.subject) for event in asked}, actor)
    return [
        event for event in events
        if (audits and event.pk in own) or (event.subject in visible and (event.pk in own or not kinds[event.kind].house))
    ]  # fmt: skip


def feed(actor, uid: UUID, limit: int = 50, before: int | None = None) -> list[dict]:
    """The latest events that concern an object, newest first: {sentence, at, strand, id}."""
    return told(actor, _latest(actor, Event.objects.filter(Exists(About.objects.filter(event=OuterRef("pk"), uid=uid))), limit, before))


def recent(actor, since, limit: int) -> list[dict]:
    """The latest events of the house that the actor sees, as far back as a look at the last few hundred finds them."""
    return told(actor, _latest(actor, Event.objects.filter(at__gte=since), limit))


def _latest(actor, events, limit: int, before: int | None = None) -> list[Event]:
    found: list[Event] = []
    for _round in range(ROUNDS):
        rows = events.filter(pk__lt=before) if before else events
        batch = list(rows.select_related("chain").order_by("-pk")[: max(limit, BATCH)])
        found += sees(actor, batch)
        if len(found) >= limit or len(batch) < max(limit, BATCH):
            break
        before = batch[-1].pk
    return found[:limit]


def told(actor, events: Iterable[Event]) -> list[dict]:
    """Events as sentences, with the names of all that they mention in one query for each kind of subject."""
    read = [(event, json.loads(bytes(event.body))) for event in events]
    names = registry.names({(of, UUID(uid)) for _, body in read for of, uid in _mentioned(body)}, actor)
    return [
        {"id": event.pk, "uid": event.uid, "at": event.at, "kind": event.kind, "sentence": sentence(body, names),
         "institution": body["actor"]["institution"]}
        for event, body in read
    ]  # fmt: skip


def _mentioned(body: dict) -> Iterable[tuple[str, str]]:
    yield body["of"], body["subject"]
    yield from ((of, uid) for _, of, uid in body["about"])
    if body["actor"]["person"]:
        yield "accounts.person", body["actor"]["person"]


def sentence(body: dict, names: dict[UUID, tuple[str, str]]) -> SafeString:
    """One event in words. A name is a link where its object has a page that the reader may open."""
    kind = registry.event_kind(body["kind"])
    places = {"subject": _name(body["subject"], names), "actor": _actor(body["actor"], names)}
    for role, _of, uid in body["about"]:
        places[role] = mark_safe(", ".join(filter(None, [places.get(role, ""), _name(uid, names)])))
    places |= {key: conditional_escape(value) for key, value in kind.words(body["facts"]).items()}
    return mark_safe(str(kind.sentence).format_map(_Places(places)))


class _Places(dict):
    def __missing__(self, key):
        return "–"


def _name(uid: str, names) -> SafeString:
    label, url = names.get(UUID(uid), ("–", ""))
    return format_html('<a href="{}">{}</a>', url, label) if url else conditional_escape(label)


def _actor(actor: dict, names) -> SafeString:
    if actor["person"]:
        return format_html("<b>{}</b>", _name(actor["person"], names))
    return mark_safe("<b>Trihelix</b>")
