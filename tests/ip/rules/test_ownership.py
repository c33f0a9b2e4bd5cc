"""Whose a result is, and whose its income: the agreement first, else the law with its article."""

import datetime

import pytest

from ip.policies import law, statutes
from ip.rules import ProjectResult, Refused, joint_rule, propose, read_terms

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
    found = proposal("cooperative", "patent", on=datetime.date(2020, 12, 31))
    assert (found.owners, found.owner_basis.reason) == (None, "before_text")
    assert "cn-civil-860" in [article.key for article in found.owner_basis.articles]


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
        ("US", "alone alone unsaid unsaid", "none", True),
        ("GB", "alone with_consent with_consent with_consent", "none", False),
        ("IE", "alone with_consent with_consent with_consent", "none", False),
        ("DE", "alone unsaid unsaid unsaid", "normally_none", False),
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
