"""A deal: drafted, approved by another person, signed under a number, ended; private to whoever runs it."""
from datetime import timedelta

import pytest
from django.urls import reverse

from governance.models import Decision
from ip import actions
from ip.fingerprints import deal_fingerprint
from ip.models import Asset, Deal, Licence
from projects.models import Project
from record import clock
from record.errors import Invalid, NotAllowed, NotVisible, Stale, WrongState
from tests.world import ip as made
from tests.world import projects, units
from tests.world.projects import vote

S = Deal.State


def begin(world):
    return made.owned(world)


@pytest.fixture
def asset(beginning):
    return beginning


def proposed(world, deal, who=("linhai", "officer")):
    actions.propose_deal(actor=world.actor(*who), deal=deal, seen=deal_fingerprint(deal))
    return Deal.objects.get(pk=deal.pk)


def test_it_is_signed_by_another_person_under_a_number(world, asset):
    deal = made.licence(world, asset)
    today = clock.today("Asia/Shanghai")
    assert (deal.state, deal.number, deal.signed_on) == (S.SIGNED, f"L-{today.year}-001", today)


def test_licences_and_assignments_are_numbered_apart(world, asset):
    made.licence(world, asset)
    sold = made.licence(world, asset, kind="assignment", scope="", consent="Letter of Haoyuan, 3 May.")
    assert (sold.number[:2], sold.number[-3:]) == ("T-", "001")


def test_whoever_prepared_it_does_not_approve_it(world, asset):
    both = ("officer", "approver")
    deal = made.draft(world, asset)
    deal = proposed(world, deal, ("linhai", *both))
    with pytest.raises(NotAllowed):
        vote(world.actor("linhai", *both), deal)


def test_nor_does_whoever_wrote_it_before_another_touched_it(world, asset):
    both = world.actor("linhai", "officer", "approver")
    said = {"kind": "licence", "scope": "ordinary", "currency": "CNY", "price_mode": "royalty", "terms_en": "3 % of sales.", "terms_zh": "",
            "consent": "", "counterparty": world.beizhou}  # fmt: skip
    deal = actions.draft_deal(actor=both, asset=asset, **said)
    deal = proposed(world, actions.change_deal(actor=world.actor("linhai", "officer"), deal=deal, seen=deal.version, **said))
    with pytest.raises(NotAllowed):
        vote(both, deal)


def test_whoever_has_a_share_in_the_asset_does_not_approve_it(world):
    asset = made.owned(world)
    made.shared(world, asset, parts=(1,), people=("approver",))
    deal = proposed(world, made.draft(world, asset))
    with pytest.raises(NotAllowed):
        vote(world.actor("linhai", "approver"), deal)


def test_a_return_or_a_no_brings_it_back_to_draft(world, asset):
    deal = proposed(world, made.draft(world, asset))
    vote(world.actor("linhai", "approver"), deal, "no", "Too cheap.")
    assert Deal.objects.get(pk=deal.pk).state == S.DRAFT


def test_taken_back_its_decision_dies(world, asset):
    deal = proposed(world, made.draft(world, asset))
    actions.withdraw_deal(actor=world.actor("linhai", "officer"), deal=deal)
    assert (Deal.objects.get(pk=deal.pk).state, Decision.objects.get(subject=deal.uid).state) == (S.DRAFT, Decision.State.VOID)


def test_what_was_not_read_is_not_proposed(world, asset):
    with pytest.raises(Stale):
        actions.propose_deal(actor=world.actor("linhai", "officer"), deal=made.draft(world, asset), seen="0" * 64)


def test_other_owners_consent_to_more_than_an_ordinary_licence(world, asset):
    deal = made.draft(world, asset, scope="exclusive")
    with pytest.raises(Invalid) as refused:
        proposed(world, deal)
    assert refused.value.field == "consent"
    asking = reverse("ip:propose_deal", args=[deal.uid])
    answer = world.client("linhai", "officer").post(asking, {"seen": deal_fingerprint(deal)})
    assert f"{reverse('ip:edit_deal', args=[deal.uid])}#id_consent" in answer.content.decode()  # where it is written
    assert proposed(world, made.draft(world, asset, scope="exclusive", consent="Letter of 3 May.")).state == S.IN_APPROVAL


def test_who_owns_nothing_licenses_nothing(world):
    asset = made.owned(world, stakes=(("haoyuan", 1),))
    with pytest.raises(Invalid):
        proposed(world, made.draft(world, asset))


def test_owners_who_changed_since_are_asked_again_at_the_vote(world, asset):
    deal = proposed(world, made.draft(world, asset))
    actions.set_owners(actor=world.actor("linhai", "officer"), asset=asset, seen=1, since=asset.completed_on, whole=1,
                       stakes=[(world.haoyuan, 1)], reasons="Sold.", assigned=True)  # fmt: skip
    with pytest.raises(Invalid):
        vote(world.actor("linhai", "approver"), deal)


@pytest.mark.parametrize("currency", ["CNY", "USD", "JPY", "KWD"])
def test_any_currency_of_the_world(world, asset, currency):
    assert made.draft(world, asset, currency=currency).currency == currency


@pytest.mark.parametrize(("said", "field"), [
    ({"currency": "XXX"}, "currency"), ({"scope": ""}, "scope"), ({"kind": "assignment"}, "scope"), ({"kind": "gift"}, "kind"),
    ({"price_mode": "barter"}, "price_mode"), ({"amount": None}, "amount"), ({"amount": 0}, "amount"), ({"amount": 10**16}, "amount"),
    ({"ends_on": clock.today() - timedelta(days=5)}, "ends_on"), ({"counterparty": "linhai"}, "counterparty"),
])  # fmt: skip
def test_bad_input_is_said_at_its_field(world, asset, said, field):
    with pytest.raises(Invalid) as refused:
        made.draft(world, asset, **said)
    assert (refused.value.field, Deal.objects.count()) == (field, 0)


def test_a_royalty_alone_has_no_fixed_amount(world, asset):
    assert made.draft(world, asset, price_mode="royalty", amount=None).amount is None


def test_what_is_signed_is_not_rewritten_and_ends_once(world, asset):
    deal = made.licence(world, asset)
    officer = world.actor("linhai", "officer")
    with pytest.raises(WrongState):
        actions.change_deal(actor=officer, deal=deal, seen=deal.version, counterparty=world.beizhou, kind="licence", scope="sole",
                            currency="CNY", price_mode="royalty")  # fmt: skip
    with pytest.raises(Invalid):
        actions.end_deal(actor=officer, deal=deal, seen=deal.version, ends_on=deal.starts_on - timedelta(days=1))
    ended = actions.end_deal(actor=officer, deal=deal, seen=deal.version, ends_on=deal.starts_on)
    with pytest.raises(WrongState):
        actions.end_deal(actor=officer, deal=ended, seen=ended.version, ends_on=ended.starts_on)


def test_it_is_private_and_its_counterparty_sees_what_it_signed(world, asset):
    draft, signed = made.draft(world, asset), made.licence(world, asset)
    licensee = world.actor("beizhou", "lead")
    seen = [Deal.objects.visible_to(world.actor(*who)).count() for who in (
        ("linhai", "auditor"), ("linhai", "contributor"), ("haoyuan", "officer"), ("beizhou", "lead"), ("stranger", "officer"))]
    assert seen == [2, 0, 0, 0, 0]
    assert [row.pk for row in Licence.objects.visible_to(licensee)] == [signed.pk]
    assert (draft.asset.pk, Asset.objects.visible_to(licensee).get().pk) == (asset.pk, asset.pk)


@pytest.mark.parametrize(("who", "error"), [
    (("linhai", "finance"), NotAllowed), (("linhai", "investigator"), NotAllowed), (("linhai", "approver"), NotAllowed),
    (("stranger", "officer"), NotVisible),
])  # fmt: skip
def test_deals_are_prepared_by_officer_lead_and_broker(world, asset, who, error):
    with pytest.raises(error):
        actions.draft_deal(actor=world.actor(*who), asset=asset, counterparty=world.beizhou, kind="licence", scope="sole",
                           currency="CNY", price_mode="royalty")  # fmt: skip


def test_whoever_approves_for_a_college_approves_the_deals_of_its_laboratories(world):
    laboratory = units.college(world)
    dean, other = units.placed(world, "approver", laboratory.parent), units.placed(world, "approver", units.college(world))
    project = projects.signed(world)
    Project.objects.filter(pk=project.pk).update(unit=laboratory)
    deal = proposed(world, made.draft(world, made.owned(world, Project.objects.get(pk=project.pk))))
    assert not Decision.objects.decidable_by(other).exists()
    vote(dean, deal)
    assert Deal.objects.get(pk=deal.pk).state == S.SIGNED
