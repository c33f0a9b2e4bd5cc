"""ORCID: an ISNI (ISO 27729) of sixteen characters with a check digit, written in four groups."""
from django.utils.translation import gettext as _
from stdnum import isni

from record.errors import Invalid


def orcid(typed: str) -> str | None:
    """As it is kept, whether typed bare, in groups or as an address; None where nothing was. Invalid(field="orcid")."""
    number = isni.compact(typed.strip().removeprefix("https://orcid.org/")).replace("-", "")
    if not number:
        return None
    if not number.isascii() or not isni.is_valid(number):
        raise Invalid(_("This is not a valid ORCID: a digit is wrong or missing."), field="orcid")
    return "-".join(number[place : place + 4] for place in range(0, 16, 4))
