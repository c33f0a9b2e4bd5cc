"""For which rows of institutions the record vouches: who they are, their tree of units, what one house knows of another."""
from partners.models import Contact, Institution, Relation, Unit
from record.vouching import Vouched, vouch

vouch(
    Vouched(Institution, "uid", shared=True),
    Vouched(Unit, "institution__uid"),
    Vouched(Relation, "owner__uid"),
    Vouched(Contact, "relation__owner__uid"),
)
