"""Who plays: institutions and their people. Names, codes and addresses are fictional; check characters are right.

A third to the inventors may not be the rule of a state-founded house (促进科技成果转化法 art. 45): the houses that share
so are privately founded.
"""
from typing import NamedTuple

from stdnum.cn import uscc


class House(NamedTuple):
    key: str
    kind: str
    en: str
    zh: str
    city: str = "北京"
    founder: str = "state"
    country: str = "CN"
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    units: tuple = ()


HOUSES = (
    House("linhai", "university", "Linhai University", "临海大学", "山东", "private", units=(
        ("School of Materials", "材料学院", ("Department of Energy Materials", "能源材料系"), ("Battery Laboratory", "电池实验室")),
        ("School of Computing", "计算机学院", ("Machine Learning Laboratory", "机器学习实验室")),
        ("Technology Transfer Office", "技术转移办公室"))),
    House("yunmeng", "university", "Yunmeng University of Technology", "云梦理工大学", "湖北", "private", units=(
        ("School of Mechanical Engineering", "机械工程学院", ("Robotics Laboratory", "机器人实验室")),
        ("School of Biology", "生命学院"))),
    House("beichen", "university", "Beichen Agricultural University", "北辰农业大学", "北京", units=(
        ("College of Crop Science", "作物学院"), ("College of Food Science", "食品学院"))),
    House("yingcai", "institute", "Institute of Applied Materials", "应用材料研究所", "北京", "private", units=(
        ("Electrochemistry Division", "电化学研究室"),)),
    House("haoyuan", "enterprise", "Haoyuan Energy", "浩源能源", "江苏", "private"),
    House("qingyue", "enterprise", "Qingyue Materials", "青岳新材", "山东", "private"),
    House("beizhou", "enterprise", "Beizhou Recycling", "北洲循环", "河南", "private"),
    House("ruilan", "enterprise", "Ruilan Robotics", "瑞岚机器人", "广东", "private"),
    House("heguang", "enterprise", "Heguang Seeds", "禾光种业", "北京", "private"),
    House("norrbatt", "enterprise", "Norrbatt AB", "诺巴特", "", "private", "SE", "Europe/Stockholm", "EUR"),
    House("kechuang", "government", "Donghai Science and Technology Bureau", "东海市科学技术局", "山东", "state"),
)  # fmt: skip


class Part(NamedTuple):
    key: str
    house: str
    en: str
    zh: str
    roles: tuple[str, ...]
    unit: str = ""  # where they work
    there: bool = False  # their roles hold in this unit and below it, not in the whole institution


CAST = (
    # Linhai University: the house that the demo tells most of
    Part("chen", "linhai", "Chen Yiran", "陈怡然", ("officer",), "Technology Transfer Office"),
    Part("shu", "linhai", "Shu Jie", "舒洁", ("officer",), "Technology Transfer Office"),
    Part("gu", "linhai", "Gu Wenbo", "顾文博", ("investigator",), "Department of Energy Materials"),
    Part("he", "linhai", "He Jing", "何静", ("contributor",), "Battery Laboratory"),
    Part("liu", "linhai", "Liu Fang", "刘芳", ("contributor",), "Department of Energy Materials"),
    Part("sun", "linhai", "Sun Kai", "孙凯", ("finance",)),
    Part("pan", "linhai", "Pan Xue", "潘雪", ("finance",)),
    Part("tang", "linhai", "Tang Min", "唐敏", ("approver",)),
    Part("zhao", "linhai", "Zhao Lei", "赵磊", ("approver",)),
    Part("fang", "linhai", "Fang Lan", "方岚", ("approver",), "School of Materials", there=True),  # its dean
    Part("wei", "linhai", "Wei Dong", "魏东", ("administrator",)),
    Part("luo", "linhai", "Luo Qing", "罗青", ("administrator",)),
    Part("wu", "linhai", "Wu Hanlin", "吴翰林", ("auditor",)),
    Part("qin", "linhai", "Qin Mo", "秦墨", ("investigator",), "Machine Learning Laboratory"),
    Part("bai", "linhai", "Bai Ning", "白宁", ("contributor",), "Machine Learning Laboratory"),
    Part("jiang", "linhai", "Jiang Hao", "江浩", ("broker",), "Technology Transfer Office"),
    # Yunmeng University of Technology
    Part("yao", "yunmeng", "Yao Shan", "姚珊", ("officer",)),
    Part("lu", "yunmeng", "Lu Chengyu", "陆承宇", ("investigator",), "Robotics Laboratory"),
    Part("xia", "yunmeng", "Xia Rong", "夏蓉", ("contributor",), "School of Biology"),
    Part("mao", "yunmeng", "Mao Jun", "毛俊", ("finance",)),
    Part("song", "yunmeng", "Song Yi", "宋仪", ("approver",)),
    Part("fan", "yunmeng", "Fan Li", "范立", ("administrator",)),
    Part("shi", "yunmeng", "Shi Wan", "石婉", ("administrator",)),
    Part("du", "yunmeng", "Du Heng", "杜衡", ("auditor",)),
    # Beichen Agricultural University
    Part("ma", "beichen", "Ma Xin", "马欣", ("officer",)),
    Part("tian", "beichen", "Tian Ye", "田野", ("investigator",), "College of Crop Science"),
    Part("mi", "beichen", "Mi Lan", "米岚", ("contributor",), "College of Crop Science"),
    Part("kong", "beichen", "Kong De", "孔德", ("finance",)),
    Part("yu", "beichen", "Yu Tong", "于彤", ("approver",)),
    Part("gao", "beichen", "Gao Yuan", "高远", ("administrator",)),
    Part("lin", "beichen", "Lin Shu", "林舒", ("administrator",)),
    Part("xie", "beichen", "Xie An", "谢安", ("auditor",)),
    # Institute of Applied Materials
    Part("tong", "yingcai", "Tong Yu", "佟雨", ("officer",)),
    Part("shen", "yingcai", "Shen Lan", "沈岚", ("investigator",)),
    Part("cai", "yingcai", "Cai Yun", "蔡芸", ("contributor",), "Electrochemistry Division"),
    Part("deng", "yingcai", "Deng Pei", "邓培", ("finance",)),
    Part("peng", "yingcai", "Peng Zhi", "彭智", ("approver",)),
    Part("ye", "yingcai", "Ye Zhou", "叶舟", ("administrator",)),
    Part("ding", "yingcai", "Ding Ran", "丁然", ("administrator",)),
    # companies: somebody who leads, somebody who accepts, an administrator
    Part("zhou", "haoyuan", "Zhou Lin", "周琳", ("partner_approver",)),
    Part("xu", "haoyuan", "Xu Yan", "许岩", ("partner_approver", "administrator")),
    Part("han", "haoyuan", "Han Bo", "韩博", ("lead", "administrator")),
    Part("feng", "qingyue", "Feng Ke", "冯可", ("partner_approver", "administrator")),
    Part("dai", "qingyue", "Dai Wei", "戴维", ("lead", "administrator")),
    Part("hu", "beizhou", "Hu Sheng", "胡晟", ("partner_approver", "administrator")),
    Part("jin", "beizhou", "Jin Yue", "金悦", ("lead", "administrator")),
    Part("ren", "ruilan", "Ren Fei", "任飞", ("partner_approver", "administrator")),
    Part("ou", "ruilan", "Ou Yang", "欧扬", ("lead", "administrator")),
    Part("zhu", "heguang", "Zhu Ming", "朱明", ("partner_approver", "administrator")),
    Part("tao", "heguang", "Tao Ran", "陶然", ("lead", "administrator")),
    Part("lind", "norrbatt", "Astrid Lind", "阿斯特丽德·林德", ("partner_approver", "administrator")),
    Part("berg", "norrbatt", "Erik Berg", "埃里克·贝里", ("lead", "administrator")),
    Part("cao", "kechuang", "Cao Zheng", "曹正", ("government", "administrator")),
    Part("sheng", "kechuang", "He Sheng", "何声", ("partner_approver", "administrator")),  # signs for the bureau
    Part("ni", "kechuang", "Ni Ping", "倪平", ("lead",)),  # says what the bureau has brought
)


def code(place: int) -> str:
    """A unified social credit code with a right check character and a region (99) that does not exist."""
    body = f"91990000MA5DEM{place:03d}"
    return body + uscc.calc_check_digit(body)


def address(part: Part) -> str:
    return f"{part.key}@{part.house}.example"
