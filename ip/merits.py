"""Who counts as a main contributor, or as staff of the transfer, on a day, and what such persons get."""
from collections.abc import Mapping
from datetime import date

from ip.models import Asset, Merit
from partners.models import Institution


def counted(asset: Asset, institution: Institution, on: date) -> dict[str, set[int]]:
    """Keys of persons by kind, of those who count on a day. A kind under which nobody does is not there: nothing is known."""
    last: dict[tuple[str, int], bool] = {}
    rows = Merit.objects.filter(asset=asset, institution=institution, since__lte=on).order_by("since", "pk")
    for kind, person, counts in rows.values_list("kind", "person", "counts"):
        last[kind, person] = counts
    found: dict[str, set[int]] = {}
    for (kind, person), counts in last.items():
        if counts:
            found.setdefault(kind, set()).add(person)
    return found


def paid_to(found: Mapping[str, set[int]], amounts: Mapping[int, int]) -> dict[str, int]:
    """What those who count get together, by kind, of the amounts (minor units) by person."""
    return {kind: sum(amounts.get(person, 0) for person in persons) for kind, persons in found.items()}
