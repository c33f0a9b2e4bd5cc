"""For which rows of decisions and duties the record vouches."""
from governance.models import CalendarDay, Comment, Decision, Duty, Excluded, LinkRequest, RoleRequest, Seat, Voice
from record.vouching import Vouched, belonging, vouch

vouch(
    Vouched(Decision, "owner__uid", parts={
        "seats": belonging(Seat, "decision", "institution", "capability", "scope", "person"),
        "seat_units": belonging(Seat, "decision", "institution", "unit"),
        "excluded": belonging(Excluded, "decision", "person", "why"),
        "voices": belonging(Voice, "decision", "seat", "membership", "value", "reasons", "fingerprint", "made_at"),
    }),
    Vouched(CalendarDay, "institution__uid"),
    Vouched(Comment, "membership__institution__uid"),
    Vouched(Duty, "institution__uid"),
    Vouched(RoleRequest, "institution__uid"),
    Vouched(LinkRequest, "institution__uid"),
)  # fmt: skip
