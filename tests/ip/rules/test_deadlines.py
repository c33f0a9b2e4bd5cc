"""Deadlines of the law, from the facts that begin them. The numbers are kept here."""
from datetime import date

import pytest

from ip.policies import deadline_rules, statutes
from ip.rules.deadlines import Facts, deadlines
from tests.ip.rules.test_periods import Holidays


def owed(country="CN", subject="asset", done=None, **said):
    facts = {"asset": "patent", "patent": "invention", "days": {}} | said
    facts["days"] = {name: date.fromisoformat(day) for name, day in facts["days"].items()}
    found = deadlines(deadline_rules(), Facts(subject=subject, country=country, **facts), Holidays(), done or {})
    return {one.rule.key: one for one in found}


def on(found) -> dict[str, str]:
    return {key: one.on.isoformat() for key, one in found.items()}


def test_a_grant_begins_the_reward_and_the_next_annuity():
    found = owed(days={"filed": "2023-05-10", "granted": "2026-03-02", "kept": "2026-03-02"})
    assert on(found) == {"cn-grant-reward": "2026-06-02", "cn-annuity": "2026-05-11", "cn-priority": "2024-05-10"}
    assert found["cn-annuity"].step == 3  # 10 May 2026 is a Sunday
    assert [key for key, one in found.items() if one.provisional] == ["cn-priority"]  # no calendar of 2024 in this test


def test_each_annuity_that_was_paid_is_followed_by_the_next_until_the_right_ends():
    days = {"filed": "2023-05-10", "granted": "2026-03-02", "kept": "2026-03-02"}
    assert owed(days=days, done={"cn-annuity": 3})["cn-annuity"].step == 4
    assert "cn-annuity" not in owed(days=days, done={"cn-annuity": 19})
    assert "cn-annuity" not in owed(days=days, patent="utility_model", done={"cn-annuity": 9})


def test_the_law_of_the_day_of_the_grant_is_asked():
    assert "cn-grant-reward-2010" in owed(days={"granted": "2024-01-19"})
    assert "cn-grant-reward" in owed(days={"granted": "2024-01-20"})


def test_a_design_has_six_months_of_priority():
    assert on(owed(patent="design", days={"filed": "2026-01-05"})) == {"cn-priority-design": "2026-07-06"}


def test_filing_abroad_asks_for_the_review_first_and_the_office_answers_in_its_periods():
    assert on(owed(days={"abroad_planned": "2026-09-01"})) == {"cn-review-asked": "2026-08-31"}
    found = owed(days={"abroad_planned": "2026-09-01", "review_asked": "2026-04-01"})
    assert on(found) == {"cn-review-asked": "2026-08-31", "cn-review-notice": "2026-06-01", "cn-review-decision": "2026-08-03"}
    assert found["cn-review-asked"].settled == date(2026, 4, 1)


def test_a_licence_is_recorded_within_three_months_and_an_assignment_is_not():
    assert on(owed(subject="deal", deal="licence", days={"licence_effective": "2026-03-02"})) == {"cn-licence-recorded": "2026-06-02"}
    assert owed(subject="deal", deal="assignment", days={"licence_effective": "2026-03-02"}) == {}


@pytest.mark.parametrize(("region", "keys"), [("CN-HA", ["cn-ha-reward-paid"]), ("CN-ZJ-ZS", ["cn-zj-reward-paid"]), ("CN-BJ", [])])
def test_henan_and_zhejiang_pay_within_six_months_of_the_income(region, keys):
    found = owed(subject="distribution", deal="licence", region=region, days={"received": "2026-03-02"})
    assert on(found) == dict.fromkeys(keys, "2026-09-02")


def test_bayh_dole_disclose_elect_file():
    """35 U.S.C. 202(c)(1)–(3); 37 CFR 401.14 for two months and one year."""
    said = {"country": "US", "funding": "us_federal"}
    assert on(owed(**said, days={"disclosed": "2026-01-10"})) == {"us-disclose": "2026-03-10"}
    told = owed(**said, days={"disclosed": "2026-01-10", "agency_told": "2026-02-01", "published": "2026-01-20"})
    assert on(told) == {"us-disclose": "2026-03-10", "us-elect-title": "2028-02-01", "us-file-before-bar": "2027-01-20"}
    assert (told["us-disclose"].settled, told["us-elect-title"].settled) == (date(2026, 2, 1), None)
    filed = owed(**said, days={"elected": "2026-05-01", "filed": "2026-06-01"})
    assert filed["us-file-after-election"].settled == date(2026, 6, 1)
    assert owed(country="US", days={"disclosed": "2026-01-10"}) == {}  # no federal money


def test_germany_releases_within_four_months_and_states_the_remuneration_within_three():
    found = owed(country="DE", days={"disclosed": "2026-01-10", "granted": "2026-03-02"})
    assert on(found) == {"de-release": "2026-05-11", "de-remuneration": "2026-06-02"}  # the tenth of May is a Sunday


def test_every_deadline_names_articles_that_are_there():
    keys = {key for rule in deadline_rules() for key in rule.articles}
    assert keys - statutes().keys() == set()
    assert [rule.key for rule in deadline_rules() if not statutes()[rule.articles[0]].quotation] == ["cn-reward-notice", "us-disclose", "us-file-after-election"]
