"""The common directory: registering an institution once, and changing its entry."""
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from partners import access
from partners.actions.book import open_relation
from partners.models import Institution
from record.actions import action, change, fresh, lock, record, require, see
from record.currencies import check_currency
from record.errors import Invalid

IDENTIFIERS = ("uscc", "ror", "lei")
ENTRY = ("kind", "name_en", "name_zh", "country", "region", "zone", "currency", "founder", *IDENTIFIERS)


@action
def register_institution(*, actor, another: bool = False, **entry) -> Institution:
    """Enter an institution into the directory and take it into the own partner book. `entry`: fields of ENTRY.

    Invalid where an identifier is registered already, or a name is and `another` does not say that it is another one.
    """
    require(actor.may_all("partner.write"), _("Your role does not include registering institutions."))
    institution = Institution(registered_by_id=actor.institution, **_compact(entry))
    same = Institution.objects.visible_to(actor).namesakes(institution.name_en, institution.name_zh).first()
    if same and not another:
        raise Invalid(
            _("%(name)s is registered already. Take it into your book, or say that this is another one.")
            % {"name": same.name},
            field="another",
        )
    enter(institution)
    record("institution.registered", institution, entered_as=institution.kind)
    open_relation(actor=actor, partner=institution)
    return institution


@action
def change_institution(*, actor, institution: Institution, seen, **entry) -> Institution:
    """Change an entry of the directory: by its own administrators; before it has people, by whoever registered it."""
    see(actor, institution)
    (institution,) = lock(institution)
    require(
        access.may_change_institution(actor, institution),
        _("Only administrators of this institution change its entry."),
    )
    fresh(institution, seen)
    entry = _compact(entry)
    changed = sorted(name for name, value in entry.items() if getattr(institution, name) != value)
    if not changed:
        raise Invalid(_("Nothing was changed."))
    for name in changed:
        setattr(institution, name, entry[name])
    _check(institution)
    _save(institution, lambda: change(institution, **{name: entry[name] for name in changed}))
    record("institution.changed", institution, fields=changed)
    return institution


def enter(institution: Institution) -> Institution:
    """Check a new entry and write it; for use inside an action."""
    _check(institution)
    _save(institution)
    return institution


def _compact(entry: dict) -> dict:
    """No identifier is None, so that many institutions may have none."""
    return {name: value or None if name in IDENTIFIERS else value for name, value in entry.items()}


def _check(institution: Institution) -> None:
    """What the database and the ledger rely on, whichever way the entry came in."""
    if not institution.name_en.strip() and not institution.name_zh.strip():
        raise Invalid(_("Give a name in at least one language."), field="name_en")
    if institution.zone not in available_timezones():
        raise Invalid(_("This time zone is not known."), field="zone")
    check_currency(institution.currency)
    try:
        institution.clean_fields()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=name)
    taken = {name: getattr(institution, name) for name in IDENTIFIERS if getattr(institution, name)}
    for name, value in taken.items():
        other = Institution.objects.filter(**{name: value}).exclude(pk=institution.pk).first()
        if other:
            raise Invalid(_("%(name)s is registered under this identifier.") % {"name": other.name}, field=name)


def _save(institution: Institution, write=None) -> None:
    """The database has the last word where two register one identifier at the same moment."""
    try:
        with transaction.atomic():
            (write or institution.save)()
    except IntegrityError:
        raise Invalid(_("Somebody registered this institution at this moment. Look for it again."))
