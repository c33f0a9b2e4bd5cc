"""Regions with ordinances of their own, as institutions write them, in the code that the floors of law use."""

# A city stands below its province: what the province asks holds there, too.
CODES = {
    "舟山": "CN-ZJ-ZS", "zhoushan": "CN-ZJ-ZS", "北京": "CN-BJ", "beijing": "CN-BJ", "上海": "CN-SH", "shanghai": "CN-SH",
    "山东": "CN-SD", "shandong": "CN-SD", "浙江": "CN-ZJ", "zhejiang": "CN-ZJ", "河南": "CN-HA", "henan": "CN-HA",
    "山西": "CN-SX", "shanxi": "CN-SX",
}  # fmt: skip


def region_code(written: str) -> str:
    """ISO 3166-2, with the city behind it where that has an ordinance; "" where none of the region is known here."""
    return next((code for name, code in CODES.items() if name in written.lower()), "")
