"""How a deal's income is allocated to its assets: written with the draft, later changed by two people from a day on."""
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance.actions import open_decision
from governance.models import Decision, Excluded
from ip import access
from ip.actions.ownership import check_parts
from ip.allocating import last_schedule, parts_of, schedule_content, schedule_fingerprint, schedule_on
from ip.gains import gaining
from ip.models import Amendment, Asset, Deal, OwnershipVersion, Schedule, ScheduleLine, Settlement, Stake
from ip.rules import fingerprint
from projects.access import asked_of
from record import clock
from record.actions import action, commit_to, expect, lock, move, record, require, see
from record.errors import Invalid, Stale, WrongState
from record.models import new_uid

KIND = "schedule.agree"
MOST = 50  # assets of one deal
Parts = Sequence[tuple[Asset, int]]


def check_assets(actor, parts: Parts) -> None:
    """Invalid where the parts are no schedule: nobody, too many, one twice, a part that is not a whole number above zero."""
    if not 1 <= len(parts) <= MOST:
        raise Invalid(_("Name from 1 to %(most)d assets.") % {"most": MOST}, field="parts")
    for asset, _part in parts:
        see(actor, asset)
    if len({asset.pk for asset, _part in parts}) < len(parts):
        raise Invalid(_("An asset is named twice."), field="parts")
    check_parts(sum(part for _asset, part in parts), [part for _asset, part in parts], field="parts")


def write_schedule(actor, deal: Deal, since: date | None, parts: Parts) -> Schedule:
    """The next version of a deal's schedule: lines first, the header last. Called inside an action."""
    uid, last = new_uid(), last_schedule(deal)
    ScheduleLine.objects.bulk_create(
        ScheduleLine(schedule_id=uid, line=line, asset=asset, part=part) for line, (asset, part) in enumerate(parts, 1)
    )
    schedule = Schedule.objects.create(
        uid=uid, deal=deal, number=last.number + 1 if last else 1, since=since, whole=sum(part for _asset, part in parts),
        fingerprint=fingerprint(schedule_content(deal, since, list(parts))), written_by_id=actor.membership,
    )  # fmt: skip
    commit_to(schedule)
    return schedule


def sign_in(actor, deal: Deal, parts: Parts) -> Schedule | None:
    """The schedule of a draft, where it is another than before; none for a deal that never had but one asset."""
    last = last_schedule(deal)
    if (last is None and len(parts) == 1) or (last is not None and parts_of(deal, last) == list(parts)):
        return last
    return write_schedule(actor, deal, None, parts)


@action
def propose_amendment(*, actor, deal: Deal, seen: int, since: date, parts: Parts, reasons: str) -> Amendment:
    """Ask an approver to allocate the income of a signed deal otherwise from `since` on.

    `seen`: the number of the deal's last schedule, 0 for none. 404, 403, 409 (not signed, one is asked for), 422.
    """
    see(actor, deal)
    (deal,) = lock(deal)
    own = actor.institution == deal.owner_id and access.deals(actor, deal.asset.project)
    require(own, _("Your role does not include preparing deals."))
    expect(deal, *Deal.CONCLUDED)
    last = last_schedule(deal)
    if str(seen) != str(last.number if last else 0):
        raise Stale
    if deal.amendments.filter(state=Amendment.State.IN_APPROVAL).exists():
        raise WrongState(_("Another allocation is asked for already."))
    check_assets(actor, parts)
    if not reasons.strip():
        raise Invalid(_("Say why the income is allocated otherwise."), field="reasons")
    if parts_of(deal, schedule_on(deal, since)) == list(parts):
        raise Invalid(_("It is allocated in these parts already."), field="parts")
    schedule = write_schedule(actor, deal, since, parts)
    amendment = Amendment.objects.create(schedule=schedule, deal=deal, reasons=reasons.strip(), proposed_by_id=actor.membership)
    check_amendment(amendment)
    record("schedule.proposed", amendment, about=_about(amendment), since=since, parts=_said(schedule), fingerprint=schedule.fingerprint)
    _ask(actor, amendment)
    return amendment


def _ask(actor, amendment: Amendment) -> None:
    deal = amendment.deal
    excluded = [(pk, Excluded.Why.GAINS) for asset, _part in parts_of(deal, amendment.schedule) for pk in gaining(asset)]
    seat = asked_of(deal.owner, "deal.approve", deal.asset.project)
    open_decision(actor=actor, kind=KIND, subject=amendment, owner=deal.owner, seats=[seat],
                  excluded=[*excluded, (actor.person, Excluded.Why.PREPARED)])  # fmt: skip


def amendment_fingerprint(amendment: Amendment) -> str:
    """Of what is approved: the schedule as its rows stand, and why."""
    return fingerprint([schedule_fingerprint(amendment.schedule), amendment.reasons])


def check_amendment(amendment: Amendment) -> None:
    """Invalid where it cannot be agreed: asked when it is proposed and when it is decided."""
    deal, schedule = amendment.deal, amendment.schedule
    settled = Settlement.objects.filter(deal=deal, receipt__received_on__gte=schedule.since, state__in=Settlement.STANDING)
    if settled.exists():
        raise Invalid(_("What came in from this day on is settled already: choose a later day, or take that back first."), field="since")
    for asset, _part in parts_of(deal, schedule):
        check_owner(deal, asset, schedule.since or clock.today(deal.owner.zone))


def check_owner(deal: Deal, asset: Asset, day: date) -> set[int]:
    """Keys of the owners of an asset on a day; Invalid where the institution that runs the deal is none of them."""
    held = OwnershipVersion.objects.filter(asset=asset, since__lte=day).order_by("-number").first()
    owners = set(Stake.objects.filter(version=held).values_list("institution", flat=True)) if held else set()
    if deal.owner_id not in owners:
        raise Invalid(_("Your institution is not an owner of this asset: confirm the owners first."), field="asset")
    return owners


@action
def settle_amendment(*, actor, subject: Amendment, decision: Decision) -> None:
    """What follows when the decision has ended: the schedule holds from its day on, or what was goes on."""
    if decision.state != Decision.State.AGREED:
        move(subject, Amendment.State.RETURNED)
        record("schedule.returned", subject, about=_about(subject), outcome=decision.state)
        return
    check_amendment(subject)
    move(subject, Amendment.State.AGREED)
    record("schedule.agreed", subject, about=_about(subject) | {"decision": decision}, since=subject.schedule.since,
           on=clock.today(subject.deal.owner.zone), fingerprint=subject.schedule.fingerprint)  # fmt: skip


def _said(schedule: Schedule) -> list:
    return [[str(uid), part] for uid, part in schedule.lines.order_by("line").values_list("asset__uid", "part")]


def _about(amendment: Amendment) -> dict:
    assets = [asset for asset, _part in parts_of(amendment.deal, amendment.schedule)]
    return {"deal": amendment.deal, "asset": assets}
