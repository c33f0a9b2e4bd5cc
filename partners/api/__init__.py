"""What programs read and do with institutions, units and the partner book."""
from partners.api.book import Contacts, Partners
from partners.api.institutions import Institutions
from partners.api.units import Units

routes = [("institutions", Institutions), ("units", Units), ("partners", Partners), ("contacts", Contacts)]
