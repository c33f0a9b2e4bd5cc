"""Groups of persons beside the inventors, each with share sets of its own: which there are, and what they are called."""
from collections.abc import Mapping
from datetime import date

from ip.models import Asset, Distribution, DistributionLine, PolicyVersion, ShareSet
from ip.rules import Policy, Shares
from ip.wording import in_words
from partners.models import Institution


def groups_of(institution: Institution | int) -> dict[str, str]:
    """The groups that published policies of an institution (or its key) name, by key, each as the last version that names it calls it."""
    found: dict[str, str] = {}
    for version in PolicyVersion.objects.published_by(institution).order_by("-pk"):
        for party in version.formula.groups:
            found.setdefault(party.group, in_words(party.name.data()))
    return found


def called(share_set: ShareSet) -> str:
    """What the group of a set is called; nothing for the inventors. A group that no policy names any more keeps its key."""
    return groups_of(share_set.institution).get(share_set.group, share_set.group) if share_set.group else ""


def sets_on(policy: Policy, asset: Asset, institution: Institution, day: date) -> dict[str, ShareSet]:
    """By group of the policy the share set that holds on a day, of those groups that have one."""
    found = {party.group: ShareSet.objects.on(asset, institution, day, party.group) for party in policy.groups}
    return {group: share_set for group, share_set in found.items() if share_set is not None}


def divided(sets: Mapping[str, ShareSet]) -> dict[str, Shares]:
    """Sets as the rules compute with them."""
    return {group: share_set.divided() for group, share_set in sets.items()}


def group_sets(distribution: Distribution) -> dict[str, ShareSet]:
    """By group the set by which a distribution was shared, of those beside the inventors."""
    used = distribution.lines.filter(group_set__isnull=False).values("group_set")
    return {share_set.group: share_set for share_set in ShareSet.objects.filter(pk__in=used).order_by("group")}


def group_name(line: DistributionLine) -> str:
    """What the policy by which it was shared calls the group as whose member a person has a line; nothing for an inventor."""
    if line.group_set_id is None:
        return ""
    steps = (line.distribution.corrects or line.distribution).trace["steps"]
    of = party_of(line)
    return next((in_words(step["name"]) for step in steps if step["code"] in ("party", "split") and step["key"] == of), line.group)


def party_of(line: DistributionLine) -> str:
    """The key of the party whose part a line divides: as it was computed, also where a release shared it anew."""
    return line.distribution.trace["lines"][(line.adjusts or line.line) - 1]["of"]
