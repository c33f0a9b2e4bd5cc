"""Places in laws are named as lawyers of each language name them, never by how the data writes them."""
import re

import pytest
from django.utils import translation

from ip.policies import floors, statutes
from ip.wording import article_of, cited
from ip.wording.articles import numeral


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("cn-civil-860", "Civil Code, art. 860", "《中华人民共和国民法典》第八百六十条"),
        ("cn-patent-14", "Patent Law, art. 14", "《中华人民共和国专利法》第十四条"),
        ("de-arbnerfg-42", "German Employee Inventions Act § 42", "《德国雇员发明法》第42条"),
        ("us-35-usc-202", "35 U.S.C. § 202", "《美国法典》第35编第202条"),
        ("cn-2016-16", "State Council document 16 of 2016 (implementing the transformation law)",
         "实施《中华人民共和国促进科技成果转化法》若干规定（国发〔2016〕16号）"),
    ],
)  # fmt: skip
def test_an_article_is_cited_in_the_manner_of_the_language(key, english, chinese):
    with translation.override("en"):
        assert cited(statutes()[key]) == english
    with translation.override("zh-hans"):
        assert cited(statutes()[key]) == chinese


def test_a_floor_names_paragraph_and_item():
    floor = next(floor for floor in floors() if floor.number == "45(1)2")
    with translation.override("en"):
        assert article_of(floor).endswith("Achievements, art. 45 para. 1 no. 2")
    with translation.override("zh-hans"):
        assert article_of(floor) == "《中华人民共和国促进科技成果转化法》第四十五条第一款第二项"


def test_no_citation_in_chinese_shows_how_the_data_writes_it():
    with translation.override("zh-hans"):
        said = [*(cited(article) for article in statutes().values()), *(article_of(floor) for floor in floors())]
    assert [words for words in said if re.search(r"§|Nr\.|\bs\. |art\.|条条|\d\(\d|\)条|第 ", words)] == []


def test_articles_are_counted_as_chinese_laws_count_them():
    said = [numeral(number) for number in (1, 10, 14, 20, 93, 100, 105, 110, 206, 843, 1000, 1204)]
    assert said == ["一", "十", "十四", "二十", "九十三", "一百", "一百零五", "一百一十", "二百零六", "八百四十三", "一千", "一千二百零四"]
