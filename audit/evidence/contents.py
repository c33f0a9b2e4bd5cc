"""What the evidence of one distribution says, as plain data: the same goes into its JSON and onto its page."""
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from governance.models import Decision
from ip.groups import called, group_sets
from ip.models import Departure, Distribution, Share, ShareSet
from ip.sharing import bound_contents
from ledger.models import Entry, Posting
from record.files import path_of
from record.models import About, Event, LastSaid
from record.vouching import plain, vouched_as


def contents(distribution: Distribution, events: list[tuple[Event, bytes]]) -> dict:
    """{name of a file: what it holds}; `events`: of `events_of`. `approved` is exactly what the approval was bound to: its
    canonical bytes (UTF-8 JSON, sorted keys, no spaces) hash to the fingerprint.

    `rows` are those for which the last event about them vouches, column by column (record/vouching.py); `chain` says of what all
    events are there, and names by their hashes those that stand in the chains of other houses.

    An event is given as its stored bytes with salt, place, hash and the hash before it, so that anyone can compute the link
    again: sha256(previous + seq (8 bytes) + sha256(salt + body)).
    """
    return {
        "distribution": _distribution(distribution),
        "approved": bound_contents([distribution])[distribution.uid],
        "policy": distribution.policy_version.document,
        "trace": distribution.trace,
        "entries": _entries(distribution),
        "decisions": _decisions(distribution),
        "events": [_event(event, previous) for event, previous in events],
        "rows": _rows(distribution),
        "chain": _chain(distribution),
    }


def _distribution(distribution: Distribution) -> dict:
    receipt = distribution.part.settlement.receipt
    lines = distribution.lines.select_related("person", "unit").order_by("line")
    return {
        "number": distribution.number, "uid": distribution.uid, "state": distribution.state, "on": distribution.on,
        "institution": distribution.institution.name, "asset": distribution.scope.asset.title, "deal": str(distribution.deal),
        "policy": _policy(distribution.policy_version),
        "prepared": {"person": distribution.prepared_by.person.name, "at": distribution.made_at},
        "approved": {"person": distribution.approved_by.person.name, "on": distribution.posting.on} if distribution.posting else None,
        "currency": distribution.currency, "amount": distribution.amount, "net": distribution.net,
        "life_to_date": distribution.life_to_date, "pool": distribution.pool, "fingerprint": distribution.fingerprint,
        "receipt": {"number": receipt.number, "received_on": receipt.received_on, "amount": receipt.amount,
                    "currency": receipt.currency, "vat": receipt.vat, "withheld": receipt.withheld, "payer": receipt.payer.name,
                    "counts_in": receipt.counts_in, "converted": receipt.converted, "rate": receipt.rate,
                    "rate_source": receipt.rate_source,
                    "bank_reference": receipt.bank_reference},
        "settlement": {"amount": distribution.part.settlement.amount, "basis": distribution.part.settlement.basis,
                       "citation": distribution.part.settlement.citation, "trace": distribution.part.settlement.trace},
        "lines": [{"line": line.line, "kind": line.kind, "key": line.key, "amount": line.amount, "extra": line.extra,
                   "adjusts": line.adjusts, "person": line.person.name if line.person else None,
                   "unit": line.unit.name if line.unit else None} for line in lines],
        "shares": _shares(distribution.share_set),
        "groups": [{"group": group, "share_set": share_set.uid, "name": called(share_set), "shares": _shares(share_set)}
                   for group, share_set in group_sets(distribution).items()],
        "departure": _departure(distribution),
    }  # fmt: skip


def _shares(share_set: ShareSet | None) -> list[dict]:
    shares = Share.objects.filter(share_set=share_set).select_related("person", "unit", "signature").order_by("line")
    return [
        {"key": share.key, "person": share.person.name if share.person else None, "party": share.party, "part": share.part,
         "unit": share.unit.name if share.unit else None, "units": share.path, "signed": _signed_on(share)} for share in shares
    ]  # fmt: skip


def _policy(version) -> dict:
    return {"title": version.title, "version": version.number, "since": version.since, "fingerprint": version.fingerprint}


def _departure(distribution: Distribution) -> dict | None:
    """Where the share set follows from another by a rule of the policy: whose departure, which rule, and who confirmed it."""
    row = Departure.objects.filter(share_set=distribution.share_set).select_related("person", "follows", "policy_version").first()
    if row is None:
        return None
    return {"person": row.person.name, "what": row.what, "on": row.share_set.since, "follows": row.follows.number, "state": row.state,
            "policy_version": row.policy_version.uid, "fingerprint": row.policy_version.fingerprint}  # fmt: skip


def _signed_on(share: Share):
    return share.signature.signed_on if hasattr(share, "signature") else None


def _postings(distribution: Distribution):
    return Posting.objects.filter(book=distribution.institution, source__in=_subjects(distribution)).order_by("pk")


def _entries(distribution: Distribution) -> list[dict]:
    entries = Entry.objects.filter(posting__in=_postings(distribution)).select_related("account", "posting")
    return [
        {"posting": entry.posting_id, "source": entry.posting.source,
         "on": entry.posting.on, "kind": entry.posting.kind, "line": entry.line,
         "account": entry.account.kind, "party": entry.account.party,
         "of": entry.account.of, "word": entry.account.word, "name": entry.account.name,
         "currency": entry.currency, "amount": entry.amount}
        for entry in entries.order_by("posting", "line")
    ]  # fmt: skip


def _subjects(distribution: Distribution) -> list:
    return [distribution.uid, distribution.part.settlement.uid, distribution.part.settlement.receipt.uid]


def _decisions(distribution: Distribution) -> list[dict]:
    rows = Decision.objects.filter(subject__in=_subjects(distribution)).prefetch_related("voices__membership__person")
    return [
        {"uid": row.uid, "kind": row.kind, "state": row.state, "fingerprint": row.fingerprint, "closed": row.closed_at,
         "voices": [_voice(voice) for voice in row.voices.all()]}
        for row in rows.order_by("pk")
    ]  # fmt: skip


def _voice(voice) -> dict:
    return {"person": voice.membership.person.name, "value": voice.value, "reasons": voice.reasons, "at": voice.made_at}


def events_of(distribution: Distribution) -> list[tuple[Event, bytes]]:
    """Events about the distribution, its settlement and receipt, and the last about its other rows, out of the own chain only;
    each with the hash before it."""
    concerned = Exists(About.objects.filter(event=OuterRef("pk"), uid__in=_subjects(distribution)))
    chain = Event.objects.filter(chain__owner=distribution.institution.uid)
    said = LastSaid.objects.filter(uid__in=[uid for _of, uid in _vouched(distribution)])
    rows = list(chain.filter(concerned | Q(pk__in=said.values("event"))).order_by("seq"))
    before = dict(chain.filter(seq__in=[row.seq - 1 for row in rows]).values_list("seq", "hash"))
    return [(row, bytes(before.get(row.seq - 1, bytes(32)))) for row in rows]


def _vouched(distribution: Distribution) -> list[tuple[str, UUID]]:
    """(model, uid) of the rows on which it rests, and of the decisions about them."""
    settlement = distribution.part.settlement
    rows = [distribution, settlement, settlement.receipt, distribution.share_set, *group_sets(distribution).values(),
            distribution.policy_version]
    decisions = Decision.objects.filter(subject__in=_subjects(distribution)).order_by("pk")
    return [(row._meta.label_lower, row.uid) for row in [*rows, *decisions] if row is not None]


def _rows(distribution: Distribution) -> list[dict]:
    """What each holds, of those of which the own chain says so last: what others did stands in their chains."""
    said = LastSaid.objects.filter(uid__in=[uid for _of, uid in _vouched(distribution)])
    own = set(said.filter(event__chain__owner=distribution.institution.uid).values_list("uid", flat=True))
    rows = [(of, uid) for of, uid in _vouched(distribution) if uid in own]
    return [{"of": of, "uid": uid, "holds": plain(vouched_as(of).content(uid))} for of, uid in rows]


def _chain(distribution: Distribution) -> dict:
    elsewhere = Event.objects.filter(subject__in=_subjects(distribution)).exclude(chain__owner=distribution.institution.uid)
    return {
        "owner": distribution.institution.uid, "subjects": _subjects(distribution),
        "elsewhere": [bytes(hash).hex() for hash in elsewhere.order_by("pk").values_list("hash", flat=True)],
    }  # fmt: skip


def _event(row: Event, previous: bytes) -> dict:
    return {"uid": row.uid, "seq": row.seq, "salt": bytes(row.salt).hex(), "body": bytes(row.body).decode(),
            "hash": bytes(row.hash).hex(), "previous": previous.hex()}  # fmt: skip


def documents(distribution: Distribution) -> dict[str, bytes]:
    """The receipt's document and the papers on which shares were signed."""
    blobs = [distribution.part.settlement.receipt.document]
    sets = [distribution.share_set, *group_sets(distribution).values()]
    signed = Share.objects.filter(share_set__in=filter(None, sets), signature__paper__isnull=False)
    blobs += [share.signature.paper for share in signed.select_related("signature__paper")]
    return {f"documents/{blob.sha256}": path_of(blob.sha256).read_bytes() for blob in blobs if blob}
