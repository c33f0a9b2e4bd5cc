"""What ip mails: a share to sign, with and without an account, and a disclosure that waits for the office."""
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import holders
from accounts.models import Membership
from governance.post import named
from ip.departures import carried
from ip.models import Deal, Departure, Disclosure, Share, ShareSet
from projects.access import scopes_over
from record import clock
from record.mails import MailKind, add_mail_kinds
from record.texts import pick
from record.wording import day


def _sharers(event, body):
    """Who has a share in the set and an account in its institution."""
    people = Share.objects.filter(share_set=body["subject"]).values("person")
    institution = ShareSet.objects.select_related("institution").get(pk=body["subject"]).institution
    return Membership.objects.current(clock.today(institution.zone)).filter(person__in=people, institution=institution)


def _to_sign(mail) -> dict | None:
    """Nothing to whom a second person's confirmation will do: what they signed before counts on."""
    departure = Departure.objects.filter(share_set=mail.body["subject"], state=Departure.State.PROPOSED).first()
    counting_on = [share.pk for share, _signature in carried(departure)] if departure else []
    waits = Share.objects.signable_by(mail.actor).filter(share_set=mail.body["subject"]).exclude(pk__in=counting_on).exists()
    matter, _url = named(mail, "asset")
    return {"matter": matter, "url": reverse("ip:share_set", args=[mail.body["subject"]])} if waits else None


def _linked(mail) -> dict | None:
    """Nothing once it is signed or replaced: the link would lead nowhere."""
    share = Share.objects.signable().select_related("share_set__asset", "share_set__institution").filter(uid=mail.facts["share"]).first()
    if share is None:
        return None
    of = share.share_set
    return {"matter": pick(of.asset.title_en, of.asset.title_zh), "institution": of.institution.name, "url": mail.facts["url"]}


def _office(event, body):
    disclosure = Disclosure.objects.select_related("institution", "project").get(uid=body["subject"])
    day = clock.today(disclosure.institution.zone)
    return holders("asset.manage", disclosure.institution_id, *scopes_over(disclosure.project), day=day)


def _disclosed(mail) -> dict | None:
    found = Disclosure.objects.acceptable_by(mail.actor).filter(uid=UUID(mail.body["subject"])).first()
    return {"matter": found.title, "url": reverse("ip:disclosure", args=[found.uid])} if found else None


def _dealers(event, body):
    """Who prepares deals in the house that runs it."""
    deal = Deal.objects.select_related("owner", "asset__project").get(uid=body["subject"])
    return holders("deal.write", deal.owner_id, *scopes_over(deal.asset.project), day=clock.today(deal.owner.zone))


def _ends(mail) -> dict | None:
    """Nothing once it was ended by hand."""
    deal = Deal.objects.visible_to(mail.actor).filter(uid=UUID(mail.body["subject"]), state=Deal.State.SIGNED).first()
    if deal is None or deal.ends_on is None:
        return None
    return {"matter": deal.number, "url": reverse("ip:deal", args=[deal.uid]), "party": deal.counterparty.name, "on": day(deal.ends_on)}


add_mail_kinds(
    MailKind(
        "shares.proposed", _("Please sign your share: {matter}"),
        _("Your share in the income of {matter} was proposed.\n\nThe page shows the shares of all. Until you have signed, "
          "what is yours is held; what others have signed is paid."),
        _("Look at it"), frozenset({"shares.proposed", "shares.redrawn"}), _sharers, _to_sign,
    ),
    MailKind(
        "shares.link", _("Please sign your share: {matter}"),
        _("{institution} asks you to sign your share in the income of {matter}.\n\nOpening the link signs nothing. It shows "
          "exactly what you would sign. You need no account. The link is for you alone, works once and ends after 30 days."),
        _("Look at it"), words=_linked, secret=True,
    ),
    MailKind(
        "disclosure.submitted", _("A new disclosure: {matter}"),
        _("{matter} was disclosed and waits for the office to accept it, to give it back, or to decline it."),
        _("Look at it"), frozenset({"disclosure.submitted"}), _office, _disclosed,
    ),
    MailKind(
        "deal.ends", _("{matter} runs out"),
        _("{matter} with {party} runs until {on}.\n\nNothing is extended by a date: on the day after, the deal has ended. "
          "A renewal is a new deal. Money that "
          "still comes for it can be recorded and is shared as before."),
        _("Look at it"), frozenset({"deal.reminded"}), _dealers, _ends,
    ),
)  # fmt: skip
