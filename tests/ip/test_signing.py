"""Signing a share: signed in, by a personal link, on paper; once, and exactly what was read."""
import io
import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.outsiders import know_person
from governance.post import read
from ip import actions
from ip.models import Share, ShareSet, Signature, SignedPaper, SigningLink
from record import clock
from record.consumers import run_all
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from record.files import keep
from record.models import Delivery
from tests.world import ip as made

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def begin(world):
    return made.shared(world, made.owned(world), sign=False)


@pytest.fixture
def unsigned(beginning):
    return beginning


def of(share_set, world, role="contributor"):
    return Share.objects.get(share_set=share_set, person=world.person("linhai", role))


def link(world, share) -> str:
    """The address that was mailed."""
    actions.send_link(actor=world.actor("linhai", "officer"), share=share)
    return Delivery.objects.filter(kind="shares.link").latest("pk").facts["url"]


def post(url, **said):
    client = Client()
    seen = re.search(r'name="seen" value="([0-9a-f]*)"', client.get(url).content.decode())
    return client.post(url, {"seen": seen[1] if seen else ""} | said)


def paper(world, share, content=PDF, on=None):
    scan = keep(io.BytesIO(content), "scan.pdf")
    officer = world.actor("linhai", "officer")
    return actions.file_paper(actor=officer, share=share, scan=scan, name="scan.pdf", signed_on=on or clock.today(officer.zone))


def test_what_is_unsigned_is_held_and_the_rest_is_paid(world, unsigned):
    actions.sign_share(actor=world.actor("linhai", "contributor"), share=of(unsigned, world), seen=unsigned.fingerprint)
    shares = Share.objects.filter(share_set=unsigned)
    assert ([s.line for s in shares.signed()], [s.line for s in shares.unsigned().order_by("line")]) == ([2], [1, 3])


def test_a_share_is_signed_by_the_person_whose_it_is(world, unsigned):
    for role in ("investigator", "officer"):
        with pytest.raises(NotAllowed):
            actions.sign_share(actor=world.actor("linhai", role), share=of(unsigned, world), seen=unsigned.fingerprint)
    with pytest.raises(NotVisible):
        actions.sign_share(actor=world.actor("haoyuan", "officer"), share=of(unsigned, world), seen=unsigned.fingerprint)


def test_it_is_signed_once_and_as_it_was_read(world, unsigned):
    mine = world.actor("linhai", "contributor")
    with pytest.raises(Stale):
        actions.sign_share(actor=mine, share=of(unsigned, world), seen="0" * 64)
    actions.sign_share(actor=mine, share=of(unsigned, world), seen=unsigned.fingerprint)
    with pytest.raises(WrongState):
        actions.sign_share(actor=mine, share=of(unsigned, world), seen=unsigned.fingerprint)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.update(fingerprint="0" * 64)


def test_a_replaced_set_is_not_signed_any_more(world, unsigned):
    made.shared(world, unsigned.asset, parts=(1, 1, 1), sign=False)
    with pytest.raises(WrongState):
        actions.sign_share(actor=world.actor("linhai", "contributor"), share=of(unsigned, world), seen=unsigned.fingerprint)


def test_opening_the_link_shows_everything_and_signs_nothing(world, unsigned):
    url = link(world, of(unsigned, world))
    answer = Client().get(url)
    page = answer.content.decode()
    assert (answer.status_code, Signature.objects.count()) == (200, 0)
    assert all(text in page for text in (unsigned.fingerprint, "Contributor Of Linhai", "Investigator Of Linhai", "40"))
    assert (answer["Cache-Control"].split(",")[0], answer["Referrer-Policy"]) == ("max-age=0", "same-origin")


def test_a_link_signs_without_an_account(world, unsigned):
    share = of(unsigned, world)
    assert post(link(world, share)).status_code == 200
    assert (share.signature.how, share.signature.membership, share.signature.fingerprint) == ("link", None, unsigned.fingerprint)


def test_a_link_is_used_once(world, unsigned):
    url = link(world, of(unsigned, world))
    post(url)
    assert (post(url, seen=unsigned.fingerprint).status_code, Signature.objects.count()) == (409, 1)


def test_a_link_of_a_replaced_set_signs_nothing(world, unsigned):
    url = link(world, of(unsigned, world))
    made.shared(world, unsigned.asset, parts=(1, 1, 1), sign=False)
    assert (Client().get(url).status_code, post(url, seen=unsigned.fingerprint).status_code, Signature.objects.count()) == (200, 409, 0)


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "é", "../admin", "A" * 2000])
def test_a_forged_link_is_not_there(world, unsigned, token):
    link(world, of(unsigned, world))
    url = reverse("ip:sign", args=[token.replace("/", "-")])
    assert (Client().get(url).status_code, Client().post(url, {"seen": unsigned.fingerprint}).status_code) == (404, 404)


def test_a_link_signs_what_it_showed(world, unsigned):
    assert post(link(world, of(unsigned, world)), seen="f" * 64).status_code == 409


def test_a_new_link_ends_the_old_one_and_time_ends_both(world, unsigned):
    share = of(unsigned, world)
    old, new = link(world, share), link(world, share)
    assert post(old, seen=unsigned.fingerprint).status_code == 409
    with clock.at(clock.now() + timedelta(days=31)):
        assert post(new, seen=unsigned.fingerprint).status_code == 409
    assert post(new).status_code == 200


def test_only_the_office_sends_links_and_the_token_is_kept_nowhere_else(world, unsigned):
    with pytest.raises(NotAllowed):
        actions.send_link(actor=world.actor("linhai", "investigator"), share=of(unsigned, world))
    token = link(world, of(unsigned, world)).rstrip("/").rpartition("/")[2]
    assert SigningLink.objects.get().token_hash != token


def test_who_has_no_address_signs_on_paper(world):
    asset = made.owned(world)
    officer = world.actor("linhai", "officer")
    outsider = know_person(actor=officer, name_en="Ada Byron")
    world.linhai.memberships.create(person=outsider, since=clock.today())
    found = actions.propose_shares(actor=officer, asset=asset, seen=0, since=asset.completed_on, whole=1, parts=[(outsider, 1)])
    with pytest.raises(Invalid):
        actions.send_link(actor=officer, share=found.shares.get())


def test_a_paper_counts_when_a_second_person_has_confirmed_it(world, unsigned):
    share = of(unsigned, world)
    filed = paper(world, share)
    assert not Signature.objects.exists()
    with pytest.raises(NotAllowed):
        actions.confirm_paper(actor=world.actor("linhai", "officer"), paper=filed, seen=filed.version)
    actions.confirm_paper(actor=world.actor("linhai", "approver"), paper=filed, seen=filed.version)
    assert (Signature.objects.get().how, Share.objects.signed().get()) == ("paper", share)


def test_whose_share_it_is_does_not_confirm_the_paper(world):
    asset = made.owned(world)
    found = made.shared(world, asset, parts=(1,), people=("approver",), sign=False)
    filed = paper(world, of(found, world, "approver"))
    with pytest.raises(NotAllowed):
        actions.confirm_paper(actor=world.actor("linhai", "approver"), paper=filed, seen=filed.version)


def test_a_refused_paper_makes_room_for_another(world, unsigned):
    filed = paper(world, of(unsigned, world))
    with pytest.raises(WrongState):
        paper(world, of(unsigned, world))
    with pytest.raises(Invalid):
        actions.refuse_paper(actor=world.actor("linhai", "approver"), paper=filed, seen=filed.version, reasons="")
    actions.refuse_paper(actor=world.actor("linhai", "approver"), paper=filed, seen=filed.version, reasons="Not signed.")
    assert paper(world, of(unsigned, world)).state == SignedPaper.State.FILED


def test_a_paper_of_a_replaced_set_is_not_confirmed(world, unsigned):
    filed = paper(world, of(unsigned, world))
    made.shared(world, unsigned.asset, parts=(1, 1, 1), sign=False)
    with pytest.raises(WrongState):
        actions.confirm_paper(actor=world.actor("linhai", "approver"), paper=filed, seen=filed.version)


@pytest.mark.parametrize("days", [-30, 2])
def test_a_paper_is_signed_between_proposal_and_today(world, unsigned, days):
    with pytest.raises(Invalid):
        paper(world, of(unsigned, world), on=clock.today() + timedelta(days=days))


def test_a_scan_is_a_picture_or_a_pdf(world, unsigned):
    with pytest.raises(Invalid):
        paper(world, of(unsigned, world), b"I sign. Contributor")


def test_everybody_with_an_account_is_asked_by_mail_and_not_when_it_is_signed(world, unsigned):
    run_all()
    asked = Delivery.objects.filter(kind="shares.proposed").values_list("recipient", flat=True)
    assert set(asked) == {world.member("linhai", role).uid for role in made.INVENTORS}


def test_a_set_shows_who_signed_to_those_who_are_in_it(world, unsigned):
    seen = [ShareSet.objects.visible_to(world.actor(*who)).exists() for who in (
        ("linhai", "contributor"), ("linhai", "auditor"), ("linhai", "partner_approver"), ("haoyuan", "officer"), ("stranger", "officer"))]
    assert seen == [True, True, False, False, False]


def test_the_mail_leads_to_the_page_until_it_is_signed(world, unsigned):
    url = link(world, of(unsigned, world))
    delivery = Delivery.objects.get(kind="shares.link")
    mail = read(delivery)
    assert (mail.to, mail.url.endswith(url), mail.subject) == (
        "contributor@linhai.example", True, "Please sign your share: Thermal structure of a pouch cell")  # fmt: skip
    post(url)
    assert read(delivery) is None
