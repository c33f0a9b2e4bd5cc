"""The partner book: what one institution knows of another. Private to it."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from partners.models import Contact, Institution, Relation
from record import clock
from record.actions import action, change, fresh, lock, record, require, see
from record.errors import Invalid, WrongState

BLANK = {"name": "", "role": "", "email": "", "phone": ""}


def _writes(actor) -> None:
    require(actor.may_all("partner.write"), _("Your role does not include writing in the partner book."))


@action
def open_relation(*, actor, partner: Institution) -> Relation:
    """Take an institution of the directory into the own book. WrongState where it stands there already."""
    see(actor, partner)
    _writes(actor)
    if partner.pk == actor.institution:
        raise Invalid(_("This is your own institution."))
    try:
        with transaction.atomic():
            relation = Relation.objects.create(
                owner_id=actor.institution, partner=partner, since=clock.today(actor.zone)
            )
    except IntegrityError:
        raise WrongState(_("This partner is in your partner book already."))
    record("relation.opened", relation, about={"partner": partner})
    return relation


@action
def change_relation(*, actor, relation: Relation, seen, standing: str, since, notes: str) -> Relation:
    """Say how we stand with a partner, and what we know."""
    see(actor, relation)
    (relation,) = lock(relation)
    _writes(actor)
    fresh(relation, seen)
    if since > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="since")
    change(relation, standing=standing, since=since, notes=notes.strip())
    record("relation.changed", relation, about={"partner": relation.partner}, standing=standing)
    return relation


@action
def add_contact(*, actor, relation: Relation, name: str, role: str = "", email: str = "", phone: str = "") -> Contact:
    """Note a person whom we know at a partner."""
    see(actor, relation)
    _writes(actor)
    if not name.strip():
        raise Invalid(_("Give a name."), field="name")
    contact = Contact.objects.create(relation=relation, name=name.strip(), role=role, email=email, phone=phone)
    record("contact.added", contact, about={"partner": relation.partner})
    return contact


@action
def remove_contact(*, actor, contact: Contact) -> None:
    """Take a person out of the book: what we knew of them is blanked."""
    see(actor, contact)
    (contact,) = lock(contact)
    _writes(actor)
    if contact.removed:
        raise WrongState
    change(contact, removed=True, **BLANK)
    record("contact.removed", contact, about={"partner": contact.relation.partner})
