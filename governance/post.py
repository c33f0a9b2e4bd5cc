"""How an event becomes rows that wait, and a waiting row a message: rendered when it is read or sent, kept nowhere.

Each app says in its mails.py what is mailed (record/mails.py).
"""
import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from accounts.actors import actor_of
from accounts.models import Membership
from record import feed, registry
from record.actors import System
from record.errors import NotVisible
from record.mails import CHANNEL, Mail, MailKind, mail_kind, mail_kinds
from record.models import Delivery, Event, Installation
from record.wording import fill


@dataclass(frozen=True)
class Message:
    """A mail as it is read: the same in the browser (demo) and in the post."""

    to: str
    subject: str
    paragraphs: list[str]
    url: str
    act: str
    language: str
    key: str


def write_down(event: Event) -> None:
    """The consumer: one row for each kind and recipient, under a key that a repetition meets again."""
    kinds = [kind for kind in mail_kinds() if event.kind in kind.on]
    body = json.loads(bytes(event.body)) if kinds else {}
    Delivery.objects.bulk_create(
        [
            Delivery(key=f"{CHANNEL}:{kind.code}:{event.uid}:{membership.uid}", channel=CHANNEL, kind=kind.code,
                     recipient=membership.uid, facts={"event": str(event.uid)})
            for kind in kinds
            for membership in {m.uid: m for m in kind.recipients(event, body)}.values()
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def of_the_demo(to: str = ""):
    """The mails of a demo, newest first, all or those to whom `to` names; over any other database there is nothing to see."""
    if not Installation.is_demo():
        raise NotVisible
    rows = Delivery.objects.filter(channel=CHANNEL).order_by("-pk")
    named = Q(person__name_en__icontains=to) | Q(person__name_zh__icontains=to) | Q(person__email__icontains=to)
    return rows.filter(recipient__in=Membership.objects.filter(named).values("uid")) if to else rows


@dataclass(frozen=True)
class Heading:
    """A mail in a list of them: to whom, and its subject as far as many rows are named at once ("…" is for the rest)."""

    delivery: Delivery
    to: str
    subject: str
    language: str


def headings(deliveries: Iterable[Delivery]) -> list[Heading]:
    """In as many queries for many as for a few; what a mail says as a whole, and whether it is still worth sending, read() says."""
    deliveries = list(deliveries)
    events = Event.objects.filter(uid__in=[row.facts["event"] for row in deliveries if "event" in row.facts])
    about = {str(event.uid): _matter(json.loads(bytes(event.body))) for event in events}
    members = Membership.objects.select_related("person").filter(uid__in=[row.recipient for row in deliveries])
    people = {member.uid: member.person for member in members}
    found = {}
    for language in dict(settings.LANGUAGES):
        with translation.override(language):
            names = registry.names(set(about.values()), System())
            for row in deliveries:
                person = people.get(row.recipient)
                if language == (person.language if person else row.facts.get("language", "en")):
                    _of, matter = about.get(row.facts.get("event", ""), ("", None))
                    subject = str(mail_kind(row.kind).subject).format_map(_Left({"matter": names[matter][0]} if matter in names else {}))
                    address = person.email if person else row.facts.get("address")
                    found[row.pk] = Heading(row, address or "", subject, language)
    return [found[row.pk] for row in deliveries]


class _Left(dict):
    def __missing__(self, key):
        return "…"


def _matter(body: dict) -> tuple[str, UUID]:
    """What an event is about, as most mails call it: the matter or asset that it names, else its subject."""
    named_ = {role: (of, UUID(uid)) for role, of, uid in body["about"]}
    return named_.get("matter") or named_.get("asset") or (body["of"], UUID(body["subject"]))


def read(delivery: Delivery) -> Message | None:
    """The message of a row, in the recipient's language; None where it has nobody to go to or nothing to say any more."""
    kind = mail_kind(delivery.kind)
    if "event" not in delivery.facts:
        return _message(delivery, kind, Mail(delivery.facts), delivery.facts.get("address"), delivery.facts.get("language", "en"))
    event = Event.objects.select_related("chain").get(uid=delivery.facts["event"])
    membership = Membership.objects.select_related("person", "institution").filter(uid=delivery.recipient).first()
    if membership is None or not membership.holds:
        return None
    actor = actor_of(membership)
    if not any(feed.sees(actor, [event])):
        return None
    mail = Mail(delivery.facts, event, json.loads(bytes(event.body)), actor)
    return _message(delivery, kind, mail, membership.person.email, membership.person.language)


def _message(delivery: Delivery, kind: MailKind, mail: Mail, address: str | None, language: str) -> Message | None:
    with translation.override(language):
        words = kind.words(mail)
        if words is None or not address:
            return None
        words = {name: str(word) for name, word in words.items()}
        text = fill(str(kind.text), words)
        return Message(
            to=address, subject=fill(str(kind.subject), words), act=str(kind.act), language=language,
            paragraphs=text.split("\n\n"), url=settings.SITE_URL + words["url"], key=delivery.key,
        )  # fmt: skip


def email(message: Message, connection=None) -> EmailMultiAlternatives:
    """As text and as plain HTML. The key is its Message-ID: one that arrives twice is one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    with translation.override(message.language):
        context = {"message": message}
        mail = EmailMultiAlternatives(
            subject=" ".join(message.subject.split()), body=render_to_string("governance/mail/message.txt", context),
            to=[message.to], headers={"Message-ID": f"<{message.key.replace(':', '.')}@{domain}>"}, connection=connection,
        )  # fmt: skip
        mail.attach_alternative(render_to_string("governance/mail/message.html", context), "text/html")
    return mail


def told(mail: Mail) -> str:
    """The event as a sentence without markup."""
    return html.unescape(strip_tags(feed.told(mail.actor, [mail.event])[0]["sentence"]))


def named(mail: Mail, role: str = "matter") -> tuple[str, str]:
    """Label and address of what the event is about, as the recipient may see it; the inbox where it has no page."""
    of, uid = next((of, UUID(uid)) for name, of, uid in mail.body["about"] if name == role)
    label, url = registry.names({(of, uid)}, mail.actor)[uid]
    return label, url or reverse("governance:inbox")
