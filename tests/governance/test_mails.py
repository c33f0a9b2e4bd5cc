"""Mails follow the record: written once, in the reader's language, sent at least once, and only while they are worth it."""
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from accounts.actions import end_membership
from accounts.models import Grant
from governance.actions import cast_vote, comment
from governance.sending import deliver
from record import clock, consumers, mails
from record.models import Delivery, Installation
from tests.world.projects import proposed

YES = "yes"


def read_and_send() -> list:
    consumers.run_all()
    deliver()
    return mail.outbox


def test_whoever_can_decide_is_asked(world, renaming):
    approver = world.person("haoyuan", "partner_approver")
    world.member("haoyuan", "viewer")
    renaming(due=20)
    (sent,) = read_and_send()
    assert sent.to == [approver.email]
    assert sent.subject == "Please decide: Haoyuan Energy"
    assert "Opening the page decides nothing" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{Delivery.objects.get().key.replace(':', '.')}@localhost>"


def test_a_mail_is_in_the_recipients_language(world, renaming):
    approver = world.person("haoyuan", "partner_approver")
    approver.language = "zh-hans"
    approver.save()
    renaming()
    (sent,) = read_and_send()
    assert "浩源能源" in sent.subject


def test_reading_and_sending_again_sends_nothing_twice(world, renaming):
    world.member("haoyuan", "partner_approver")
    renaming()
    read_and_send()
    assert len(read_and_send()) == 1
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_what_was_decided_meanwhile_is_not_asked_any_more(world, renaming):
    world.member("haoyuan", "partner_approver")
    decision = renaming()
    consumers.run_all()
    cast_vote(actor=world.actor("haoyuan", "partner_approver"), decision=decision, seen=decision.fingerprint, value=YES)
    deliver()
    assert [sent.subject for sent in mail.outbox] == []
    assert Delivery.objects.get(kind="decision.asked").state == Delivery.State.NEEDLESS


def test_whoever_put_the_question_learns_the_answer(world, renaming):
    world.member("haoyuan", "partner_approver")
    decision = renaming()
    said = {"seen": decision.fingerprint, "value": "return", "reasons": "The old name is on our licence."}
    cast_vote(actor=world.actor("haoyuan", "partner_approver"), decision=decision, **said)
    (sent,) = [m for m in read_and_send() if m.to == [world.person("linhai", "officer").email]]
    assert "The old name is on our licence." in sent.body


def test_whoever_left_this_morning_is_written_to_no_more(world, renaming):
    """Days are those of the institution: in Beijing it is tomorrow while it is still today in UTC."""
    opener = world.member("linhai", "officer")
    approver = world.actor("haoyuan", "partner_approver")
    with clock.at(datetime(2026, 3, 3, 16, 30, tzinfo=UTC)):
        decision = renaming()
        cast_vote(actor=approver, decision=decision, seen=decision.fingerprint, value=YES)
        end_membership(actor=world.actor("linhai", "administrator"), membership=opener, seen=opener.version)
        assert [sent.to for sent in read_and_send() if sent.to == [opener.person.email]] == []


def test_a_question_goes_to_the_institution_that_is_asked_and_the_answer_back(world):
    lead, officer, project = world.person("haoyuan", "lead"), world.person("linhai", "officer"), proposed(world)
    read_and_send()
    mail.outbox.clear()
    asked = comment(actor=world.actor("linhai", "officer"), subject=project, text="Since when?", asks=world.haoyuan)
    (question,) = read_and_send()
    assert (question.to, "Since when?" in question.body) == ([lead.email], True)
    comment(actor=world.actor("haoyuan", "lead"), subject=project, text="Since May.", answers=asked)
    assert [m.to for m in read_and_send()] == [[lead.email], [officer.email]]


def test_a_question_reaches_whoever_was_invited_into_this_project_only_too(world):
    project, lead = proposed(world), world.member("haoyuan", "lead")
    Grant.objects.filter(membership=lead).update(scope=project.uid)
    read_and_send()
    mail.outbox.clear()
    comment(actor=world.actor("linhai", "officer"), subject=project, text="Since when?", asks=world.haoyuan)
    assert [sent.to for sent in read_and_send()] == [[lead.person.email]]


def test_a_mail_that_cannot_go_out_is_tried_again_and_then_shown(world, renaming, settings, tmp_path):
    world.member("haoyuan", "partner_approver")
    renaming()
    consumers.run_all()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    start = clock.now()
    for day in range(1, 10):
        with clock.at(start + timedelta(days=20 * day)):
            deliver()
    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.attempts, waiting.sent_at) == (Delivery.State.FAILED, 8, None)
    assert "refused" in waiting.error


def test_a_leased_mail_is_left_to_its_sender(world, renaming):
    world.member("haoyuan", "partner_approver")
    renaming()
    consumers.run_all()
    Delivery.objects.update(leased_until=clock.now() + timedelta(minutes=1))
    assert deliver() == 0
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert deliver() == 1


def test_the_mails_of_the_demo_are_written_but_never_sent(world, renaming):
    Installation.begin("demo")
    world.member("haoyuan", "partner_approver")
    renaming()
    assert read_and_send() == []
    assert Delivery.objects.get().state == Delivery.State.WAITING


def test_a_database_in_which_something_happened_does_not_become_a_demo(world, renaming):
    renaming()
    with pytest.raises(RuntimeError):
        Installation.begin("demo")


def test_a_link_with_a_token_is_forgotten_once_it_is_sent(db):
    kind = mails.MailKind("test.invited", "Come", "To {place}", "Join", secret=True)
    mails.add_mail_kinds(kind)
    for _twice in range(2):
        mails.post("test.invited", key="1", address="new@haoyuan.example", language="en", url="/join/secret/", place="us")
    assert deliver() == 1
    assert (mail.outbox[0].to, "/join/secret/" in mail.outbox[0].body) == (["new@haoyuan.example"], True)
    assert Delivery.objects.get().facts == {}
