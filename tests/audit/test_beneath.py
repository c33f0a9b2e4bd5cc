"""What somebody with the database in their hands alters, one thing at a time: a verification names the row and the column."""
import io
from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction
from django_otp.oath import TOTP

from accounts.actions import credentials
from accounts.actions.tokens import make_token
from accounts.models import Person
from audit import actions, questions
from audit.checks import Checks
from audit.models import Verification
from audit.telling import tell
from governance.actions.duties import set_calendar_day
from ip.actions import holds
from ip.models import Deal, Opening, Signature
from ledger.models import Payment
from projects.actions.plan import drop_milestone
from record import clock, guards
from record.consumers import run_all
from record.files import keep, path_of
from record.models import Blob, Event, new_uid
from tests.audit.test_recompute import beneath
from tests.world import accounts, milestones, money, projects


def begun(world, at="linhai") -> Verification:
    """A verification that a worker has taken up."""
    auditor = world.actor(at, "auditor")
    accounts.roles_told(world)
    run = actions.start_verification(actor=auditor)
    actions.take_verification(actor=auditor, verification=run)
    return run


SECRET = b"a secret of twenty by"


class Undone(Exception):
    """Each alteration is taken back before the next."""


def begin(world):
    """A licence whose income was shared, with a paper, an opening balance, a hold and a payment."""
    paper = keep(io.BytesIO(b"Bank advice"), "advice.txt")
    deal = money.licensed(world)
    money.opened(world, deal.asset, agreed=True, paid=())
    distribution = money.posted(world, deal, document=paper)
    money.paid(world, distribution)
    run_all()
    return distribution


@pytest.fixture
def shared(beginning):
    return beginning


@pytest.fixture
def verify(world, shared):
    """What a verification finds, as (code, model, columns or reason), but for the guards, which are down all the while."""
    run = begun(world)

    def found():
        checks = Checks(run)
        assert checks.run()
        return {(f.code, f.of, ",".join(f.facts.get("columns", [])) or f.facts.get("why", "")) for f in checks.findings if f.code != "guard"}

    return found


def after(verify, *statements):
    """What is found when these statements were carried out with the guards down."""
    try:
        with transaction.atomic():
            guards.drop(connection)
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(*statement)
                    assert cursor.rowcount > 0, statement
            found = verify()
            raise Undone
    except Undone:
        return found


COLUMNS = [  # table, column, what it becomes, model
    ("ledger_receipt", "bank_reference", "'another'", "ledger.receipt"),
    ("ledger_receipt", "payer_id", "institution_id", "ledger.receipt"),
    ("ledger_account", "name_en", "'another'", "ledger.account"),
    ("ip_deal", "terms_en", "'other terms'", "ip.deal"),
    ("ip_settlement", "approved_by_id", "prepared_by_id", "ip.settlement"),
    ("ip_distribution", "approved_by_id", "prepared_by_id", "ip.distribution"),
    ("ip_distribution", "net", "net + 1", "ip.distribution"),
    ("ip_opening", "life_to_date", "life_to_date + 1", "ip.opening"),
    ("ip_signature", "signed_on", "'2020-01-01'", "ip.signature"),
    ("ip_asset", "completed_on", "'2020-01-01'", "ip.asset"),
    ("incentives_reward", "amount", "amount + 1", "incentives.reward"),
    ("incentives_reward", "due", "'2031-01-01'", "incentives.reward"),
    ("ledger_payment", "paid_on", "'2020-01-01'", "ledger.payment"),
    ("governance_decision", "opened_by_id", "NULL", "governance.decision"),
    ("ip_disclosure", "description", "'something else'", "ip.disclosure"),
    ("accounts_person", "email", "'x' || email", "accounts.person"),
    ("accounts_person", "same_as_id", "id", "accounts.person"),
    ("accounts_membership", "until", "'2020-01-01'", "accounts.membership"),
    ("partners_institution", "uscc", "CAST(id AS TEXT)", "partners.institution"),
]


FOLLOWS = {"payer_id": {("differs", "ip.distribution", "")}}  # who pays may decide by which formula it is shared


def test_each_column_of_each_row_is_vouched_for(shared, verify):
    assert verify() == set()
    for table, column, value, model in COLUMNS:
        found = after(verify, [f"UPDATE {table} SET {column} = {value}"]) - FOLLOWS.get(column, set())
        assert found == {("altered", model, column)}, (table, column)


def test_whoever_puts_a_way_in_of_their_own_beneath_the_actions_is_seen(shared, world, verify):
    """A password, an authenticator, a recovery code, a token, a link: all that follows from it would look right."""
    actor = world.actor("linhai", "approver")
    codes = credentials.add_factor(actor=actor, person=Person.objects.get(pk=actor.person), secret=SECRET, code=f"{TOTP(SECRET).token():06d}")
    make_token(actor=actor, name="export", until=clock.today(actor.zone))
    set_calendar_day(actor=world.actor("linhai", "administrator"), day=date(2026, 10, 8), works=False, source="Own notice")
    assert verify() == set()
    assert credentials.show_code(actor=actor, person=Person.objects.get(pk=actor.person), code=codes[0])
    assert verify() == set()  # a code that was used is gone rightly
    for sql, found in (
        ("UPDATE accounts_person SET password = 'x' || password", ("altered", "accounts.person", "password")),
        ("UPDATE otp_totp_totpdevice SET key = 'ab'", ("altered", "accounts.person", "factor")),
        ("DELETE FROM otp_totp_totpdevice", ("altered", "accounts.person", "factor")),
        ("UPDATE otp_static_statictoken SET token = 'abcdefgh'", ("altered", "accounts.person", "recovery")),
        ("UPDATE accounts_token SET token_hash = 'ab'", ("altered", "accounts.token", "token_hash")),
        ("UPDATE accounts_token SET expires_at = '2040-01-01 00:00:00'", ("altered", "accounts.token", "expires_at")),
        ("UPDATE governance_calendarday SET day = '2026-10-09'", ("altered", "governance.calendarday", "day")),
        ("UPDATE audit_verification SET heads = 'ab'", ("altered", "audit.verification", "heads")),
    ):
        assert after(verify, [sql]) == {found}, sql


def test_what_belongs_to_a_row_is_vouched_for_with_it(shared, verify):
    entry = shared.posting.entries.order_by("line").last().pk
    assert ("altered", "ip.distribution", "postings") in after(verify, ["UPDATE ledger_entry SET account_id = account_id - 1 WHERE id = %s", [entry]])
    assert after(verify, ["UPDATE governance_voice SET made_at = '2020-01-01 00:00:00'"]) == {("altered", "governance.decision", "voices")}
    assert after(verify, ["UPDATE ip_payout SET amount = amount - 1"]) == {("altered", "ledger.payment", "payouts")}
    elsewhere = ["UPDATE ledger_account SET book_id = (SELECT id FROM partners_institution WHERE id <> book_id ORDER BY id LIMIT 1)"]
    assert ("altered", "ledger.account", "owner,book_id") in after(verify, elsewhere)
    assert after(verify, ["UPDATE ip_scope SET currency = 'USD'"]) == {("differs", "ip.distribution", "")}
    assert ("altered", "ip.distribution", "lines") in after(verify, ["UPDATE ip_distributionline SET extra = extra + 1 WHERE line = 1"])


def test_what_was_planned_handed_in_and_said_in_a_project_is_vouched_for(shared, world, verify):
    milestones.accepted(world)
    assert verify() == set()
    for sql, found in (
        ("UPDATE projects_contribution SET amount = amount + 1", ("altered", "projects.project", "contributions")),
        ("UPDATE projects_criterion SET text = 'less'", ("altered", "projects.milestone", "criteria")),
        ("DELETE FROM projects_requiredapprover", ("altered", "projects.milestone", "approvers")),
        ("UPDATE projects_assessment SET met = 'no'", ("altered", "projects.submission", "assessments")),
    ):
        assert found in after(verify, [sql])


def test_a_row_that_is_gone_and_a_row_that_nobody_made_are_named(shared, verify):
    assert ("vanished", "ip.signature", "") in after(verify, ["DELETE FROM ip_signature WHERE id = %s", [Signature.objects.first().pk]])
    moved = ["UPDATE ip_opening SET uid = %s", [raw(UUID("00000000-0000-7000-8000-000000000001"))]]
    assert {("vanished", "ip.opening", ""), ("untold", "ip.opening", ""), ("untold", "ledger.posting", "")} <= after(verify, moved)
    assert Opening.objects.count() == 1


def test_a_milestone_that_was_dropped_from_a_draft_is_gone_rightly(shared, world, verify):
    project = projects.draft(world)
    drop_milestone(actor=world.actor("linhai", "officer"), milestone=project.milestones.first())
    assert not {found for found in verify() if found[0] == "vanished"}


def test_a_file_that_is_not_what_was_put_there_is_named(shared, verify):
    assert after(verify, ["UPDATE record_blob SET type = 'text/html' WHERE type = 'text/plain'"]) == {("file", "record.blob", "type")}
    path = path_of(Blob.objects.get(pk=shared.part.settlement.receipt.document_id).sha256)
    path.write_bytes(b"Bank advise")
    assert verify() == {("file", "record.blob", "bytes")}
    path.unlink()
    assert verify() == {("file", "record.blob", "gone")}


def test_each_thing_that_is_found_says_which_one_it_is(shared, world):
    """Also what has no name of its own: of whom, of which project, in which currency."""
    milestone, auditor = milestones.accepted(world), world.actor("linhai", "auditor")
    line = shared.lines.filter(kind="person").last()
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="An objection.")
    receipt, title = shared.part.settlement.receipt, milestone.project.title
    path_of(Blob.objects.get(pk=receipt.document_id).sha256).write_bytes(b"Bank advise")
    beneath("UPDATE projects_milestone SET payment = payment + 100 WHERE id = %s", milestone.pk)
    beneath("UPDATE ip_signature SET signed_on = '2020-01-01' WHERE share_id = %s", shared.share_set.shares.first().pk)
    beneath("UPDATE ip_hold SET reasons = 'None.'")
    beneath("UPDATE ledger_payment SET paid_on = '2020-01-01'")
    beneath("UPDATE governance_voice SET reasons = 'None.' WHERE decision_id = %s", milestones.decision_of(milestone.submissions.get()).pk)
    checks = Checks(begun(world))
    assert checks.run()
    told = {one.kind: one for one in tell([finding.data() for finding in checks.findings], auditor)}
    payee = Payment.objects.get().payee
    assert told["a milestone"].what == f"{milestone.title} · {title}"
    assert [(one.said, one.now) for one in told["a milestone"].changes] == [("¥800,000.00", "¥800,001.00")]
    assert shared.share_set.shares.first().person.name in told["a signature"].what
    assert line.person.name in told["a held share"].what and shared.number in told["a held share"].what
    assert Person.objects.get(uid=payee).name in told["a payment"].what
    assert told["a file"].what == receipt.number
    assert milestone.title in told["a decision"].what


def test_an_event_that_got_another_name_or_a_chain_that_was_cut_breaks_the_record(shared, verify):
    run_all()
    last = Event.objects.filter(chain__owner=shared.institution.uid).order_by("-seq")[:2]
    renamed = ["UPDATE record_chain SET owner = %s WHERE owner = %s", [raw(new_uid()), raw(shared.institution.uid)]]
    assert ("record", "record.event", "gone") in after(verify, renamed)
    assert ("record", "record.event", "column") in after(verify, ["UPDATE record_event SET uid = %s WHERE id = %s", [raw(new_uid()), last[0].pk]])
    cut = [["DELETE FROM record_about WHERE event_id = %s", [last[0].pk]], ["DELETE FROM record_event WHERE id = %s", [last[0].pk]],
           ["UPDATE record_chain SET seq = %s, hash = %s WHERE id = %s", [last[1].seq, bytes(last[1].hash), last[1].chain_id]]]  # fmt: skip
    assert ("record", "record.event", "head") in after(verify, *cut)


def test_another_house_finds_nothing_of_it(shared, world):
    Deal.objects.update(terms_en="Changed")
    checks = Checks(begun(world, "stranger"))
    assert checks.run() and checks.findings == []


def test_what_is_gone_altogether_is_a_finding_and_no_failure(shared, world, verify):
    """A row that others still name breaks whatever reads it: the desk and the verification go on."""
    auditor = world.actor("linhai", "auditor")

    def seen():
        return verify(), {answer.question.key for answer in questions.answers(auditor) if answer.found}

    gone = ("ip_payout", "incentives_reward", "ip_distributionline", "ip_distribution")
    found, asked = after(seen, *([f"DELETE FROM {table}"] for table in gone))
    assert ("vanished", "ip.distribution", "") in found and "changed-after" in asked
    posting = [raw(shared.posting_id)]
    found, _asked = after(seen, ["DELETE FROM ledger_entry WHERE posting_id = %s", posting], ["DELETE FROM ledger_posting WHERE uid = %s", posting])
    assert {("altered", "ip.distribution", "postings"), ("differs", "ip.distribution", "")} <= found


def raw(uid):
    """As the column holds it."""
    return uid.hex if connection.vendor == "sqlite" else uid


def test_what_people_do_while_a_verification_runs_is_no_alteration(shared, world):
    deal, run = shared.deal, begun(world)
    waits = money.prepared(world, deal)
    steps = {"record": lambda: money.posted(world, deal), "rows": lambda: money.decide(world, waits)}

    class WhileAtWork(Checks):
        def _progress(self, stage, **counts):
            steps.pop(stage, lambda: None)()
            return super()._progress(stage, **counts)

    checks = WhileAtWork(run)
    assert (checks.run(), checks.findings, steps) == (True, [], {})
