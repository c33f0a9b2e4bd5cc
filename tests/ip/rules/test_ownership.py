"""Whose a result is, and whose its income: the agreement first, else the law with its article."""

import datetime
from itertools import product

import pytest

from ip.policies import law, statutes
from ip.rules import ProjectResult, Refused, joint_rule, propose, read_terms
from ip.rules.law import ASSETS, FUNDING, PROJECTS

DAY = datetime.date(2026, 3, 1)


def proposal(project, asset, terms=None, **changed):
    result = ProjectResult(**{"project": project, "asset": asset, "on": DAY, **changed})
    return propose(law(), statutes(), result, read_terms(terms or {}))


@pytest.mark.parametrize(
    ("project", "asset", "owners", "article", "income"),
    [
        ("commissioned", "patent", "developer", "cn-civil-859", "owner"),
        ("commissioned", "know_how", "all_parties", "cn-civil-861", "each_keeps"),
        ("commissioned", "software", "developer", "cn-copyright-19", "owner"),
        ("commissioned", "ic_layout", "developer", "cn-layout-11", "owner"),
        ("commissioned", "plant_variety", "developer", "cn-variety-7", "owner"),
        ("cooperative", "patent", "all_parties", "cn-civil-860", "fees_shared"),
        ("cooperative", "know_how", "all_parties", "cn-civil-861", "each_keeps"),
        ("cooperative", "software", "all_parties", "cn-copyright-14", "reasonably_shared"),
        ("cooperative", "ic_layout", "all_parties", "cn-layout-10", "unsaid"),
        ("cooperative", "plant_variety", "all_parties", "cn-variety-7", "unsaid"),
        ("consulting", "patent", "developer", "cn-civil-885", "owner"),
        ("service", "software", "developer", "cn-civil-885", "owner"),
    ],
)
def test_without_agreement_the_law_says_who_owns_and_whose_the_income_is(project, asset, owners, article, income):
    found = proposal(project, asset)
    assert (found.owners, found.owner_basis.kind, found.owner_basis.articles[0].key, found.income) == (
        owners,
        "law",
        article,
        income,
    )
    assert found.owner_basis.articles[0].quotation


def test_in_a_service_each_side_owns_what_it_completes():
    assert proposal("service", "know_how", completed_by="client").owners == "client"


def test_the_agreement_goes_before_the_law():
    found = proposal("commissioned", "patent", {"owners": "client"})
    assert (found.owners, found.owner_basis.kind, found.income, found.income_basis.kind) == (
        "client",
        "agreement",
        "owner",
        "law",
    )


def test_fractions_of_ownership_are_not_parts_of_the_income():
    terms = {"owners": "all_parties", "fractions": [["uni", "3/5"], ["company", "2/5"]]}
    found = proposal("commissioned", "patent", terms)
    assert (found.fractions.data(), found.income, found.parts) == (
        [["uni", "0.6"], ["company", "0.4"]],
        "fees_shared",
        None,
    )


def test_agreed_parts_of_the_income_are_taken_exactly():
    found = proposal("cooperative", "patent", {"income": "by_parts", "parts": [["uni", "1/3"], ["company", "2/3"]]})
    assert (found.income, found.parts.data(), found.income_basis.kind) == (
        "by_parts",
        [["uni", "1/3"], ["company", "2/3"]],
        "agreement",
    )


@pytest.mark.parametrize("asset", ["trademark", "data_set", "model"])
def test_where_no_statute_speaks_nothing_is_proposed(asset):
    found = proposal("cooperative", asset)
    assert (found.owners, found.owner_basis.reason, found.income, found.income_basis.kind) == (
        None,
        "no_rule",
        None,
        "none",
    )


def test_before_the_version_that_is_quoted_nothing_is_proposed():
    found = proposal("cooperative", "patent", on=datetime.date(1999, 9, 30))
    assert (found.owners, found.owner_basis.reason) == (None, "before_text")
    assert "cn-civil-860" in [article.key for article in found.owner_basis.articles]


@pytest.mark.parametrize(
    ("country", "project", "asset", "day", "owners", "articles"),
    [
        ("CN", "commissioned", "patent", "2020-12-31", "developer", "cn-contract-1999-339"),
        ("CN", "cooperative", "patent", "2010-05-01", "all_parties", "cn-contract-1999-340"),
        ("CN", "cooperative", "know_how", "2015-05-01", "all_parties", "cn-contract-1999-341"),
        ("CN", "service", "patent", "2015-05-01", "developer", "cn-contract-1999-363"),
        ("CN", "own_work", "patent", "2021-05-31", "developer", "cn-patent-2008-6"),
        ("CN", "own_work", "patent", "2009-09-30", "developer", "cn-patent-2000-6"),
        ("CN", "own_work", "know_how", "2020-12-31", "developer", "cn-contract-1999-326"),
        ("CN", "own_work", "software", "2015-05-01", "developer", "cn-software-13"),
        ("CN", "work_together", "know_how", "2015-09-30", "all_parties", "cn-transformation-1996-26"),
        ("CN", "work_together", "know_how", "2015-10-01", "all_parties", "cn-transformation-40"),
        ("CN", "commissioned", "plant_variety", "2014-07-28", "developer", "cn-variety-1997-7"),
        ("DE", "own_work", "patent", "2009-10-01", "developer", "de-arbnerfg-6"),
        ("DE", "own_work", "patent", "2009-09-30", "developer", "de-arbnerfg-1957-6"),
        ("DE", "own_work", "patent", "2002-02-07", "developer", "de-arbnerfg-1957-6"),
        ("DE", "own_work", "patent", "2002-02-06", None, "de-arbnerfg-1957-6 de-arbnerfg-1957-42"),  # the professors' privilege
        ("DE", "own_work", "software", "2026-03-01", "developer", "de-urhg-69b"),
        ("GB", "own_work", "software", "2026-03-01", "developer", "uk-cdpa-11"),
        ("US", "own_work", "software", "2026-03-01", "developer", "us-17-usc-201 us-17-usc-101"),
        ("US", "own_work", "patent", "2026-03-01", None, "us-35-usc-261"),  # the inventor's until assigned
    ],
)
def test_each_day_is_answered_by_the_version_that_then_held(country, project, asset, day, owners, articles):
    found = proposal(project, asset, country=country, on=datetime.date.fromisoformat(day))
    assert (found.owners, found.owner_basis.kind) == (owners, "law")
    assert " ".join(article.key for article in found.owner_basis.articles) == articles
    assert found.owner_basis.words.en and found.owner_basis.words.zh


DAYS = [datetime.date(*day) for day in ((1990, 1, 1), (2001, 12, 31), (2002, 2, 6), (2005, 6, 1), (2009, 10, 1), (2015, 9, 30),
                                        (2020, 12, 31), (2021, 3, 1), (2026, 3, 1))]  # fmt: skip


@pytest.mark.parametrize("country", ["CN", "US", "GB", "IE", "DE", "FR"])
def test_every_combination_cites_an_article_that_then_held_or_says_that_none_does(country):
    """Whatever is asked: an owner rests on articles in force on the day; an agreement goes first, and a joint income has one, too."""
    for project, asset, day, funding in product(PROJECTS, ASSETS, DAYS, FUNDING):
        found = proposal(project, asset, country=country, on=day, funding=funding)
        basis = found.owner_basis
        assert basis.kind in ("law", "none") and (basis.kind == "law" or found.owners is None)
        assert basis.kind == "none" or (basis.articles and all(article.held(day) for article in basis.articles))
        assert found.income is None or not found.joint or found.income_basis.articles
        agreed = proposal(project, asset, {"owners": "all_parties"}, country=country, on=day, funding=funding)
        assert (agreed.owners, agreed.owner_basis.kind) == ("all_parties", "agreement")
        assert agreed.income is None or all(article.held(day) for article in agreed.income_basis.articles)


def test_between_the_civil_code_and_the_patent_law_of_2020_the_civil_code_answers_alone():
    """民法典 holds from 2021-01-01, the version of 专利法 that is quoted from 2021-06-01."""
    quoted = [
        [article.key for article in proposal("commissioned", "patent", on=day).owner_basis.articles]
        for day in (datetime.date(2021, 5, 31), datetime.date(2021, 6, 1))
    ]
    assert quoted == [["cn-civil-859"], ["cn-civil-859", "cn-patent-8"]]


@pytest.mark.parametrize(
    ("asset", "article"),
    [
        ("patent", "cn-patent-6"), ("software", "cn-copyright-18"), ("ic_layout", "cn-layout-9"),
        ("plant_variety", "cn-variety-7"), ("know_how", "cn-civil-847"),
    ],
)  # fmt: skip
def test_what_is_made_for_ones_employer_in_no_project_is_the_employers(asset, article):
    found = proposal("own_work", asset)
    assert (found.owners, found.owner_basis.articles[0].key) == ("developer", article)


def test_federal_money_brings_bayh_dole_and_private_money_does_not():
    federal = proposal("cooperative", "patent", country="US", funding="us_federal")
    assert (federal.owners, federal.owner_basis.articles[0].number) == ("developer", "§ 202")
    assert "within two years after disclosure" in federal.owner_basis.articles[0].quotation
    assert proposal("cooperative", "patent", country="US").owner_basis.reason == "no_rule"


@pytest.mark.parametrize(
    ("country", "may", "account", "quoted"),
    [
        ("CN", "alone alone with_consent with_consent", "fees_shared", True),
        ("US", "alone alone with_consent alone", "none", True),
        ("GB", "alone with_consent with_consent with_consent", "none", False),
        ("IE", "alone with_consent with_consent with_consent", "none", False),
        ("DE", "alone with_consent with_consent alone", "normally_none", False),
    ],
)
def test_without_agreement_each_country_says_what_a_co_owner_of_a_patent_may_do(country, may, account, quoted):
    rule = joint_rule(law(), statutes(), country, "patent", DAY)
    assert ([rule.may[act] for act in ("use", "licence", "exclusive_licence", "assign")], rule.account) == (may.split(), account)
    assert bool(statutes()[rule.articles[0]].quotation) is quoted


@pytest.mark.parametrize(("country", "income"), [("CN", "fees_shared"), ("US", "each_keeps"), ("GB", "unsaid"), ("DE", "unsaid")])
def test_the_income_of_joint_owners_is_that_of_their_country(country, income):
    assert proposal("cooperative", "patent", {"owners": "all_parties"}, country=country).income == income


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"owners": "nobody"}, 'owners: "nobody" is not'),
        ({"colour": "red"}, "colour: not a feature of format 1"),
        ({"owners": "client", "fractions": [["a", "1"]]}, "fractions: need owners that are all_parties"),
        ({"income": "by_parts"}, "parts: belong to an income that is by_parts"),
        ({"parts": [["a", "1"]]}, "parts: belong to an income that is by_parts"),
        ({"income": "by_parts", "parts": [["a", "1/2"]]}, "parts: the parts sum to 0.5, not to 1"),
        ({"income": "by_parts", "parts": ["a"]}, "parts[0]: must be a pair of key and part"),
    ],
)
def test_terms_that_make_no_sense_are_refused(terms, sentence):
    with pytest.raises(Refused) as refused:
        read_terms(terms)
    assert str(refused.value).startswith(sentence)


def test_every_rule_quotes_articles_that_are_there():
    keys = {key for rule in (*law().owners, *law().income, *law().joint) for key in (*rule.articles, *rule.see)}
    assert keys - statutes().keys() == set()
