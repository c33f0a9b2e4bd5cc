"""What governance mails: a decision that waits, what was said about it, a question, an answer."""
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import holders
from accounts.models import Membership
from governance.access import deciders_of
from governance.matters import matter
from governance.models import Comment, Decision, Duty
from governance.post import named, told
from governance.registry import decision_kind, duty_kind
from record import clock
from record.actors import System
from record.mails import MailKind, add_mail_kinds
from record.wording import day


def _decision(body: dict) -> Decision:
    return Decision.objects.get(uid=body["subject"])


def _still_asked(event, body):
    """Those who can fill a seat that is still empty."""
    decision = _decision(body)
    if decision.state != Decision.State.OPEN:
        return []
    return [member for seat in decision.seats.filter(voice=None) for member in deciders_of(decision, seat)]


def _asked_for(mail) -> dict | None:
    decision = _decision(mail.body)
    if not Decision.objects.decidable_by(mail.actor).filter(pk=decision.pk).exists():
        return None  # it was decided, or somebody else of the same institution did
    matter, url = named(mail)
    due = _("by %(day)s") % {"day": day(decision.due)} if decision.due else _("as soon as you can")
    return {"matter": matter, "url": url, "kind": decision_kind(decision.kind).name, "due": due}


def _opener(event, body):
    opened_by = Membership.objects.filter(pk=_decision(body).opened_by_id)
    return opened_by.exclude(uid=body["actor"]["membership"])


def _voiced(mail) -> dict:
    matter, url = named(mail)
    voice = _decision(mail.body).voices.filter(membership__uid=mail.body["actor"]["membership"]).order_by("-pk").first()
    return {"matter": matter, "url": url, "sentence": told(mail), "reasons": voice.reasons if voice else ""}


def _comment(body: dict) -> Comment:
    return Comment.objects.select_related("asks", "answers").get(uid=body["subject"])


def _questioned(event, body):
    """Of the institution that is asked: whoever decides on this now, and who runs its projects."""
    comment = _comment(body)
    subject, row = matter(System(), comment.of, comment.subject)
    asked = holders("project.write", comment.asks_id, *subject.scopes(row), day=clock.today(comment.asks.zone))
    decisions = Decision.objects.open().filter(subject=comment.subject)
    deciders = [m for d in decisions for seat in d.seats.filter(institution=comment.asks) for m in deciders_of(d, seat)]
    return [*asked, *deciders]


def _asker(event, body):
    answered = _comment(body).answers
    return Membership.objects.filter(Q(pk=answered.membership_id) if answered else Q(pk__in=[])).exclude(
        uid=body["actor"]["membership"]
    )


def _said(mail) -> dict:
    matter, url = named(mail)
    return {"matter": matter, "url": f"{url}#comments", "sentence": told(mail), "text": _comment(mail.body).text}


def _duty(body: dict) -> Duty:
    return Duty.objects.select_related("institution").get(uid=body["subject"])


def _owing(event, body) -> list[Membership]:
    """Who can close the duty."""
    duty = _duty(body)
    return list(holders(duty.capability, duty.institution_id, *duty.scopes, day=clock.today(duty.institution.zone)))


def _owed(mail) -> dict | None:
    duty = _duty(mail.body)
    if duty.state != Duty.State.OPEN:
        return None  # it was done meanwhile
    kind, (matter, _url) = duty_kind(duty.kind), named(mail)
    url = reverse("governance:duty", args=[duty.uid])
    return {"matter": matter, "duty": kind.name(), "due": day(duty.on), "source": kind.source(), "url": url}


add_mail_kinds(
    MailKind(
        "duty.reminder", _("{matter}: {duty}, by {due}"), _("{matter}: {duty}, by {due}.\n\n{source}"),
        _("Look at it"), frozenset({"duty.reminded"}), _owing, _owed,
    ),
    MailKind(
        "decision.asked", _("Please decide: {matter}"),
        _("{matter} ({kind}) waits for you, {due}.\n\nOpening the page decides nothing; you can also ask first."),
        _("Look at it"), frozenset({"decision.opened"}), _still_asked, _asked_for,
    ),
    MailKind(
        "decision.reminder", _("Still waiting for you: {matter}"),
        _("{matter} ({kind}) still waits for you, {due}.\n\nOpening the page decides nothing."),
        _("Look at it"), frozenset({"decision.reminded"}), _still_asked, _asked_for,
    ),
    MailKind(
        "decision.voiced", _("{matter}: there is an answer"), "{sentence}\n\n{reasons}",
        _("Open it"), frozenset({"decision.voiced"}), _opener, _voiced,
    ),
    MailKind(
        "comment.asked", _("A question about {matter}"), "{sentence}:\n\n{text}",
        _("Answer"), frozenset({"comment.asked"}), _questioned, _said,
    ),
    MailKind(
        "comment.answered", _("An answer about {matter}"), "{sentence}:\n\n{text}",
        _("Open it"), frozenset({"comment.written"}), _asker, _said,
    ),
)  # fmt: skip
