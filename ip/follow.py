"""Follow-ups: facts that begin, move or meet a deadline. What is owed is kept in step with them, and the end of a deal is
planned; the system acts."""
from governance.models import Duty
from ip import duties, ending
from ip.models import Asset, Deal, Distribution
from record.actors import System
from record.models import Event
from record.registry import Consumer, add_consumers

KEPT = {
    "ip.asset": (Asset, duties.keep_asset), "ip.deal": (Deal, duties.keep_deal),
    "ip.distribution": (Distribution, duties.keep_distribution),
}  # fmt: skip
ASSET = ("asset.opened", "asset.filed", "asset.granted", "asset.facts_stated", "asset.lapsed")
DEAL = ("deal.proposed", "deal.returned", "deal.withdrawn", "deal.signed", "deal.ended")
DISTRIBUTION = ("distribution.posted", "distribution.reversed")


def _keep(event: Event) -> None:
    """What is owed about the subject of an event; after a duty was done, what follows it (the next year)."""
    of, uid = f"ip.{event.kind.split('.')[0]}", event.subject
    if event.kind == "duty.done":
        of, uid = Duty.objects.values_list("of", "subject").get(uid=uid)
    if of in KEPT:
        model, keep = KEPT[of]
        keep(System(event.chain.owner), model.objects.get(uid=uid))


def _plan_its_end(event: Event) -> None:
    ending.plan(Deal.objects.select_related("owner").get(uid=event.subject))


add_consumers(Consumer("ip.deals", frozenset({"deal.signed"}), _plan_its_end, follow_up=True))
add_consumers(Consumer("ip.duties", frozenset({*ASSET, *DEAL, *DISTRIBUTION, "duty.done"}), _keep, follow_up=True))
