"""The pages of incentives: the list, one reward, and what each role finds there."""
from datetime import date

import pytest
from django.urls import reverse

from incentives.models import Reward
from record.consumers import run_all
from tests.world import money
from tests.world.incentives import proposed


@pytest.fixture
def sign_in(client, world):
    def act(at, *roles):
        client.force_login(world.person(at, *roles))
        session = client.session
        session["accounts.by_one_click"] = True
        session.save()
        return client

    return act


def test_the_list_shows_what_is_owed_and_its_total(world, sign_in):
    money.posted(world)
    run_all()
    page = sign_in("linhai", "finance").get(reverse("incentives:rewards"))
    assert page.status_code == 200
    assert page.content.decode().count("Approved") >= 3


def test_a_reward_opens_with_its_reason(world, sign_in):
    reward = proposed(world)
    page = sign_in("linhai", "officer").get(reverse("incentives:reward", args=[reward.uid]))
    assert "专利法实施细则 (2023) art. 93" in page.content.decode()


def test_a_stranger_finds_nothing(world, sign_in):
    reward = proposed(world)
    client = sign_in("stranger", "finance")
    assert client.get(reverse("incentives:reward", args=[reward.uid])).status_code == 404
    assert "of Linhai" not in client.get(reverse("incentives:rewards")).content.decode()


def test_a_proposal_is_made_through_the_form_and_once(world, sign_in):
    client = sign_in("linhai", "officer")
    said = {
        "person": world.person("linhai", "contributor").uid, "kind": "money", "basis": "law", "citation": "art. 93", "title_en": "Grant",
        "currency": "CNY", "amount": "4,000.00", "owed_since": "2026-03-02", "key": "once",
    }  # fmt: skip
    for _again in range(2):
        answer = client.post(reverse("incentives:propose"), said)
        assert answer.status_code == 303
    assert Reward.objects.get().amount == 400_000


@pytest.mark.parametrize("amount", ["-5", "4000.555", "NaN", "abc", "1e30", ""])
def test_a_wrong_amount_is_said_and_nothing_is_lost(world, sign_in, amount):
    said = {
        "person": world.person("linhai", "contributor").uid, "kind": "money", "basis": "law", "citation": "art. 93", "title_en": "Grant",
        "currency": "CNY", "amount": amount, "owed_since": "2026-03-02", "key": "once",
    }  # fmt: skip
    answer = sign_in("linhai", "officer").post(reverse("incentives:propose"), said)
    assert answer.status_code == 422
    assert 'value="art. 93"' in answer.content.decode()
    assert Reward.objects.count() == 0


def test_the_list_asks_the_same_number_of_queries_for_one_row_and_for_three(world, sign_in, django_assert_max_num_queries):
    client = sign_in("linhai", "officer")
    counts = []
    for _n in (1, 2):
        proposed(world, who=("contributor", "viewer")[_n - 1])
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("incentives:rewards"))
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_what_is_paid_is_not_late_any_more(world, sign_in):
    reward = proposed(world)
    Reward.objects.filter(pk=reward.pk).update(state="approved", due=date(2025, 1, 1))
    Reward.objects.filter(pk=reward.pk).update(state="paid", paid_on=date(2024, 12, 1))
    assert "late" not in sign_in("linhai", "officer").get(reverse("incentives:reward", args=[reward.uid])).content.decode()


def test_the_file_says_for_which_asset_a_reward_is_expected(world, sign_in):
    deal = money.licensed(world, sign=False)
    money.received(world, deal)
    run_all()
    answer = sign_in("linhai", "finance").get(reverse("incentives:rewards"), {"as": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()[1:]
    assert len(lines) == 3
    assert all(deal.asset.title_en in line for line in lines)
