from partners.actions.book import add_contact, change_relation, open_relation, remove_contact
from partners.actions.institutions import change_institution, enter, register_institution
from partners.actions.units import change_unit, close_unit, open_unit

__all__ = [
    "add_contact", "change_institution", "change_relation", "change_unit", "close_unit", "enter", "open_relation", "open_unit",
    "register_institution", "remove_contact",
]
