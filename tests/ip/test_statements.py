"""Each person reads what they get and why; nobody reads another's."""
from urllib.parse import quote

import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument

from accounts.models import Person
from ip.actions import holds, reversals
from ip.models import DistributionLine
from ip.statements import Where, amounts_of, chain, totals
from record.consumers import run_all
from record.wording import day, money
from tests.world import money as made


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def line_of(distribution, person):
    return DistributionLine.objects.get(distribution=distribution, person=person, adjusts=None)


def read(answer):
    """The text of a PDF, as a reader would copy it."""
    assert answer.headers["Content-Type"] == "application/pdf"
    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(answer.content)).replace("\u00a0", " ")


def get(client, name, *args, **more):
    return client.get(reverse(f"ip:{name}", args=args), **more)


def begin(world):
    return made.posted(world, made.licensed(world, key="us-stanford-pre-change"), 25_000_000)


@pytest.fixture
def posted(beginning):
    return beginning


def mine(world, role="contributor"):
    actor = world.actor("linhai", role)
    return amounts_of(actor, actor.same_person)


@pytest.mark.plain
def test_an_amount_is_expected_then_approved_then_paid(world):
    prepared = made.prepared(world, made.licensed(world))
    assert [a.where for a in mine(world)] == [Where.EXPECTED]
    distribution = made.decide(world, prepared)
    assert [a.where for a in mine(world)] == [Where.WAITING]
    made.paid(world, distribution, world.person("linhai", "contributor"))
    (amount,) = mine(world)
    assert (amount.where, amount.paid, amount.owed) == (Where.PAID, amount.line.amount, 0)


def test_a_held_share_says_why(world, posted):
    line = line_of(posted, world.person("linhai", "contributor"))
    holds.hold_share(actor=world.actor("linhai", "finance"), line=line, reasons="Two claim the same part.")
    assert [a.where for a in mine(world)] == [Where.HELD]
    assert totals(mine(world))[Where.WAITING] == {}
    answer = get(world.client("linhai", "contributor"), "statement")
    assert "Two claim the same part." in text(answer)


@pytest.mark.plain
def test_what_is_not_signed_is_held(world):
    made.posted(world, made.licensed(world, sign=False))
    assert [a.where for a in mine(world)] == [Where.HELD]


@pytest.mark.plain
def test_many_amounts_stand_on_several_pages_and_the_sums_and_exports_hold_all(world, monkeypatch):
    deal = made.licensed(world)
    for banked in (1_000_000, 2_000_000):
        made.posted(world, deal, banked)
    monkeypatch.setattr("ip.views.statements.PAGE", 1)
    client = world.client("linhai", "contributor")
    pages = [get(client, "statement", query_params={"page": page}) for page in (1, 2)]
    assert [len(page.context["rows"]) for page in pages] == [1, 1]
    assert pages[0].context["rows"][0]["amount"].line != pages[1].context["rows"][0]["amount"].line
    assert pages[0].context["sums"] == pages[1].context["sums"]
    assert len(b"".join(get(client, "statement", query_params={"as": "csv"}).streaming_content).decode().splitlines()) == 3


@pytest.mark.plain
def test_whoever_has_only_to_sign_is_led_there_and_reads_since_when_it_is_owed(world):
    distribution = made.posted(world, made.licensed(world, sign=False))
    run_all()
    client, line = world.client("linhai", "contributor"), line_of(distribution, world.person("linhai", "contributor"))
    to_sign = reverse("ip:share_set", args=[distribution.share_set_id])
    reward = line.reward
    for page in (get(client, "statement"), get(client, "why", line.uid), client.get(reverse("incentives:reward", args=[reward.uid]))):
        assert to_sign in page.content.decode()
    assert day(reward.owed_since) in get(client, "why", line.uid).content.decode()
    assert to_sign not in get(world.client("linhai", "finance"), "why", line.uid).content.decode()  # nobody signs for another
    rows = [get(client, "statement", query_params={"where": where}).context["rows"] for where in ("", "held", "paid")]
    assert [len(found) for found in rows] == [1, 1, 0]
    assert "The share is not signed" in b"".join(get(client, "statement", query_params={"as": "csv"}).streaming_content).decode()


def test_the_chain_leads_from_the_receipt_to_the_one_person(world, posted):
    line = line_of(posted, world.person("linhai", "contributor"))
    steps = [(step.label, step.why.replace("\u00a0", " "), step.amount) for step in chain(line)]
    assert steps[0] == ("Received", "", 25_000_000)
    assert steps[1] == ("Licensing office", "15 % of the receipt", 3_750_000)
    assert steps[3] == ("Net", "what is left to share", 21_250_000)
    assert [label for label, _why, _amount in steps[5:]] == ["Inventors", line.person.name]
    assert steps[-1][2] == line.amount
    assert "40 % of the share of: Inventors, as signed on" in steps[-1][1]


def test_the_page_names_no_other_person_and_no_other_amount(world, posted):
    line = line_of(posted, world.person("linhai", "contributor"))
    answer = text(get(world.client("linhai", "contributor"), "why", line.uid))
    assert "¥28,333.33" in answer
    other = line_of(posted, world.person("linhai", "investigator"))
    third = line_of(posted, world.person("linhai", "viewer"))
    assert third.amount != line.amount
    assert made_of(third) not in answer
    assert other.person.name not in answer
    assert third.person.name not in answer


def made_of(line):
    return money(line.amount, "CNY").replace("\u00a0", " ")


@pytest.mark.parametrize("role", ["investigator", "viewer", "officer", "lead"])
@pytest.mark.parametrize("name", ["why", "why_pdf"])
def test_nobody_reads_anothers_amount(world, posted, role, name):
    line = line_of(posted, world.person("linhai", "contributor"))
    assert get(world.client("linhai", role), name, line.uid).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("finance", 200), ("auditor", 200), ("officer", 404), ("investigator", 404)])
def test_staff_who_read_the_money_print_a_persons_statement(world, posted, role, status):
    person = world.person("linhai", "contributor")
    assert get(world.client("linhai", role), "person_statement", person.uid).status_code == status
    assert get(world.client("linhai", role), "distribution_pdf", posted.uid).status_code == status


def test_another_institution_prints_nothing(world, posted):
    client = world.client("haoyuan", "finance")
    line = line_of(posted, world.person("linhai", "contributor"))
    assert get(client, "why", line.uid).status_code == 404
    assert get(client, "person_statement", line.person.uid).status_code == 404
    assert get(client, "distribution_pdf", posted.uid).status_code == 404


@pytest.mark.parametrize(("language", "name", "label"), [("en", "name_en", "Licensing office"), ("zh-hans", "name_zh", "技术许可办公室")])
def test_the_pdf_says_names_and_amounts_in_the_readers_language(world, posted, language, name, label):
    person = world.person("linhai", "contributor")
    Person.objects.filter(pk=person.pk).update(language=language)
    client = world.client("linhai", "contributor")
    client.cookies["trihelix_language"] = language
    answer = get(client, "statement_pdf")
    named, said = answer.headers["Content-Disposition"], read(answer)
    assert named == {"en": 'inline; filename="statement.pdf"', "zh-hans": f"inline; filename*=utf-8''{quote('收益明细')}.pdf"}[language]
    assert getattr(person, name) in said
    assert label in said
    assert "¥28,333.33" in said
    assert posted.fingerprint in said


def test_the_pdf_of_a_distribution_has_every_line_and_its_fingerprint(world, posted):
    said = read(get(world.client("linhai", "finance"), "distribution_pdf", posted.uid))
    for line in posted.lines.filter(person__isnull=False).select_related("person"):
        assert line.person.name in said
        assert made_of(line) in said
    assert posted.fingerprint in said


def test_what_was_taken_back_is_set_off(world, posted):
    made.paid(world, posted, world.person("linhai", "contributor"))
    posted.refresh_from_db()
    reversals.propose_reversal(
        actor=world.actor("linhai", "finance"), distribution=posted, seen=posted.fingerprint, reasons="Wrong receipt."
    )
    made.agree(world, posted)
    (amount,) = mine(world)
    assert (amount.where, amount.owed) == (Where.REVERSED, -amount.line.amount)
