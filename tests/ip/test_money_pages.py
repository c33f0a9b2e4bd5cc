"""The pages of money: who may open them, and that what is typed acts once."""
import pytest
from django.urls import reverse

from accounts.models import Person
from ip.models import Distribution, Hold, Settlement
from ledger.models import Account, Payment, Receipt
from record import clock
from tests.world import money

LISTS = ("income", "distributions", "settlements", "holds", "owed", "costs")


def begin(world):
    deal = money.licensed(world)
    money.spent(world, deal.asset, 123_456)
    distribution = money.posted(world, deal, 25_000_001)
    money.prepared(world, deal, 1_000)
    return distribution


@pytest.fixture
def shared(beginning):
    return beginning


def addresses(distribution):
    receipt = distribution.part.settlement.receipt
    account = Account.objects.get(kind="bank")
    person = distribution.lines.filter(person__isnull=False).first().person
    return [
        *(reverse(f"ip:{name}") for name in LISTS), reverse("ip:distribution", args=[distribution.uid]),
        reverse("ip:receipt", args=[receipt.uid]), reverse("ip:settlement", args=[distribution.part.settlement.uid]),
        reverse("ip:what_if", args=[distribution.deal.uid]) + "?amount=1000", reverse("ledger:accounts"),
        reverse("ledger:account", args=[account.uid]), reverse("ledger:posting", args=[distribution.posting_id]),
        reverse("ip:deal", args=[distribution.deal.uid]), reverse("ip:asset", args=[distribution.deal.asset.uid]),
    ], [
        reverse("ip:reverse_receipt", args=[receipt.uid]), reverse("ip:record_receipt", args=[distribution.deal.uid]),
        reverse("ip:record_cost", args=[distribution.deal.asset.uid]), reverse("ip:reverse_distribution", args=[distribution.uid]),
        reverse("ip:hold_share", args=[distribution.lines.filter(person=person).get().uid]),
        reverse("ip:pay_person", args=[person.uid, "CNY"]), reverse("ip:settle", args=[receipt.uid]),
    ]  # fmt: skip


def test_whoever_reads_the_money_opens_every_page(world, shared):
    pages, forms = addresses(shared)
    for role in ("finance", "approver", "auditor", "administrator"):
        client = world.client("linhai", role)
        assert {address: client.get(address).status_code for address in pages} == dict.fromkeys(pages, 200)
    client = world.client("linhai", "finance")
    assert {address: client.get(address).status_code for address in forms} == dict.fromkeys(forms, 200)


def test_in_chinese_too(world, shared):
    client = world.client("linhai", "finance")
    client.cookies["trihelix_language"] = "zh-hans"
    pages, forms = addresses(shared)
    assert {address: client.get(address).status_code for address in [*pages, *forms]} == dict.fromkeys([*pages, *forms], 200)


def test_another_institution_finds_nothing(world, shared):
    pages, forms = addresses(shared)
    client = world.client("stranger", "finance", "approver", "auditor")
    found = {address: client.get(address).status_code for address in [*pages, *forms] if str(shared.institution.uid) not in address}
    lists = [reverse(f"ip:{name}") for name in LISTS] + [reverse("ledger:accounts")]
    assert {address: status for address, status in found.items() if status != 404} == dict.fromkeys(lists, 200)


def test_an_export_holds_every_row(world, shared):
    client = world.client("linhai", "finance")
    for name, rows in (("ip:income", 2), ("ip:distributions", 2), ("ip:costs", 1), ("ledger:accounts", Account.objects.count())):
        lines = b"".join(client.get(reverse(name) + "?as=csv").streaming_content).decode().splitlines()
        assert len(lines) == rows + 1


@pytest.mark.plain
def test_what_is_held_settled_with_others_and_brought_in_is_exported_too(world):
    """The list of each shows the same rows; amounts stand as numbers with which a spreadsheet counts on."""
    money.posted(world, money.licensed(world, sign=False))
    client = world.client("linhai", "finance")

    def lines(name):
        return b"".join(client.get(reverse(f"ip:{name}") + "?as=csv").streaming_content).decode("utf-8-sig").splitlines()

    held = [f"{hold.line.person.name}," for hold in Hold.objects.order_by("-made_at", "-pk")]
    assert [line.startswith(name) for line, name in zip(lines("holds")[1:], held, strict=True)] == [True] * len(held)
    assert "The share is not signed" in lines("holds")[1]
    assert [lines(name)[0].split(",")[0] for name in ("settlements", "openings")] == ["Asset", "Asset"]


def receipt_form(**said):
    today = clock.today("Asia/Shanghai")
    return {"banked": "250,000.01", "received_on": today, "withheld": "", "vat": "", "bank_reference": "T1", "key": "k1", **said}


@pytest.mark.plain
def test_a_receipt_is_recorded_and_its_distribution_prepared_at_once(world):
    deal = money.licensed(world)
    client, address = world.client("linhai", "finance"), reverse("ip:record_receipt", args=[deal.uid])
    form = receipt_form(payer=deal.counterparty.uid, prepare="1")
    answer = client.post(address, form)
    distribution = Distribution.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("ip:distribution", args=[distribution.uid]))
    assert (distribution.amount, Receipt.objects.get().bank_reference) == (25_000_001, "T1")
    assert client.post(address, form).url == answer.url
    assert Receipt.objects.count() == 1


@pytest.mark.plain
@pytest.mark.parametrize(("field", "value"), [
    ("banked", "35,120.555"), ("banked", "-5"), ("banked", "NaN"), ("banked", ""), ("banked", "1e9"), ("banked", "0"),
    ("received_on", "2999-01-01"), ("received_on", "x"), ("vat", "300,000"), ("payer", "00000000-0000-0000-0000-000000000000"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(world, field, value):
    deal = money.licensed(world)
    form = receipt_form(payer=deal.counterparty.uid) | {field: value}
    answer = world.client("linhai", "finance").post(reverse("ip:record_receipt", args=[deal.uid]), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Receipt.objects.count() == 0


@pytest.mark.plain
def test_the_approver_approves_on_the_page(world):
    distribution = money.prepared(world, money.licensed(world))
    client = world.client("linhai", "approver")
    page = client.get(reverse("ip:distribution", args=[distribution.uid]))
    assert page.context["panel"].may_decide
    vote = {"seen": distribution.fingerprint, "value": "yes", "key": "v"}
    assert client.post(reverse("ip:decide_distribution", args=[distribution.uid]), vote).status_code == 303
    distribution.refresh_from_db()
    assert distribution.state == "posted"


def test_who_opens_a_form_that_their_role_does_not_have_is_told_so(world, shared):
    client = world.client("linhai", "auditor")
    assert client.post(reverse("ip:record_receipt", args=[shared.deal.uid]), receipt_form()).status_code == 403
    wrong = {"reasons": "x", "seen": shared.fingerprint}
    assert client.post(reverse("ip:reverse_distribution", args=[shared.uid]), wrong).status_code == 403


def test_a_share_is_held_released_and_paid_on_pages(world, shared):
    finance, person = world.client("linhai", "finance"), world.person("linhai", "investigator")
    line = shared.lines.get(person=person)
    assert finance.post(reverse("ip:hold_share", args=[line.uid]), {"reasons": "An objection."}).status_code == 303
    hold = Hold.objects.get()
    assert finance.get(reverse("ip:hold", args=[hold.uid])).status_code == 200
    wrong = finance.post(reverse("ip:release_share", args=[hold.uid]), {"part": "3/5", "seen": hold.version})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["other"])
    assert finance.post(reverse("ip:release_share", args=[hold.uid]), {"part": "1", "seen": hold.version}).status_code == 303
    approver = world.client("linhai", "approver")
    decision = money.open_decision(hold)
    vote = {"seen": decision.fingerprint, "value": "yes"}
    assert approver.post(reverse("ip:decide_release", args=[hold.uid]), vote).status_code == 303
    paid = {"paid_on": "2026-05-04", "bank_reference": "P1"}
    assert finance.post(reverse("ip:pay_person", args=[person.uid, "CNY"]), paid).status_code == 303
    assert Payment.objects.get().amount == line.amount
    assert Person.objects.get(pk=person.pk) == person
    assert Settlement.objects.count() == 2
