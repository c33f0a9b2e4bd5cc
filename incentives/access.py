"""A reward is seen by its owner, the staff in charge, finance and the auditor: never by other contributors."""
from django.db.models import Q

from record.models import VisibleQuerySet


class RewardQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        mine = Q(person__in=actor.same_person)
        return mine | Q(institution=actor.institution) if actor.may_all("reward.read") else mine

    def owed(self):
        return self.exclude(state__in=self.model.OVER)

    def late(self, day):
        return self.owed().filter(due__lt=day)


def in_charge(actor, reward) -> bool:
    """Staff of the institution that owes it."""
    return reward.institution_id == actor.institution and actor.may_all("reward.propose")
