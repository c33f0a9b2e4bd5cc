"""What must hold before a version of a policy is put before an approver, and still when they agree."""
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from governance.models import Voice
from ip.floors import of_version
from ip.grounds import grounded, yields
from ip.models import Distribution, PolicyVersion
from ip.rules import fingerprint
from ip.rules.versions import DATES
from ip.wording import deciding_date, fact, in_words, sayable
from record.errors import Invalid
from record.wording import day

# The dates of a distribution by which a formula may pick its version: those of versions.dates_of, in a query.
DATE = {
    "reported": Coalesce("scope__asset__disclosure__disclosed_on", "scope__asset__completed_on"),
    "licence_signed": F("deal__signed_on"),
    "received": F("on"),
}


def put_before(version: PolicyVersion) -> str:
    """The fingerprint of what an approver decides on: the formula, for which deals, from which day."""
    return fingerprint({
        "policy": str(version.policy.uid), "deal_kinds": version.policy.deal_kinds, "document": version.fingerprint,
        "since": version.since.isoformat() if version.since else None,
    })  # fmt: skip


def ready(version: PolicyVersion) -> None:
    """Invalid where a question of the source is open, where it asks for what no receipt and no asset here can say, where a floor
    of the law is missed that binds, or where the day lies before what already holds or was shared."""
    if version.formula.asks_date:
        raise Invalid(_("The source does not say which date picks the version: answer it first."), field="applies_by")
    if questions := version.formula.questions:
        asked = in_words(questions[0].words.data())
        raise Invalid(_("The source leaves something open, answer it first: %(question)s") % {"question": asked}, field="document")
    for name, words in version.formula.asks.items():
        if strange := [word for word in words if not sayable(name, word)]:
            text = _("“%(word)s” can never be said here (%(fact)s): choose what is meant in the step “Shared otherwise”.")
            raise Invalid(text % {"word": strange[0], "fact": fact(name).lower()}, field="document")
    if version.since is None:
        raise Invalid(_("Say from which day it is to hold."), field="since")
    published = version.policy.versions.filter(state=PolicyVersion.State.PUBLISHED)
    latest = published.order_by("-number").first()
    if latest and version.since <= latest.since:
        said = {"number": latest.number, "day": day(latest.since)}
        raise Invalid(_("Version %(number)s holds since %(day)s: a new one begins on a later day.") % said, field="since")
    yields(of_version(version, version.since), version.policy.institution.currency)
    if shared := _shared(version):
        said = {"number": str(shared), "date": deciding_date(version.formula.applies_by)}
        raise Invalid(_("%(number)s was shared by another version and would fall under this one (%(date)s): choose a later day.") % said,
                      field="since")  # fmt: skip


def on_grounds(*, actor, subject: PolicyVersion, voice: Voice) -> None:
    """With a vote on a version that falls short of a floor that yields. What is put before an approver has its day."""
    if subject.since:
        grounded(of_version(subject, subject.since), subject, voice)


def _shared(version: PolicyVersion) -> Distribution | None:
    """A distribution that stands and that this version would have governed."""
    deciding = DATES[version.formula.applies_by]
    standing = Distribution.objects.filter(
        institution=version.policy.institution, deal__kind__in=version.policy.deal_kinds, state__in=Distribution.STANDING
    )
    dated = standing.annotate(**{f"by_{name}": DATE[name] for name in deciding})
    return dated.filter(**{f"by_{name}__gte": version.since for name in deciding}).order_by("pk").first()
