"""Verifying the record against the least that any verifier must do: hashing the same bytes in the same order."""
import hashlib

from place import prepare, say, seconds, size

EVENTS, AT_ONCE = size(20_000, 20), size(1_000, 10)

if __name__ == "__main__":
    prepare()
    from partners.models import Institution
    from record.actions import action, record
    from record.actors import System
    from record.models import Event
    from record.registry import EventKind, add_event_kinds
    from record.verify import verify

    add_event_kinds(EventKind("bench.told", "{subject}"))
    institution = Institution.objects.create(name_en="Bench", kind="university")

    @action
    def tell(*, actor, count):
        for n in range(count):
            record("bench.told", institution, n=n, amount=123456789, currency="CNY")

    for _ in range(EVENTS // AT_ONCE):
        tell(actor=System(institution.uid), count=AT_ONCE)
    rows = [(bytes(s), bytes(b)) for s, b in Event.objects.order_by("seq").values_list("salt", "body")]

    def hashing():
        head = bytes(32)
        for seq, (salt, body) in enumerate(rows, 1):
            head = hashlib.sha256(head + seq.to_bytes(8, "big") + hashlib.sha256(salt + body).digest()).digest()

    assert not list(verify())
    ours = seconds(lambda: list(verify()))
    say("Verification of the record", ours, seconds(hashing), f"hashing the same bytes; {EVENTS / ours:,.0f} events/s")
