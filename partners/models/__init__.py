from partners.models.institution import Founder, Institution, Kind, Unit
from partners.models.relation import Contact, Relation

__all__ = ["Contact", "Founder", "Institution", "Kind", "Relation", "Unit"]
