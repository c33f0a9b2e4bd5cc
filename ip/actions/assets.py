"""The course of an asset: taken on, filed, granted, lapsed."""
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ip import access
from ip.models import Asset, AssetKind, Disclosure, Funding, PatentType
from ip.numbers import read_number
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.errors import Invalid
from record.numbers import next_number

S = Asset.State
FACT_DAYS = ("published_on", "agency_told_on", "elected_on", "abroad_on", "review_asked_on")


@action
def open_asset(*, actor, disclosure: Disclosure, patent_type: str, country: str) -> Asset:
    """The asset of an accepted disclosure, with its number. Called inside the acceptance."""
    patent = disclosure.kind == AssetKind.PATENT
    if patent and patent_type not in PatentType.values:
        raise Invalid(_("Say which type of patent it is to be."), field="patent_type")
    asset = Asset.objects.create(
        manager=disclosure.institution, disclosure=disclosure, project=disclosure.project, kind=disclosure.kind,
        patent_type=patent_type if patent else "", title_en=disclosure.title_en, title_zh=disclosure.title_zh,
        country=country, completed_on=disclosure.completed_on,
        number=next_number(disclosure.institution.uid, "A", clock.today(actor.zone).year),
    )  # fmt: skip
    record("asset.opened", asset, about={"project": asset.project}, number=asset.number, of_kind=asset.kind)
    return asset


@action
def file_application(*, actor, asset: Asset, seen, application_number: str, filed_on: date, country: str = "CN") -> Asset:
    """The application was filed. A Chinese patent's number is checked to its last digit and against type and year."""
    asset = _managed(actor, asset, seen, S.HELD)
    _past(actor, filed_on, "filed_on")
    number = _number(asset, application_number, filed_on, country)
    if Asset.objects.filter(application_number=number).exists():
        raise Invalid(_("This application number is registered already."), field="application_number")
    change(asset, application_number=number, filed_on=filed_on, country=country)
    move(asset, S.FILED)
    record("asset.filed", asset, about={"project": asset.project}, on=filed_on)
    return asset


@action
def register_grant(*, actor, asset: Asset, seen, granted_on: date, registration: str = "") -> Asset:
    """The right was granted, or registered where no application comes first (software, layouts)."""
    asset = _managed(actor, asset, seen, S.HELD, S.FILED)
    _past(actor, granted_on, "granted_on")
    if asset.kind == AssetKind.PATENT and asset.state == S.HELD:
        raise Invalid(_("Enter the application first: a patent is granted on an application."), field="granted_on")
    if asset.filed_on and granted_on < asset.filed_on:
        raise Invalid(_("It cannot be granted before it was filed."), field="granted_on")
    change(asset, granted_on=granted_on, registration=registration.strip())
    move(asset, S.GRANTED)
    record("asset.granted", asset, about={"project": asset.project}, on=granted_on)
    return asset


@action
def state_facts(*, actor, asset: Asset, seen, funding: str, **days: date | None) -> Asset:
    """What else begins a deadline: `funding`, and the days of FACT_DAYS. A day to come is one that is planned (abroad_on)."""
    asset = _managed(actor, asset, seen, S.HELD, S.FILED, S.GRANTED)
    if funding not in Funding.values:
        raise Invalid(_("Choose who paid for the work."), field="funding")
    said = {name: days.get(name) for name in FACT_DAYS}
    for name, day in said.items():
        if name != "abroad_on" and day is not None:
            _past(actor, day, name)
    change(asset, funding=funding, **said)
    known = {name: day for name, day in said.items() if day is not None}
    record("asset.facts_stated", asset, about={"project": asset.project}, funding=funding, days=known)
    return asset


@action
def lapse_asset(*, actor, asset: Asset, seen, lapsed_on: date) -> Asset:
    """The right has ended: given up, expired, refused or revoked. What it earned before stays to be shared."""
    asset = _managed(actor, asset, seen, S.HELD, S.FILED, S.GRANTED)
    _past(actor, lapsed_on, "lapsed_on")
    change(asset, lapsed_on=lapsed_on)
    move(asset, S.LAPSED)
    record("asset.lapsed", asset, about={"project": asset.project}, on=lapsed_on)
    return asset


def managed(actor, asset: Asset, *rows) -> list:
    """The first half of every action on an asset: seen, locked, and the actor of the office that manages it."""
    see(actor, asset)
    asset, *rows = lock(asset, *rows)
    require(access.manages(actor, asset.manager_id, asset.project), _("Only the office that manages an asset does this."))
    return [asset, *rows]


def _managed(actor, asset: Asset, seen, *states: str) -> Asset:
    (asset,) = managed(actor, asset)
    expect(asset, *states)
    fresh(asset, seen)
    return asset


def _past(actor, day: date, field: str) -> None:
    if day > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field=field)


def _number(asset: Asset, typed: str, filed_on: date, country: str) -> str:
    if not typed.strip():
        raise Invalid(_("Enter the application number."), field="application_number")
    if asset.kind != AssetKind.PATENT or country != "CN":
        return typed.strip()
    try:
        number = read_number(typed)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="application_number")
    if number.patent_type != asset.patent_type:
        said = PatentType(number.patent_type).label
        raise Invalid(_("This is the number of another type of patent: %(said)s.") % {"said": said}, field="application_number")
    if number.year != filed_on.year:
        raise Invalid(_("This number was given in %(year)d.") % {"year": number.year}, field="filed_on")
    return number.text
