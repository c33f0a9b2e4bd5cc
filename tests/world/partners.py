"""What an institution keeps of its partners, and its own tree of units."""
from datetime import date

from partners import actions

SINCE = date(2024, 5, 1)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """institution, unit, subunit, relation (with notes), contact."""
    officer, administrator = world.actor(home, "officer"), world.actor(home, "administrator")
    relation = actions.open_relation(actor=officer, partner=world.institutions[partner])
    relation = actions.change_relation(actor=officer, relation=relation, seen=relation.version, standing="active",
                                       since=SINCE, notes=f"Good at cells. {mark}")  # fmt: skip
    unit = actions.open_unit(actor=administrator, name_en=f"College of Energy {mark}", since=SINCE)
    return {
        "institution": world.institutions[home], "partner": world.institutions[partner], "relation": relation, "unit": unit,
        "subunit": actions.open_unit(actor=administrator, name_en=f"Battery lab {mark}", parent=unit, since=SINCE),
        "contact": actions.add_contact(actor=officer, relation=relation, name=f"He Jing {mark}", email="he@partner.example"),
    }  # fmt: skip
