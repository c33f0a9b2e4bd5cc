"""Recording who made the main contributions to a result, and who worked on its transfer."""
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from ip import access
from ip.models import Asset, Merit
from record import clock
from record.actions import action, commit_to, lock, record, refuse, require, see
from record.errors import Invalid


@action
def record_merit(*, actor, asset: Asset, person: Person, kind: str, since: date, grounds: str, counts: bool = True) -> Merit:
    """Somebody of the own institution counts as `kind` from a day on (or no longer), on grounds that are kept: the law gives
    main contributors their own part of the reward (促进科技成果转化法 art. 45; 国发〔2016〕16号). Nobody says it of themselves.
    404, 403, 422."""
    see(actor, asset)
    (asset,) = lock(asset)
    require(access.manages(actor, actor.institution, asset.project), _("Only the office that manages an asset does this."))
    see(actor, person)
    refuse(person.pk in actor.same_person, _("Somebody else records what one’s own contribution counts as."))
    if kind not in Merit.Kind.values:
        raise Invalid(_("There is no such kind."), field="kind")
    if not Person.objects.filter(access.own_inventors(actor.institution, asset), pk=person.pk).exists():
        raise Invalid(_("This person works for another institution."), field="person")
    if since > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="since")
    if not grounds.strip() or len(grounds) > 2000 or "\x00" in grounds:
        raise Invalid(_("Say on which grounds, in at most 2,000 characters."), field="grounds")
    merit = Merit.objects.create(
        asset=asset, institution_id=actor.institution, person=person, kind=kind, counts=counts, since=since, grounds=grounds.strip(),
        recorded_by_id=actor.membership,
    )  # fmt: skip
    commit_to(merit)
    record("merit.recorded", asset, about={"person": person}, of_kind=kind, counts=counts, since=since, merit=str(merit.uid))
    return merit
