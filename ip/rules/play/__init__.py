"""A collaboration over time, played through the rules: every event's amounts, totals and standings, nothing stored.

    world = World(read_setting(policies, events_document))
    for event in events: found = world.play(event)

It keeps the sums that the product derives from its ledger. `python -m ip.rules POLICY EVENTS` is this from the shell; the
form of events is described in ip/policies/FORMAT.md.
"""

from ip.rules.play.setting import Setting, read_setting
from ip.rules.play.world import World

__all__ = ["Setting", "World", "read_setting"]
