"""What is mailed: kinds that each app registers in its mails.py, and rows that wait to be sent (governance sends them).

An event kind named in `on` is mailed by a consumer, after its commit. What concerns somebody without an account (an
invitation) is posted by the action itself: post() writes a row in the same transaction, nothing more.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from record.models import Delivery, Event, new_uid

CHANNEL = "mail"


@dataclass(frozen=True)
class Mail:
    """What a kind may draw its words from. `event` and `actor` are None for what was posted to an address."""

    facts: dict
    event: Event | None = None
    body: dict | None = None  # of the event, as recorded
    actor: Any = None  # the recipient, acting in the membership that is written to


def _nobody(event: Event, body: dict) -> Iterable:
    return ()


def _facts(mail: Mail) -> dict:
    return mail.facts


@dataclass(frozen=True)
class MailKind:
    """`subject`, `text` (paragraphs between blank lines) and `act` (on the link) are lazily translated, with named places.

    recipients(event, body)   memberships to write to; whoever may not see the event is left out when it is sent
    words(mail)               fills the places, in the recipient's language; `url` is the page to open, which decides
                              nothing; None: this is not worth sending any more
    secret                    facts (a link with a token) are forgotten once sent
    """

    code: str
    subject: Any
    text: Any
    act: Any
    on: frozenset[str] = frozenset()
    recipients: Callable[[Event, dict], Iterable] = _nobody
    words: Callable[[Mail], dict | None] = _facts
    secret: bool = False


_kinds: dict[str, MailKind] = {}


def add_mail_kinds(*kinds: MailKind) -> None:
    for kind in kinds:
        _kinds[kind.code] = kind


def mail_kind(code: str) -> MailKind:
    return _kinds[code]


def mail_kinds() -> list[MailKind]:
    return list(_kinds.values())


def post(code: str, *, key: str, address: str, language: str, **facts) -> None:
    """Have something mailed to an address, once under `key`; for use inside an action."""
    Delivery.objects.get_or_create(
        key=f"{CHANNEL}:{code}:{key}",
        defaults={"channel": CHANNEL, "kind": mail_kind(code).code, "recipient": new_uid(),
                  "facts": {**facts, "address": address, "language": language}},
    )  # fmt: skip
