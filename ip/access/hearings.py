"""Who sees, and who records, that staff were heard, something was posted, somebody objected."""
from django.db.models import Q

from projects.access import places
from record.models import FollowingQuerySet


class HearingQuerySet(FollowingQuerySet):
    """Of the own institution, about what one sees."""

    def named(self):
        from ip.models import Deal, Distribution, PolicyVersion

        return [PolicyVersion, Deal, Distribution]

    def besides(self, actor) -> Q:
        return Q(institution=actor.institution)


def records_hearing(actor, subject) -> bool:
    """Those who prepare such things: policies, deals, distributions of the own institution."""
    from ip.models import Deal, PolicyVersion

    if isinstance(subject, PolicyVersion):
        return subject.policy.institution_id == actor.institution and actor.may_all("policy.write")
    if isinstance(subject, Deal):
        return subject.owner_id == actor.institution and actor.may("deal.write", *places(subject.asset.project))
    return subject.institution_id == actor.institution and actor.may_all("distribution.prepare")
