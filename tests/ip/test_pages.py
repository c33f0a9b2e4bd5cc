"""Pages of ip: they open for whom they are meant, write through their forms, and say what is wrong where it is wrong."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Person
from governance.models import Decision
from ip.models import Asset, Deal, Disclosure, ShareSet, Signature, SignedPaper
from tests.world import ip as made
from tests.world import projects


def begin(world):
    return made.whole(world)


@pytest.fixture
def whole(beginning):
    return beginning


def send(client, url, **said):
    """Post a form as it came: its hidden fields, its selects and texts, and what is typed."""
    page = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', page))
    return client.post(url, hidden | said)


def test_every_page_opens_for_the_office(world, whole):
    asset, share_set, deal = whole
    client, draft = world.client("linhai", "officer"), made.draft(world, asset)
    told = made.disclosure(world, title="Another")
    pages = [("assets",), ("disclosures",), ("deals",), ("draft_disclosure",), ("share_set", share_set), ("deal", deal), ("deal", draft)]
    pages += [(name, asset) for name in ("asset", "owners", "propose_shares", "file", "lapse", "draft_deal")]
    pages += [(name, draft) for name in ("edit_deal", "propose_deal", "withdraw_deal")] + [("end_deal", deal)]
    pages += [(name, told) for name in ("disclosure", "accept_disclosure", "return_disclosure", "decline_disclosure")]
    for name, *rows in pages:
        assert (name, client.get(reverse(f"ip:{name}", args=[row.uid for row in rows])).status_code) == (name, 200)


@pytest.mark.parametrize("who", [("stranger", "officer"), ("stranger", "administrator")])
def test_nothing_is_there_for_a_stranger(world, whole, who):
    asset, share_set, deal = whole
    client = world.client(*who)
    rows = [("asset", asset), ("owners", asset), ("disclosure", asset.disclosure), ("share_set", share_set), ("deal", deal)]
    assert [client.get(reverse(f"ip:{name}", args=[row.uid])).status_code for name, row in rows] == [404] * 5
    assert asset.title not in client.get(reverse("ip:assets")).content.decode()


def test_a_partner_sees_facts_and_owners_and_no_shares_and_no_deals(world, whole):
    asset, share_set, deal = whole
    client = world.client("haoyuan", "viewer")
    assert client.get(reverse("ip:asset", args=[asset.uid])).status_code == 404  # a viewer has no business with assets
    client = world.client("haoyuan", "lead")
    page = client.get(reverse("ip:asset", args=[asset.uid])).content.decode()
    texts = (asset.title, "Haoyuan Energy", "Contributor Of Linhai", deal.number)
    assert [text in page for text in texts] == [True, True, False, False]
    assert client.get(reverse("ip:share_set", args=[share_set.uid])).status_code == 404


def test_a_licensee_sees_its_licence(world, whole):
    asset, _share_set, deal = whole
    page = world.client("beizhou", "lead").get(reverse("ip:asset", args=[asset.uid])).content.decode()
    hidden = ("Contributor Of Linhai", asset.project.title, "As the parties agreed in writing.")
    assert [text in page for text in ("Your licence", deal.number, "An entry fee, then 3 %", *hidden)] == [True] * 3 + [False] * 3


@pytest.mark.plain
def test_from_a_disclosure_to_signed_shares_by_forms_alone(world):
    project = projects.signed(world)
    maker, office = world.client("linhai", "investigator"), world.client("linhai", "officer")
    person = world.person("linhai", "investigator")
    said = {"kind": "patent", "title_en": "A cell", "completed_on": projects.clock.today(), "description": "New.",
            "project": project.uid, "row-0-person": person.uid, "row-0-inventor": "on", "row-1-name_en": "Ada Byron",
            "row-1-employer": "Else", "row-1-inventor": "on"}  # fmt: skip
    assert send(maker, reverse("ip:draft_disclosure"), **said).status_code == 303
    row = Disclosure.objects.get()
    assert send(maker, reverse("ip:submit_disclosure", args=[row.uid])).status_code == 303
    assert send(office, reverse("ip:accept_disclosure", args=[row.uid]), patent_type="invention", country="CN").status_code == 303
    asset = Asset.objects.get()
    owners = {"row-0-who": world.linhai.uid, "row-0-part": 3, "row-1-who": world.haoyuan.uid, "row-1-part": 2, "whole": 5,
              "since": asset.completed_on}  # fmt: skip
    assert send(office, reverse("ip:owners", args=[asset.uid]), **owners).status_code == 303
    shares = {"row-0-who": person.uid, "row-0-part": 1, "whole": 1, "since": asset.completed_on}
    assert send(maker, reverse("ip:propose_shares", args=[asset.uid]), **shares).status_code == 303
    share = ShareSet.objects.get().shares.get()
    assert send(maker, reverse("ip:sign_share", args=[share.uid])).status_code == 303
    assert Signature.objects.get().share == share


@pytest.mark.plain
def test_a_disclosure_names_who_can_decide_and_says_when_nobody_can(world):
    page = f"/ip/disclosures/{made.disclosure(world).uid}/"
    reader, nobody = world.client("linhai", "investigator"), "nobody else there is of the office"
    assert nobody in reader.get(page).content.decode()
    world.member("linhai", "officer")
    text = reader.get(page).content.decode()
    assert nobody not in text and world.person("linhai", "officer").name in text
    root = Person.objects.create(name_en="The same person")
    accounts = [world.person("linhai", role).pk for role in ("investigator", "officer")]
    Person.objects.filter(pk__in=accounts).update(same_as=root)  # two accounts of one person, by way of a third
    assert nobody in reader.get(page).content.decode()


@pytest.mark.plain
@pytest.mark.parametrize("said", [
    {"whole": 4}, {"whole": ""}, {"whole": "NaN"}, {"whole": "-3"}, {"whole": "9" * 40}, {"row-0-part": "1.5"}, {"row-0-part": ""},
    {"row-0-who": "x"}, {"since": "2026-02-30"}, {"since": "1020-01-01"},
])  # fmt: skip
def test_wrong_parts_are_said_and_nothing_is_written(world, said):
    asset = made.owned(world)
    people = [world.person("linhai", role).uid for role in made.INVENTORS]
    good = {"whole": 3, "since": asset.completed_on} | {f"row-{n}-part": 1 for n in range(3)}
    good |= {f"row-{n}-who": uid for n, uid in enumerate(people)}
    answer = send(world.client("linhai", "investigator"), reverse("ip:propose_shares", args=[asset.uid]), **good | said)
    assert (answer.status_code, ShareSet.objects.count()) == (422, 0)


@pytest.mark.plain
@pytest.mark.parametrize("seen", ["", "7", "x", "0" * 64, "\x00"])
def test_an_old_or_forged_form_writes_nothing(world, seen):
    asset = made.owned(world)
    said = {"row-0-who": world.linhai.uid, "row-0-part": 1, "whole": 1, "since": asset.completed_on, "seen": seen, "reasons": "So."}
    answer = send(world.client("linhai", "officer"), reverse("ip:owners", args=[asset.uid]), **said)
    assert (answer.status_code in (409, 422), asset.ownership_versions.count()) == (True, 1)


@pytest.mark.plain
def test_a_form_sent_twice_acts_once(world):
    asset = made.owned(world)
    client, url = world.client("linhai", "officer"), reverse("ip:draft_deal", args=[asset.uid])
    said = {"counterparty": world.beizhou.uid, "kind": "licence", "scope": "ordinary", "currency": "JPY", "price_mode": "lump_sum",
            "amount": "1,000,000", "terms_en": "Once.", "key": "k1"}  # fmt: skip
    assert [client.post(url, said).status_code for _ in range(2)] == [303, 303]
    assert Deal.objects.get().amount == 1_000_000


@pytest.mark.plain
@pytest.mark.parametrize("amount", ["1.5", "-1", "NaN", "1e9", "９9９999999999999999999", ""])
def test_an_amount_that_the_currency_does_not_know_is_said_at_its_field(world, amount):
    asset = made.owned(world)
    said = {"counterparty": world.beizhou.uid, "kind": "licence", "scope": "ordinary", "currency": "JPY", "price_mode": "lump_sum",
            "amount": amount, "terms_en": "Once."}  # fmt: skip
    answer = send(world.client("linhai", "officer"), reverse("ip:draft_deal", args=[asset.uid]), **said)
    assert (answer.status_code, Deal.objects.count(), "id_amount" in answer.content.decode()) == (422, 0, True)


@pytest.mark.plain
def test_a_paper_is_filed_and_confirmed_by_two(world):
    share_set = made.shared(world, made.owned(world), sign=False)
    share = share_set.shares.order_by("line").first()
    pdf = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\ntrailer<<>>\n%%EOF")
    office, second = world.client("linhai", "officer"), world.client("linhai", "approver")
    url = reverse("ip:file_paper", args=[share.uid])
    assert send(office, url, file=SimpleUploadedFile("x.pdf", b""), signed_on=projects.clock.today()).status_code == 422
    assert send(office, url, file=pdf, signed_on=projects.clock.today()).status_code == 303
    paper = SignedPaper.objects.get()
    confirm = reverse("ip:confirm_paper", args=[paper.uid])
    assert (send(office, confirm).status_code, send(second, confirm).status_code) == (403, 303)
    scan = reverse("ip:scan", args=[paper.uid])
    assert (b"".join(second.get(scan))[:4], world.client("haoyuan", "officer").get(scan).status_code) == (b"%PDF", 404)


@pytest.mark.plain
def test_a_deal_is_approved_from_its_page(world):
    deal = made.draft(world, made.owned(world))
    assert send(world.client("linhai", "officer"), reverse("ip:propose_deal", args=[deal.uid])).status_code == 303
    approver, decision = world.client("linhai", "approver"), Decision.objects.get(subject=deal.uid)
    decide = reverse("governance:decide", args=[decision.uid])
    assert decide in approver.get(reverse("ip:deal", args=[deal.uid])).content.decode()
    assert send(approver, decide, value="yes").status_code == 303
    assert Deal.objects.get().state == Deal.State.SIGNED


@pytest.mark.plain
def test_what_waits_stands_in_the_inbox(world):
    asset = made.owned(world)
    made.shared(world, asset, sign=False)
    made.disclosure(world, title="A second cell")
    made.asset(world, title="A third cell")
    mine, office = (world.client("linhai", role).get("/").content.decode() for role in ("contributor", "officer"))
    assert [text in mine for text in ("your share, to sign", "a disclosure, for the office")] == [True, False]
    texts = ("a disclosure, for the office", "its owners, to confirm", "your share, to sign")
    assert [text in office for text in texts] == [True, True, False]


@pytest.mark.plain
def test_a_project_shows_its_results_and_what_the_law_says(world):
    asset = made.owned(world)
    page = world.client("linhai", "officer").get(reverse("projects:results", args=[asset.project.uid])).content.decode()
    assert [text in page for text in (asset.title, "Disclose a result", "What the law says")] == [True, True, False]


def test_lists_are_filtered_and_exported(world, whole):
    client = world.client("linhai", "officer")
    made.asset(world, kind="software", title="Cell model")
    for name, query, count in (("assets", "kind=software", 1), ("assets", "q=pouch", 1), ("deals", "state=draft", 0),
                               ("disclosures", "q=model", 1)):  # fmt: skip
        lines = b"".join(client.get(reverse(f"ip:{name}") + f"?{query}&as=csv")).decode("utf-8-sig").splitlines()
        assert (name, query, len(lines) - 1) == (name, query, count)


@pytest.mark.plain
def test_a_draft_that_is_opened_and_sent_back_as_it_came_says_the_same(world):
    asset = made.owned(world)
    deal, told = made.draft(world, asset), made.drafted(world, asset.project, ai="To search.")
    for name, row, texts in (("edit_deal", deal, ("terms_en", "counterparty_id")), ("edit_disclosure", told, ("ai_use", "project_id"))):
        client = world.client("linhai", "investigator" if row is told else "officer")
        url = reverse(f"ip:{name}", args=[row.uid])
        came = {field.html_name: getattr(field.value(), "uid", field.value()) for field in client.get(url).context["form"]}
        before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        answer = client.post(url, {name: value for name, value in came.items() if value not in (None, False)})
        row.refresh_from_db()
        changed = {name for name, value in before.items() if getattr(row, name) != value}
        assert (answer.status_code, changed - {"version", "prepared_by_id"}) == (303, set())
        assert all(before[text] for text in texts), "nothing was there to be lost"


@pytest.mark.parametrize("name", ["assets", "disclosures", "deals"])
def test_a_list_asks_as_much_for_three_as_for_one(world, whole, name):
    asset, _share_set, _deal = whole
    client, url = world.client("linhai", "auditor"), reverse(f"ip:{name}")
    client.get(url)
    one = asked(client, url)
    for title in ("A second", "A third"):
        made.licence(world, made.owned(world, asset.project, title=title))
    assert asked(client, url) == one


def asked(client, url) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)
