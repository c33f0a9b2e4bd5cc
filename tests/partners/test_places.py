"""Where an institution is, in words of the reader, however its region was typed."""
import pytest
from django.utils.translation import override

from partners.forms import countries
from partners.places import place


@pytest.mark.parametrize(("country", "region", "en", "zh"), [
    ("CN", "河南", "Henan, China", "中国河南"), ("CN", "henan", "Henan, China", "中国河南"), ("CN", "浙江省", "Zhejiang, China", "中国浙江"),
    ("CN", "Shaanxi", "Shaanxi, China", "中国陕西"), ("SE", "Skåne", "Skåne, Sweden", "瑞典Skåne"), ("SE", "", "Sweden", "瑞典"),
    ("ZZ", "", "Unknown Region", "未知地区"),
])  # fmt: skip
def test_country_and_region_are_named_in_the_readers_language(country, region, en, zh):
    for language, said in (("en", en), ("zh-hans", zh)):
        with override(language):
            assert place(country, region) == said


def test_only_countries_and_regions_can_be_chosen():
    with override("zh-hans"):
        offered = dict(countries())
    assert {code: offered.get(code) for code in ("CN", "TW", "HK", "XA", "ZZ", "UN")} == {
        "CN": "中国", "TW": "中国台湾", "HK": "中国香港", "XA": None, "ZZ": None, "UN": None,
    }  # fmt: skip
