"""Who is answered what by the addresses that no app owns."""
from tests.access.table import Page

PAGES = {
    "api:schema": Page(public=True),  # describes, shows nothing
    "api:docs": Page(public=True),
}
