"""What a reward is for while no distribution names it: the asset whose money has come in."""
from collections.abc import Iterable

from incentives.models import Reward
from ip.models import Asset, DealReceipt


def name_causes(actor, rewards: Iterable[Reward]) -> None:
    """Give each of the rewards that are expected of a receipt its `cause`, as far as the actor sees the asset."""
    waiting = {reward: reward.receipt for reward in rewards if reward.receipt and not reward.line_id}
    if not waiting:
        return
    links = DealReceipt.objects.filter(receipt__uid__in=waiting.values())
    asset_of = dict(links.values_list("receipt__uid", "deal__asset"))
    seen = Asset.objects.visible_to(actor).in_bulk(set(asset_of.values()))
    for reward, receipt in waiting.items():
        reward.cause = str(seen.get(asset_of.get(receipt), ""))
