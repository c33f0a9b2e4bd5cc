"""A deal over one or more assets, own implementation included: drafted, approved by another person, signed under a number, ended."""
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from governance.actions import open_decision, void_decision
from governance.models import Decision, Excluded, Voice
from ip import access
from ip.actions.schedules import Parts, check_assets, check_owner, sign_in
from ip.allocating import assets_of
from ip.fingerprints import deal_fingerprint
from ip.floors import of_deal
from ip.gains import gaining
from ip.grounds import grounded, yields
from ip.models import Asset, Deal
from ip.notices import price_noticed
from ip.rules import Finding
from partners.models import Institution
from projects.access import asked_of
from record import clock
from record.actions import action, change, expect, fresh, lock, move, record, require, see
from record.currencies import check_currency
from record.errors import Invalid, Stale
from record.feed import by_whom
from record.numbers import next_number

KIND = "deal.sign"
S, K, P = Deal.State, Deal.Kind, Deal.Price
SERIES = {K.LICENCE: "L", K.ASSIGNMENT: "T", K.EQUITY: "E", K.OWN: "O", K.JOINT: "J"}
TEXTS = ("terms_en", "terms_zh", "consent")


@action
def draft_deal(*, actor, asset: Asset, counterparty: Institution, parts: Parts | None = None, **said) -> Deal:
    """Begin a deal of the actor's institution over an asset, or over several in `parts` of its income, this one first.

    `said`: kind, scope, currency, price_mode, amount (minor units), starts_on, ends_on, terms_en, terms_zh, consent.
    404, 403, 422.
    """
    see(actor, asset)
    see(actor, counterparty)
    require(access.deals(actor, asset.project), _("Your role does not include preparing deals."))
    said = _checked(actor, counterparty, said)
    parts = _parts(actor, asset, parts)
    deal = Deal.objects.create(
        owner_id=actor.institution, asset=asset, counterparty=counterparty, prepared_by_id=actor.membership, **said
    )
    sign_in(actor, deal, parts)
    record("deal.drafted", deal, about=_about(deal), of_kind=deal.kind, currency=deal.currency)
    return deal


@action
def change_deal(*, actor, deal: Deal, seen, counterparty: Institution, parts: Parts | None = None, **said) -> Deal:
    """Rewrite a draft; without `parts` its assets stay. All who wrote it have prepared it, and do not approve it."""
    see(actor, counterparty)
    deal = _own(actor, deal, S.DRAFT, seen=seen)
    said = _checked(actor, counterparty, said)
    change(deal, counterparty=counterparty, prepared_by_id=actor.membership, **said)
    if parts is not None:
        sign_in(actor, deal, _parts(actor, deal.asset, parts))
    record("deal.changed", deal, about=_about(deal), of_kind=deal.kind, fingerprint=deal_fingerprint(deal))
    return deal


@action
def propose_deal(*, actor, deal: Deal, seen: str) -> Decision:
    """Put a draft before an approver of the own institution. `seen` is its fingerprint. Nobody who prepared it or has a
    share in the asset decides."""
    deal = _own(actor, deal, S.DRAFT)
    if seen != deal_fingerprint(deal):
        raise Stale
    check_deal(deal)
    move(deal, S.IN_APPROVAL)
    record("deal.proposed", deal, about=_about(deal), fingerprint=seen)
    seat = asked_of(deal.owner, "deal.approve", deal.asset.project)
    return open_decision(actor=actor, kind=KIND, subject=deal, owner=deal.owner, seats=[seat], excluded=_excluded(actor, deal))


@action
def withdraw_deal(*, actor, deal: Deal) -> Deal:
    """Put a draft away; one that waits for approval goes back into draft."""
    see(actor, deal)
    decision = Decision.objects.open().filter(kind=KIND, subject=deal.uid).first()
    deal, decision = lock(deal, decision)
    _writes(actor, deal)
    expect(deal, S.DRAFT, S.IN_APPROVAL)
    if decision:
        void_decision(actor=actor, decision=decision, why="withdrawn")
    move(deal, S.DRAFT if deal.state == S.IN_APPROVAL else S.WITHDRAWN)
    record("deal.withdrawn", deal, about={"asset": _assets(deal)}, to=deal.state)
    return deal


@action
def settle_deal(*, actor, subject: Deal, decision: Decision) -> None:
    """What follows when the decision ends: signed under a number, or a draft again."""
    about = _about(subject) | {"decision": decision}
    if decision.state != Decision.State.AGREED:
        move(subject, S.DRAFT)
        record("deal.returned", subject, about=about, outcome=decision.state)
        return
    today = clock.today(subject.owner.zone)
    move(subject, S.SIGNED)
    number = next_number(subject.owner.uid, SERIES[K(subject.kind)], today.year)
    change(subject, signed_on=today, starts_on=subject.starts_on or today, number=number)
    record("deal.signed", subject, about=about, number=number, on=today, fingerprint=decision.fingerprint)


@action
def end_deal(*, actor, deal: Deal, seen, ends_on: date) -> Deal:
    """The deal has ended: run out, terminated, or fulfilled. Money that still comes for it is shared as before."""
    deal = _own(actor, deal, S.SIGNED, seen=seen)
    if ends_on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="ends_on")
    if deal.starts_on and ends_on < deal.starts_on:
        raise Invalid(_("It cannot end before it starts."), field="ends_on")
    change(deal, ends_on=ends_on)
    move(deal, S.ENDED)
    record("deal.ended", deal, about=_about(deal), on=ends_on)
    return deal


@action
def remind_of_end(*, actor, deal: Deal) -> None:
    """Say that its last day comes near. The system acts."""
    record("deal.reminded", deal, about=_about(deal), on=deal.ends_on)


@action
def run_out(*, actor, deal: Deal) -> None:
    """Its last day has passed: it has ended on that day, as it was signed. The system acts."""
    (deal,) = lock(deal)
    expect(deal, S.SIGNED)
    move(deal, S.ENDED)
    record("deal.ended", deal, about=_about(deal), on=deal.ends_on)


def check_deal(deal: Deal) -> None:
    """Invalid where the institution may not make this deal today: asked when it is proposed and when it is approved."""
    for asset in _assets(deal):
        _check_asset(deal, asset)
    if not deal.terms_en and not deal.terms_zh:
        raise Invalid(_("Write down the terms, in English or in Chinese."), field="terms_en")
    yields(_floors(deal), deal.currency)
    if deal.state == S.IN_APPROVAL:
        price_noticed(deal, clock.today(deal.owner.zone))


def _check_asset(deal: Deal, asset: Asset) -> None:
    owners = check_owner(deal, asset, clock.today(deal.owner.zone))
    if asset.state == Asset.State.LAPSED:
        raise Invalid(_("This asset has lapsed."), field="asset")
    alone = deal.kind == K.OWN or (deal.kind == K.LICENCE and deal.scope == Deal.Scope.ORDINARY)
    if len(owners) > 1 and not alone and not deal.consent:
        raise Invalid(
            _("The asset has other owners: without their consent it may only be worked by oneself, or licensed ordinarily "
              "(Patent Law, art. 14; Civil Code, art. 860; Interpretation on technology contracts, art. 20). "
              "Say when and how they agreed."), field="consent",
        )  # fmt: skip


def on_grounds(*, actor, subject: Deal, voice: Voice) -> None:
    """With a vote on a deal whose income would be shared below a floor that yields."""
    grounded(_floors(subject), subject, voice)


def _floors(deal: Deal) -> tuple[Finding, ...]:
    return of_deal(deal, clock.today(deal.owner.zone))


def _assets(deal: Deal) -> list[Asset]:
    return assets_of(deal, clock.today(deal.owner.zone))


def _about(deal: Deal) -> dict:
    return {"asset": _assets(deal), "counterparty": deal.counterparty}


def _parts(actor, asset: Asset, parts: Parts | None) -> Parts:
    """The assets of the deal with their parts of the income: the one from which it was drafted first."""
    parts = parts or [(asset, 1)]
    check_assets(actor, parts)
    if parts[0][0] != asset:
        raise Invalid(_("The asset from which the deal was drafted stands first."), field="parts")
    return parts


def _excluded(actor, deal: Deal) -> list[tuple[int, str]]:
    """Who gains by a share in an asset of the deal, and all who prepared it."""
    wrote = Person.objects.filter(uid__in=by_whom(deal.uid, "deal.drafted", "deal.changed")).values_list("pk", flat=True)
    gains, prepared = set().union(*(gaining(asset) for asset in _assets(deal))), {actor.person, *wrote}
    return [(pk, Excluded.Why.PREPARED if pk in prepared else Excluded.Why.GAINS) for pk in sorted(gains | prepared)]


def _own(actor, deal: Deal, *states: str, seen=None) -> Deal:
    see(actor, deal)
    (deal,) = lock(deal)
    _writes(actor, deal)
    expect(deal, *states)
    if seen is not None:
        fresh(deal, seen)
    return deal


def _writes(actor, deal: Deal) -> None:
    own = actor.institution == deal.owner_id and access.deals(actor, deal.asset.project)
    require(own, _("Your role does not include preparing deals."))


def _checked(actor, counterparty: Institution, said: dict) -> dict:
    said = {name: value.strip() if name in TEXTS else value for name, value in said.items()}
    if said.get("kind") not in K.values:
        raise Invalid(_("Choose one of the kinds of deals."), field="kind")
    if (counterparty.pk == actor.institution) != (said["kind"] == K.OWN):
        raise Invalid(_("A deal is made with another institution; only own implementation is with nobody else."), field="counterparty")
    if (said.get("scope") in Deal.Scope.values) != (said["kind"] == K.LICENCE):
        raise Invalid(_("A licence is exclusive, sole or ordinary; another deal is none of these."), field="scope")
    _check_price(said)
    if said["kind"] == K.OWN and not said.get("starts_on"):
        raise Invalid(_("Say when production began: the law counts the years of its profit from there."), field="starts_on")
    if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
        raise Invalid(_("It cannot end before it starts."), field="ends_on")
    return said


def _check_price(said: dict) -> None:
    only, price, amount = Deal.ONLY_PRICE.get(said["kind"]), said.get("price_mode"), said.get("amount")
    if price not in P.values or (price != only if only else price in Deal.ONLY_PRICE.values()):
        raise Invalid(_("Say how the price is paid: equity brings shares, own and joint implementation a part of the profit."),
                      field="price_mode")  # fmt: skip
    check_currency(said.get("currency", ""))
    if amount is None and price not in (P.ROYALTY, P.PROFIT):
        raise Invalid(_("Enter the fixed amount, of equity the agreed value: only a royalty and a profit have none."), field="amount")
    if amount is not None and price == P.PROFIT:
        raise Invalid(_("A profit has no fixed amount."), field="amount")
    if amount is not None and not 1 <= amount <= 10**15:
        raise Invalid(_("Enter an amount above zero, within reason."), field="amount")
