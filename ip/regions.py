"""Regions with ordinances of their own, as institutions write them, in the code that the floors of law use."""

CODES = {"北京": "CN-BJ", "北京市": "CN-BJ", "beijing": "CN-BJ"}


def region_code(written: str) -> str:
    """ISO 3166-2, or "" where no ordinance of the region is known here."""
    return CODES.get(written.strip().lower(), "")
