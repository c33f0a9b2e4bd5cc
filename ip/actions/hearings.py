"""Recording that staff were heard, something was posted, somebody objected, and how that ended."""
from datetime import date

from django.utils.translation import gettext as _

from ip import access
from ip.models import Deal, Distribution, Hearing, PolicyVersion
from record import clock
from record.actions import action, commit_to, lock, record, require, see
from record.errors import Invalid


@action
def record_hearing(
    *, actor, subject: PolicyVersion | Deal | Distribution, kind: str, on: date, whom: str, text: str
) -> Hearing:
    """One step on a day that has come: with whom, and what was said or where it was posted. 404, 403, 422."""
    see(actor, subject)
    (subject,) = lock(subject)
    require(access.records_hearing(actor, subject), _("Only those who prepare it record this."))
    if kind not in Hearing.Kind.values:
        raise Invalid(_("There is no such kind."), field="kind")
    if on > clock.today(actor.zone):
        raise Invalid(_("This day has not come yet."), field="on")
    for field, value, most in (("whom", whom, 200), ("text", text, 4000)):
        if not value.strip() or len(value) > most or "\x00" in value:
            raise Invalid(_("A text of at most %(most)d characters.") % {"most": most}, field=field)
    hearing = Hearing.objects.create(
        subject=subject.uid, of=subject._meta.label_lower, institution_id=actor.institution, kind=kind, on=on, whom=whom.strip(),
        text=text.strip(), recorded_by_id=actor.membership,
    )  # fmt: skip
    commit_to(hearing)
    record("hearing.recorded", subject, of_kind=kind, on=on, hearing=str(hearing.uid))
    return hearing
