"""What is decided and falls short of a floor: refused where the law does not yield, else only on written grounds."""
from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.models import Voice
from ip.rules import Finding
from ip.wording import article_of
from record.actions import record
from record.errors import Invalid
from record.wording import money


def yields(findings: Iterable[Finding], currency: str) -> None:
    """Invalid where a floor that binds is missed and the law names no exception: nobody can agree to that."""
    for finding in findings:
        if finding.blocks:
            said = {"short": money(finding.short_by, currency), "base": money(finding.base_amount, currency)}
            said["article"] = article_of(finding.floor)
            raise Invalid(_("It gives persons %(short)s less of %(base)s than %(article)s asks, which binds: it cannot be agreed.") % said)


def grounded(findings: Iterable[Finding], subject, voice: Voice) -> None:
    """Whoever agrees although a floor is missed says why, in writing: the grounds stand in their voice, the floors in the
    record. Called inside the vote."""
    missed = [finding for finding in findings if finding.breaks]
    if voice.value != Voice.Value.YES or not missed:
        return
    if not voice.reasons.strip():
        raise Invalid(_("It falls short of what the law asks: say on which grounds it is approved."), field="reasons")
    floors = [{"floor": f.floor.key, "base": f.base_amount, "required": f.required, "paid": f.paid} for f in missed]
    record("floors.passed", subject, about={"decision": voice.decision}, floors=floors, short=sum(f.short_by for f in missed))
