"""What a verification found, in words of the field: for the page, the mail and programs alike."""
import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Max
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.columns import word, words
from audit.following import MATTERS
from audit.recompute import WORDS
from audit.which import abouts
from ledger.models import Posting
from ledger.words import posted_for
from record import registry
from record.feed import told
from record.models import Event
from record.wording import day, moment, money

KINDS = {  # what is found and has no page of its own
    "record.event": gettext_lazy("the record"),
    "record.guard": gettext_lazy("the database"),
    "record.blob": gettext_lazy("a file"),
    "ledger.posting": gettext_lazy("a posting"),
    "projects.teammember": gettext_lazy("a member of the team"),
    "projects.contributionmade": gettext_lazy("what a party brought in"),
    "ip.merit": gettext_lazy("who counts as a main contributor"),
    "ip.hearing": gettext_lazy("a hearing or notice"),
    "ip.schedule": gettext_lazy("an allocation schedule"),
    "ip.signinglink": gettext_lazy("a link to sign by"),
}
BROKEN = {
    "gone": gettext_lazy("The whole record of this institution is gone."),
    "gap": gettext_lazy("The record breaks at place %(place)d: the event that stood there is missing."),
    "hash": gettext_lazy("The record breaks at place %(place)d: this event, or one before it, was changed or replaced."),
    "after": gettext_lazy("The record breaks at place %(place)d: what this event names as the one before it does not exist."),
    "column": gettext_lazy("The record breaks at place %(place)d: the event is listed as another than it says itself."),
    "index": gettext_lazy("The record breaks at place %(place)d: the event is listed with other things than it says itself."),
    "head": gettext_lazy("The record breaks at place %(place)d: its end was cut off, or its head was changed."),
}  # fmt: skip
FILES = {
    "gone": gettext_lazy("The file is gone."),
    "bytes": gettext_lazy("The file is not what was put there: its content was changed."),
    "type": gettext_lazy("The file is not of the kind that was put there."),
}
UNDONE = {
    "parked": gettext_lazy("What should have followed from what was done to it (%(matter)s) failed at %(when)s and was set aside. "
                           "Whoever runs the installation finds the reason in the log of the worker, mends it, and does it again with "
                           "manage.py try_again."),
    "skipped": gettext_lazy("Somebody moved on, in the database itself, the place up to which the record was followed: %(n)d events were "
                            "left out, and what should have followed from them (%(matter)s) did not."),
    "repeated": gettext_lazy("Somebody moved back, in the database itself, the place up to which the record was followed: %(n)d events "
                             "were followed again (%(matter)s)."),
    "behind": gettext_lazy("Nobody follows the record: %(n)d events wait, and with them what should follow (%(matter)s). Whoever runs "
                           "the installation should check that the worker is running."),
    "unrewarded": gettext_lazy("It was posted, but %(n)d of its lines for persons did not become rewards to be paid."),
    "due": gettext_lazy("What was to happen on %(day)s failed and was set aside. Whoever runs the installation finds the reason in the log "
                        "of the scheduler, mends it, and does it again with manage.py try_again."),
    "unapplied": gettext_lazy("All parties agreed to it from %(day)s on, and it is not applied: what it changes is still as before. "
                              "Whoever runs the installation should check that the scheduler is running."),
    "unsent": gettext_lazy("%(n)d mails to this person could not be sent, however often it was tried."),
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One column: its word, what the record says and what the row says; None where that is not known."""

    column: str
    said: str | None
    now: str | None


@dataclass(frozen=True)
class Told:
    """`words`: a sentence; `kind`, `what` and `url`: what it is about, as the reader may see it, "" where its kind says it all;
    `new`: the verification before did not find it."""

    code: str
    words: str
    kind: str
    what: str
    url: str
    subject: str
    new: bool
    changes: list[Change] = field(default_factory=list)


def tell(findings: list[dict], actor, before: list[dict] | None = None) -> list[Told]:
    """Findings as a verification keeps them; `before`: those of the verification before it, if there was one."""
    about = {(finding["of"], UUID(finding["subject"])) for finding in findings if finding["subject"]}
    matters = abouts(findings)
    names = registry.names(about | _rows(findings) | {one for named in matters.values() for one in named}, actor) | _postings(about)
    last = _last_said({UUID(finding["subject"]) for finding in findings if finding["code"] == "vanished"}, actor)
    return [_told(finding, names, matters, last, before is not None and finding not in before) for finding in findings]


def news(findings: list[dict], before: list[dict] | None) -> list[dict]:
    """Those that the verification before did not find."""
    return [finding for finding in findings if finding not in (before or [])]


def _postings(about: set[tuple[str, UUID]]) -> dict[UUID, tuple[str, str]]:
    """What was posted and when: postings have no page and no name of their own."""
    uids = {uid for of, uid in about if of == "ledger.posting"}
    rows = Posting.objects.filter(uid__in=uids) if uids else []
    return {row.uid: (f"{posted_for(row)} · {day(row.on)}", "") for row in rows}


def _last_said(uids: set[UUID], actor) -> dict[str, str]:
    """The last sentence of the record about rows that are gone."""
    last = Event.objects.filter(subject__in=uids).values("subject").annotate(last=Max("pk")).values("last") if uids else []
    events = list(Event.objects.filter(pk__in=last))
    sentences = {said["uid"]: html.unescape(strip_tags(said["sentence"])) for said in told(actor, events)}
    return {str(event.subject): f"{sentences[event.uid]} · {moment(event.at)}" for event in events}


def _told(finding: dict, names: dict, matters: dict, last: dict[str, str], new: bool) -> Told:
    kind = kind_of(finding["of"])
    what, url = _named(finding, kind, names, matters)
    changes = list(_changes(finding, names)) if finding["code"] == "altered" else []
    sentence = SENTENCES[finding["code"]](finding)
    if finding["subject"] in last:
        sentence += " " + _("The record says last: %(sentence)s") % {"sentence": last[finding["subject"]]}
    return Told(finding["code"], sentence, kind, what, url, finding["subject"], new, changes)


def _named(finding: dict, kind: str, names: dict, matters: dict) -> tuple[str, str]:
    """Its name, what it is about where that does not say which one it is, and a page where one is to be seen."""
    if not finding["subject"]:
        return "", ""
    uid = UUID(finding["subject"])
    found = [names.get(one, ("", "")) for one in (uid, *(about for _of, about in matters.get(uid, ())))]
    said = dict.fromkeys(label for label, _url in found if label and label != kind)
    return " · ".join(said), next((url for _label, url in found if url), "")


def kind_of(of: str) -> str:
    """What a model is called, such as "a deal"."""
    return str(KINDS[of] if of in KINDS else registry.subject_of(apps.get_model(of)).name)


def _altered(finding: dict) -> str:
    columns = words(finding["of"], finding["facts"]["columns"])
    return _("Altered beneath the application since the last action on it: %(columns)s.") % {"columns": columns}


def _acted(finding: dict) -> str:
    columns = words(finding["of"], finding["facts"]["columns"])
    said = {"columns": columns, "when": moment(datetime.fromisoformat(finding["facts"]["at"]))}
    return _("Had been altered beneath the application before the action of %(when)s, which went on from it: %(columns)s.") % said


def _unmade(finding: dict) -> str:
    when = moment(datetime.fromisoformat(finding["facts"]["at"]))
    return _("It stood there before the action of %(when)s, which went on from it, and no action had made it.") % {"when": when}


def _left_undone(finding: dict) -> str:
    facts = finding["facts"]
    said = {"matter": MATTERS.get(facts.get("consumer", ""), ""), "n": facts.get("n")}
    said |= {"when": moment(datetime.fromisoformat(facts["at"]))} if "at" in facts else {}
    said |= {"day": day(date.fromisoformat(facts["on"]))} if "on" in facts else {}
    return str(UNDONE[facts["why"]]) % said


def _differs(finding: dict) -> str:
    said = [_("The distribution is not what comes out when it is computed anew.")]
    return " ".join([*said, *(str(WORDS[code]) for code in dict.fromkeys(finding["facts"].get("wrong", ())))])


SENTENCES: dict[str, Callable[[dict], str]] = {
    "record": lambda finding: str(BROKEN[finding["facts"]["why"]]) % finding["facts"],
    "altered": _altered,
    "acted": _acted,
    "untold": lambda finding: _("It stands there, and no action made it."),
    "unmade": _unmade,
    "undone": _left_undone,
    "vanished": lambda finding: _("It was made by an action, and is gone."),
    "file": lambda finding: str(FILES[finding["facts"]["why"]]),
    "unbalanced": lambda finding: _("The posting does not balance."),
    "differs": _differs,
    "guard": lambda finding: _("A guard was taken away, by which the database refuses changes: %(name)s.") % finding["facts"],
}


def _changes(finding: dict, names: dict) -> Iterator[Change]:
    """Those whose values are kept with it."""
    facts = finding["facts"]
    for column, values in facts.get("values", {}).items():
        said, now = (_value(finding, column, values[key], names) if key in values else None for key in ("said", "now"))
        yield Change(word(finding["of"], column), said, now)


def _rows(findings: Iterable[dict]) -> set[tuple[str, UUID]]:
    """Rows that altered columns name."""
    values = [value for finding in findings for kept in finding["facts"].get("values", {}).values() for value in kept.values()]
    return {(value[0], UUID(value[1])) for value in values if isinstance(value, list) and value[1]}


def _value(finding: dict, column: str, value, names: dict) -> str:
    """A value of a column in words."""
    of = {f.attname: f for f in apps.get_model(finding["of"])._meta.concrete_fields}[column]
    currency = finding["facts"].get("currency", "")
    if value is None:
        return _("nothing")
    if isinstance(value, list):
        return names.get(UUID(value[1]), (value[1], ""))[0] if value[1] else _("something that is not there")
    if of.choices:
        return str(dict(of.flatchoices).get(value, value))
    if isinstance(of, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(of, models.DateField):
        return str(day(date.fromisoformat(value)))
    return money(value, currency) if isinstance(of, models.BigIntegerField) and currency else str(value)
