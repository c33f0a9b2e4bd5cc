"""The evidence of one distribution as one file: documents, events, entries, policy; and what proves them."""
import hashlib
import io
import json
import zipfile

from django.db.models import Exists, OuterRef

from governance.models import Decision
from ip.models import Departure, Distribution, Share
from ledger.models import Entry, Posting
from record import clock
from record.files import path_of
from record.models import About, Event
from record.verify import heads_root


def bundle(distribution: Distribution) -> tuple[bytes, str]:
    """A ZIP archive and its SHA-256. `manifest.json` names every file with its hash.

    An event is given as its stored bytes with salt, place, hash and the hash before it, so that anyone can compute the link
    again: sha256(previous + seq (8 bytes) + sha256(salt + body)).
    """
    files = {
        "distribution.json": _json(_distribution(distribution)),
        "policy.json": _json(distribution.policy_version.document),
        "trace.json": _json(distribution.trace),
        "entries.json": _json(_entries(distribution)),
        "decisions.json": _json(_decisions(distribution)),
        "events.json": _json(_events(distribution)),
    }
    files |= _documents(distribution)
    files["manifest.json"] = _json({
        "distribution": distribution.number,
        "made": clock.now().isoformat(),
        "heads": heads_root(),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    })  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(name, data)
    data = out.getvalue()
    return data, hashlib.sha256(data).hexdigest()


def _json(data) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, default=str).encode()


def _distribution(distribution: Distribution) -> dict:
    receipt = distribution.part.settlement.receipt
    shares = Share.objects.filter(share_set=distribution.share_set).select_related("person", "signature").order_by("line")
    lines = distribution.lines.select_related("person").order_by("line")
    return {
        "number": distribution.number, "uid": distribution.uid, "state": distribution.state, "on": distribution.on,
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
                   "person": line.person.name if line.person else None} for line in lines],
        "shares": [{"person": share.person.name if share.person else None, "party": share.party, "part": share.part,
                    "signed": _signed_on(share)} for share in shares],
        "departure": _departure(distribution),
    }  # fmt: skip


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
    sources = [distribution.uid, distribution.part.settlement.uid, distribution.part.settlement.receipt.uid]
    return Posting.objects.filter(book=distribution.institution, source__in=sources).order_by("pk")


def _entries(distribution: Distribution) -> list[dict]:
    entries = Entry.objects.filter(posting__in=_postings(distribution)).select_related("account", "posting")
    return [
        {"posting": entry.posting_id, "on": entry.posting.on, "kind": entry.posting.kind, "line": entry.line,
         "account": entry.account.kind, "party": entry.account.party, "word": entry.account.word,
         "currency": entry.currency, "amount": entry.amount}
        for entry in entries.order_by("posting", "line")
    ]  # fmt: skip


def _subjects(distribution: Distribution) -> list:
    return [distribution.uid, distribution.part.settlement.uid, distribution.part.settlement.receipt.uid]


def _decisions(distribution: Distribution) -> list[dict]:
    rows = Decision.objects.filter(subject__in=_subjects(distribution)).prefetch_related("voices__membership__person")
    return [
        {"kind": row.kind, "state": row.state, "fingerprint": row.fingerprint, "closed": row.closed_at,
         "voices": [_voice(voice) for voice in row.voices.all()]}
        for row in rows.order_by("pk")
    ]  # fmt: skip


def _voice(voice) -> dict:
    return {"person": voice.membership.person.name, "value": voice.value, "reasons": voice.reasons, "at": voice.made_at}


def _events(distribution: Distribution) -> list[dict]:
    """Events about the distribution, its settlement and receipt, out of the own chain only."""
    concerned = Exists(About.objects.filter(event=OuterRef("pk"), uid__in=_subjects(distribution)))
    rows = Event.objects.filter(concerned, chain__owner=distribution.institution.uid).order_by("seq")
    chain = Event.objects.filter(chain__owner=distribution.institution.uid)
    before = dict(chain.filter(seq__in=[row.seq - 1 for row in rows]).values_list("seq", "hash"))
    return [
        {"uid": row.uid, "seq": row.seq, "salt": bytes(row.salt).hex(), "body": bytes(row.body).decode(), "hash": bytes(row.hash).hex(),
         "previous": bytes(before.get(row.seq - 1, bytes(32))).hex()}
        for row in rows
    ]  # fmt: skip


def _documents(distribution: Distribution) -> dict[str, bytes]:
    """The receipt's document and the papers on which shares were signed."""
    blobs = [distribution.part.settlement.receipt.document]
    signed = Share.objects.filter(share_set=distribution.share_set, signature__paper__isnull=False)
    blobs += [share.signature.paper for share in signed.select_related("signature__paper")]
    return {f"documents/{blob.sha256}": path_of(blob.sha256).read_bytes() for blob in blobs if blob}
