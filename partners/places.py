"""Countries and regions by the names that the reader's language has for them. Institutions type their region as they like."""
from babel import Locale
from django.utils.translation import get_language, pgettext

REGIONS = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia", "辽宁": "Liaoning",
    "吉林": "Jilin", "黑龙江": "Heilongjiang", "上海": "Shanghai", "江苏": "Jiangsu", "浙江": "Zhejiang", "安徽": "Anhui",
    "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan", "湖北": "Hubei", "湖南": "Hunan",
    "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing", "四川": "Sichuan", "贵州": "Guizhou",
    "云南": "Yunnan", "西藏": "Tibet", "陕西": "Shaanxi", "甘肃": "Gansu", "青海": "Qinghai", "宁夏": "Ningxia",
    "新疆": "Xinjiang", "香港": "Hong Kong", "澳门": "Macao", "台湾": "Taiwan", "舟山": "Zhoushan",
}  # fmt: skip


# CLDR also names parts of countries, groups of them and places that do not exist; the European Union grants rights of its own.
NOWHERE = {"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
NAMED_ZH = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}  # as they are named in Chinese forms


def territories() -> dict[str, str]:
    """ISO 3166 code → name in the reader's language; more than countries stand in it."""
    language = (get_language() or "en").replace("-hans", "_Hans")
    return dict(Locale.parse(language, sep="_").territories) | (NAMED_ZH if language.startswith("zh") else {})


def countries() -> dict[str, str]:
    """What can be chosen: countries, regions and the European Union, by code."""
    return {code: name for code, name in territories().items() if len(code) == 2 and code.isalpha() and code not in NOWHERE}


def country_name(code: str) -> str:
    return territories().get(code, code)


def region_name(written: str) -> str:
    """In the reader's language where it is a region known here, else as it was written."""
    chinese = (get_language() or "en").startswith("zh")
    for zh, en in REGIONS.items():
        if written.casefold() == en.casefold() or written.removesuffix("省").removesuffix("市").removesuffix("自治区") == zh:
            return zh if chinese else en
    return written


def place(country: str, region: str) -> str:
    """浙江，中国 · Zhejiang, China."""
    if not region:
        return country_name(country)
    return pgettext("place", "%(region)s, %(country)s") % {"region": region_name(region), "country": country_name(country)}
