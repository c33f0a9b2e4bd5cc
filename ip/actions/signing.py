"""Signing a share: signed in, by a personal link, or on paper that a second person confirms. Once, or not at all.

Every signature is bound to the fingerprint of the whole set. The asset's row is locked, so that a signature and a new
set never pass each other.
"""
import hashlib
import secrets
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ip import access
from ip.models import Share, Signature, SignedPaper, SigningLink
from record import clock
from record.actions import action, change, commit_to, expect, fresh, lock, move, record, refuse, require, see
from record.actors import System
from record.errors import Invalid, NotVisible, Stale, WrongState
from record.mails import post
from record.models import Blob

VALID = timedelta(days=30)
SCANS = ("application/pdf", "image/png", "image/jpeg", "image/webp")
H = Signature.How


@action
def sign_share(*, actor, share: Share, seen: str) -> Signature:
    """One's own share, as one has read it: `seen` is the fingerprint of the set. 404, 403, 409."""
    see(actor, share)
    lock(share.share_set.asset)
    require(share.person_id in actor.same_person, _("A share is signed by the person whose it is."))
    return put_signature(share, seen, clock.today(actor.zone), how=H.ACCOUNT, membership_id=actor.membership)


@action
def send_link(*, actor, share: Share) -> SigningLink:
    """Mail a link by which the person signs without an account; an earlier link of this share ends. 403, 409, 422."""
    see(actor, share)
    _office(actor, share)
    lock(share.share_set.asset)
    _still_to_sign(share)
    if not share.person.email:
        raise Invalid(_("No e-mail address is known: have it signed on paper."))
    token = secrets.token_urlsafe(32)
    earlier = list(SigningLink.objects.filter(share=share, used_at=None, expires_at__gt=clock.now()))
    SigningLink.objects.filter(pk__in=[link.pk for link in earlier]).update(expires_at=clock.now())
    link = SigningLink.objects.create(
        share=share, token_hash=hash_of(token), expires_at=clock.now() + VALID, made_by_id=actor.membership
    )
    commit_to(link, *earlier)
    post("shares.link", key=str(link.uid), address=share.person.email, language=share.person.language,
         share=str(share.uid), url=reverse("ip:sign", args=[token]))  # fmt: skip
    record("shares.link_sent", share.share_set, about={"asset": share.share_set.asset, "person": share.person},
           until=link.expires_at)  # fmt: skip
    return link


def hash_of(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> SigningLink:
    """The link of a token. NotVisible where there is none: a forged one is as if it were not there."""
    rows = SigningLink.objects.select_related("share__person", "share__share_set__asset", "share__share_set__institution")
    link = rows.filter(token_hash=hash_of(token)).first()
    if link is None:
        raise NotVisible(_("This link is not known. Perhaps a newer one was sent."))
    return link


def signer(link: SigningLink) -> System:
    """Who acts where a link is used: nobody with an account; the event stands in the institution's chain."""
    institution = link.share.share_set.institution
    return System(institution.uid, institution.zone)


@action
def sign_by_link(*, actor, token: str, seen: str) -> Signature:
    """The share of a link, as it was read. 404 (no such link), 409 (used, ended, replaced, changed)."""
    share = link_of(token).share
    lock(share.share_set.asset)
    (link,) = lock(link_of(token))
    if link.used_at:
        raise WrongState(_("This link has been used: the share is signed."))
    if link.expires_at <= clock.now():
        raise WrongState(_("This link has ended. Ask for a new one."))
    signature = put_signature(share, seen, clock.today(actor.zone), how=H.LINK, link=link)
    change(link, used_at=clock.now())
    return signature


@action
def file_paper(*, actor, share: Share, scan: Blob, name: str, signed_on: date) -> SignedPaper:
    """The scan of a paper that the person signed; it counts when a second person has confirmed it. 403, 409, 422."""
    see(actor, share)
    _office(actor, share)
    lock(share.share_set.asset)
    _still_to_sign(share)
    if share.papers.filter(state=SignedPaper.State.FILED).exists():
        raise WrongState(_("A paper for this share waits for its confirmation."))
    if scan.type not in SCANS:
        raise Invalid(_("A scan is a PDF or an image."), field="file")
    if not share.share_set.proposed_at.date() - timedelta(days=1) <= signed_on <= clock.today(actor.zone):
        raise Invalid(_("It was signed after the shares were proposed, and not in the future."), field="signed_on")
    paper = SignedPaper.objects.create(
        share=share, scan=scan, name=name[:200], signed_on=signed_on, filed_by_id=actor.membership
    )
    record("shares.paper_filed", paper, about=_about(share), sha256=scan.sha256, signed_on=signed_on)
    return paper


@action
def confirm_paper(*, actor, paper: SignedPaper, seen) -> Signature:
    """A second person has looked at the scan: the share is signed."""
    paper = _second(actor, paper, seen)
    share = paper.share
    change(paper, decided_by_id=actor.membership)
    move(paper, SignedPaper.State.CONFIRMED)
    return put_signature(share, share.share_set.fingerprint, paper.signed_on, how=H.PAPER, paper=paper)


@action
def refuse_paper(*, actor, paper: SignedPaper, seen, reasons: str) -> SignedPaper:
    """The scan does not show what it should; another may be filed."""
    paper = _second(actor, paper, seen)
    if not reasons.strip():
        raise Invalid(_("Say what is wrong with it."), field="reasons")
    change(paper, decided_by_id=actor.membership, reasons=reasons.strip())
    move(paper, SignedPaper.State.REFUSED)
    record("shares.paper_refused", paper, about=_about(paper.share))
    return paper


def put_signature(share: Share, seen: str, on: date, *, how: str, **by) -> Signature:
    """The one signature of a share, once. Called inside an action that holds the lock on the asset."""
    _still_to_sign(share)
    if seen != share.share_set.fingerprint:
        raise Stale(_("These are not the shares that you read. Look at them again."))
    signature = Signature.objects.create(share=share, how=how, fingerprint=seen, signed_on=on, **by)
    record("share.signed", signature, about=_about(share), how=how, on=on, fingerprint=seen)
    return signature


def _still_to_sign(share: Share) -> None:
    if Signature.objects.filter(share=share).exists():
        raise WrongState(_("This share is signed already."))
    if not Share.objects.signable().filter(pk=share.pk).exists():
        raise WrongState(_("A newer set has replaced these shares."))


def _office(actor, share: Share) -> None:
    of = share.share_set
    require(access.manages(actor, of.institution_id, of.asset.project), _("Only the office of the institution does this."))


def _second(actor, paper: SignedPaper, seen) -> SignedPaper:
    see(actor, paper)
    _asset, paper = lock(paper.share.share_set.asset, paper)
    share = paper.share
    require(access.confirms(actor, share.share_set), _("Your role does not include confirming signed papers."))
    own = paper.filed_by.person_id in actor.same_person or share.person_id in actor.same_person
    refuse(own, _("Whoever filed a paper, or signed it, does not confirm it."))
    expect(paper, SignedPaper.State.FILED)
    fresh(paper, seen)
    return paper


def _about(share: Share) -> dict:
    return {"asset": share.share_set.asset, "set": share.share_set, "person": share.person}
