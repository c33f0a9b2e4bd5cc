"""What the tags of a page say, in both languages."""
from datetime import date
from fractions import Fraction
from types import SimpleNamespace as Has

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from record import wording
from record.currencies import UnknownCurrency
from tests.config import samples

NBSP = "\u00a0"
TODAY = date(2026, 11, 23)


def page(source, **given):
    return Template(source).render(Context({"today": TODAY} | given))


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (25_000_000, "CNY", "¥250,000.00"),
        (-3_750_000, "CNY", "−¥37,500.00"),
        (3_512_056, "USD", f"USD{NBSP}35,120.56"),
        (1000, "JPY", f"JPY{NBSP}1,000"),
        (1_234_567, "KWD", f"KWD{NBSP}1,234.567"),
        (-5, "EUR", f"−EUR{NBSP}0.05"),
        (0, "CNY", "¥0.00"),
        (9_223_372_036_854_775_807, "CNY", "¥92,233,720,368,547,758.07"),
    ],
)
def test_money_shows_every_digit_and_its_currency(amount, currency, text):
    assert wording.money(amount, currency) == text


def test_money_is_never_a_float_and_never_of_an_unknown_currency():
    with pytest.raises(TypeError):
        wording.money(1.0, "CNY")
    with pytest.raises(UnknownCurrency):
        wording.money(100, "XYZ")


def test_a_difference_says_which_way():
    said = [wording.signed_money(amount, "CNY") for amount in (1_125_000, 0, -2_250_000)]
    assert said == ["+¥11,250.00", "¥0.00", "−¥22,500.00"]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (52, 100, "52"), (1, 3, "33.3"), (2, 3, "66.7"), (3, 8, "37.5"), (0, 7, "0"), (7, 7, "100"),
        (Fraction(1, 4), 1, "25"), (1, 100_000, f"<{NBSP}0.1"), (99_999, 100_000, f">{NBSP}99.9"), (-1, 3, "−33.3"),
        (30, 1, "3,000"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_but_does_not_lie(part, whole, text):
    assert wording.percent(part, whole) == f"{text}{NBSP}%"


def test_a_rounded_share_carries_the_exact_one():
    assert page("{% percent 1 3 %}") == f'<span class="amount" title="1/3">33.3{NBSP}%</span>'
    assert page("{% percent 1 2 %}") == f"50{NBSP}%"


def test_dates_are_written_as_the_reader_writes_them():
    given = {"due": date(2026, 12, 3)}
    assert page("{% day due %}", **given) == '<time datetime="2026-12-03">3\u00a0Dec 2026</time>'
    assert page("{{ due|day }}", **given) == "3 Dec 2026"
    with translation.override("zh-hans"):
        assert page("{{ due|day }}", **given) == "2026 年 12 月 3 日"
        assert page("{% day due year=False as short %}{{ short|striptags }}", **given) == "12\u00a0月\u00a03\u00a0日"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 12, 3), "in 10 days"),
        (date(2026, 11, 24), "in 1 day"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 12), "11 days late"),
    ],
)
def test_a_due_date_says_how_far_it_is(due, words):
    assert page("{% until due %}", due=due) == words


def test_until_reads_no_clock():
    with pytest.raises(KeyError):
        Template("{% until due %}").render(Context({"due": TODAY}))


def test_a_fingerprint_shows_its_ends_and_carries_the_whole():
    digest = bytes.fromhex("a41f7c021b3d" + "00" * 24 + "9c07")
    assert wording.fingerprint(digest) == "a41f 7c02 1b3d … 9c07"
    assert f'data-copy="{digest.hex()}"' in page("{% fingerprint digest %}", digest=digest)


def test_several_of_a_kind_are_separated_as_the_language_does_it():
    assert wording.listed(["one", "", "two"]) == "one, two"
    with translation.override("zh-hans"):
        assert wording.listed(["一", "二"]) == "一、二"


def test_sizes():
    assert [wording.size(n) for n in (12, 860_400, 2_449_999)] == [f"12{NBSP}B", f"860{NBSP}KB", f"2.4{NBSP}MB"]


def test_a_state_is_a_word_and_one_of_three_tones():
    assert page('{% state "Running" "ok" %}') == '<span class="state ok">Running</span>'
    with pytest.raises(TemplateSyntaxError):
        page('{% state "Running" "green" %}')


def test_what_people_type_is_escaped_in_every_part():
    name = "<script>"
    sources = ["{% party name 1 %}", "{% state name %}", "{% panel name name %}{{ name }}{% endpanel %}"]
    sources += ["{% fact name note=name %}{{ name }}{% endfact %}", "{% diff rows name name %}", "{% crumbs name %}"]
    sources += ["{% file name 1 %}", "{% note '' name %}{{ name }}{% endnote %}", "{% confirm name %}{% endconfirm %}"]
    for source in sources:
        assert "<script>" not in page(source, name=name, rows=[(name, name, "b")])


def test_a_share_bar_is_drawn_without_style_and_says_its_parts():
    text = page("{% share_bar owners %}", owners=samples.project()["owners"])
    label = "Linhai University 50 %, Haoyuan Energy 35 %, Institute of Applied Materials 15 %"
    assert f'aria-label="{label.replace(" %", NBSP + "%")}"' in text
    assert 'x="50%" width="35%"' in text
    assert "style=" not in text


def test_a_difference_marks_the_words_that_changed():
    text = page('{% diff rows "Before" "After" %}', rows=[("条件", "不低于 92 %", "不低于 90 %")])
    assert "不低于 <del>92</del> %" in text
    assert "不低于 <ins>90</ins> %" in text


def test_a_wrong_field_says_so_at_the_field_and_in_the_summary():
    text = page("{% errors form %}{% field form.amount %}", form=samples.parts()["form"])
    assert '<a href="#id_amount">Costs so far</a>' in text
    assert 'id="id_amount_error"' in text
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_amount_error"' in text


def test_sorting_and_filters_keep_the_rest_of_the_address():
    request = RequestFactory().get("/projects/", {"state": "running", "sort": "due", "page": "2"})
    given = {"request": request, "chips": [("State: running", ["state"])], "form": Has()}
    head = page('{% th "Due" "due" %}', **given)
    assert 'aria-sort="ascending"><a href="?state=running&amp;sort=-due">Due ↑</a>' in head
    assert '<a class="chip" href="?sort=due"' in page("{% filters search chips %}", search=samples.Search(), **given)


def test_marks_between_words_are_those_of_the_language():
    with translation.override("zh-hans"):
        assert page('a{% between ":" %}b{% between "," %}c{% between ";" %}d') == "a：b、c；d"
    with translation.override("en"):
        assert page('a{% between ":" %}b{% between "," %}c{% between ";" %}d') == "a: b, c; d"


@pytest.mark.parametrize(
    ("sentence", "given", "said"),
    [
        ("{actor}登记了{subject}：{receipt}中的{amount}已退回{payer}", {"actor": "<b>孙凯</b>", "subject": "退款", "receipt": "<a href='/1/'>LH-R-7</a>",
         "amount": "¥5.00", "payer": "Norrbatt AB"}, "<b>孙凯</b>登记了退款：<a href='/1/'>LH-R-7</a> 中的 ¥5.00 已退回 Norrbatt AB"),
        ("{subject}已登记为 {number}", {"subject": "浩源能源", "number": "P-1"}, "浩源能源已登记为 P-1"),
        ("于 {on}履行", {"on": "2026 年 3 月 1 日"}, "于 2026 年 3 月 1 日履行"),
    ],
)  # fmt: skip
def test_in_a_chinese_sentence_numbers_and_latin_words_stand_off(sentence, given, said):
    with translation.override("zh-hans"):
        assert wording.fill(sentence, given) == said


def test_a_sentence_leaves_nothing_open():
    assert wording.fill("{actor} paid {amount}", {"actor": "Sun Kai"}) == "Sun Kai paid –"
