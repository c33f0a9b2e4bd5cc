"""Setting up an institution in an installation: itself, and two administrators who are invited by mail."""
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.actions.invitations import draw_up
from accounts.capabilities import Role
from accounts.models import Invitation
from partners.actions import enter
from partners.models import Institution
from record.actions import action, record
from record.actors import System
from record.errors import Invalid
from record.models import Event, Installation


@action
def open_institution(*, actor, administrators: list[str], language: str = "en", **entry) -> tuple[Institution, list[Invitation]]:
    """By the operator: nobody else is there yet. Two administrators, since some things take two from the first day.

    Says that the database is no demo where nothing has been said. Invalid where an entry or an address is wrong.
    """
    addresses = list(dict.fromkeys(address.strip().lower() for address in administrators))
    if len(addresses) < 2:
        raise Invalid(_("Name two administrators: granting a role that moves money takes two."), field="admin")
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Invalid(error.messages[0], field="admin")
    if not Installation.objects.exists() and not Event.objects.exists():
        Installation.begin(Installation.Kind.REAL)
    institution = enter(Institution(**entry))
    house = System(institution.uid, institution.zone)
    return institution, _begin(actor=house, institution=institution, addresses=addresses, language=language)


@action
def _begin(*, actor, institution: Institution, addresses: list[str], language: str) -> list[Invitation]:
    """In the institution's own chain."""
    record("institution.opened", institution)
    return [draw_up(institution=institution, email=email, language=language, role=Role.ADMINISTRATOR) for email in addresses]
