"""Plays a scenario of the facts with the actions that people use, and reads every figure back from the ledger."""
from collections import defaultdict
from datetime import date
from fractions import Fraction
from math import lcm

from ip import actions
from ip.actions import costs, distributions, holds, receipts, reversals, settlements
from ip.models import Distribution, DistributionLine, Hold, Share
from ip.owed import lines_owed
from ip.rules import exact, included_tax
from ip.standing import life_to_date, open_pool, scope_of
from ledger.models import Payment
from tests.ip.rules.facts import document, not_supported
from tests.world import ip as made
from tests.world import money, policies

LONG_AGO = date(2000, 1, 1)


class Played:
    """One institution (Linhai plays it), one asset, one or more deals."""

    def __init__(self, world, scenario):
        self.world, self.scenario = world, scenario
        ((self.name, institution),) = scenario["institutions"].items()
        for facts in institution["policies"]:
            policies.published(world, document(facts), since=LONG_AGO, applies_by="")
        self.asset = made.owned(world, stakes=(("linhai", 1),), completed_on=LONG_AGO)
        self.finance = world.actor("linhai", "finance")
        self.people, self.held = {}, set()
        self.share(scenario["share_sets"]["A"][self.name], LONG_AGO)
        self.deals = {name: made.licence(world, self.asset, currency=deal["currency"]) for name, deal in scenario["deals"].items()}
        self.currency = next(iter(scenario["deals"].values()))["currency"]
        self.of: dict[int, Distribution] = {}

    def person(self, name):
        if name not in self.people:
            self.people[name] = self.world.person("linhai", "viewer", name=name)
        return self.people[name]

    def share(self, shares: dict, since: date) -> None:
        whole = lcm(*(Fraction(part).denominator for part in shares.values()))
        last = self.asset.share_sets.count()
        share_set = actions.propose_shares(
            actor=self.world.actor("linhai", "investigator"), asset=self.asset, seen=last, since=since, whole=whole,
            parts=[(self.person(name), int(Fraction(part) * whole)) for name, part in shares.items()], reasons="Agreed." if last else "",
        )  # fmt: skip
        for name in shares:
            share = Share.objects.get(share_set=share_set, person=self.person(name))
            actions.sign_share(actor=self.world.actor("linhai", "viewer", name=name), share=share, seen=share_set.fingerprint)

    def play(self, event: dict) -> dict:
        act = getattr(self, "on_" + event["kind"], None) or not_supported(f"event {event['kind']}")
        found = act(event["n"], date.fromisoformat(event["date"]), **event["given"]) or {}
        return {"amounts": {}, **found, "totals": self.totals(), "state": self.state()}

    def on_cost(self, n, day, pool, amount):
        costs.record_cost(actor=self.finance, asset=self.asset, currency=self.currency, amount=amount, spent_on=day, what="Costs")

    def on_receipt(self, n, day, deal, amount, vat_rate="0", withheld=0, licence=""):
        receipt = receipts.record_deal_receipt(
            actor=self.finance, deal=self.deals[deal], banked=amount - withheld, withheld=withheld,
            vat=included_tax(amount, exact(vat_rate)), received_on=day,
        )  # fmt: skip
        settlement = settlements.prepare_settlement(actor=self.finance, receipt=receipt)
        distribution = distributions.prepare_distribution(actor=self.finance, part=settlement.parts.get())
        for name in self.held:
            line = distribution.lines.get(person=self.person(name))
            if not hasattr(line, "hold"):
                holds.hold_share(actor=self.finance, line=line, reasons="An objection.")
        self.of[n] = money.decide(self.world, distribution)
        return {"amounts": self.amounts(self.of[n].lines.all()), "paid_now": self.pay() | self.units(self.of[n])}

    def on_hold(self, n, day, payee):
        self.held.add(payee.split("/")[1])

    def on_release(self, n, day, payee, to):
        name = payee.split("/")[1]
        self.held.remove(name)
        last = DistributionLine.objects.order_by("-pk").first().pk
        for hold in Hold.objects.filter(line__person=self.person(name), state="held").order_by("pk"):
            parts = [(self.person(label.split("/")[1]), part) for label, part in to.items()]
            holds.propose_release(actor=self.finance, hold=hold, to=parts, seen=hold.version)
            money.agree(self.world, hold)
        return {"amounts": self.amounts(DistributionLine.objects.filter(pk__gt=last)), "paid_now": self.pay()}

    def on_share_set(self, n, day, asset, institution, shares):
        self.share(shares, day)

    def on_reversal(self, n, day, of):
        distribution = Distribution.objects.get(pk=self.of[of].pk)
        before = self.amounts(distribution.lines.all())
        reversals.propose_reversal(actor=self.finance, distribution=distribution, seen=distribution.fingerprint, reasons="The bank.")
        money.agree(self.world, distribution)
        receipt = distribution.part.settlement.receipt
        receipts.reverse_deal_receipt(actor=self.finance, receipt=receipt, seen=receipt.version, reasons="The bank.")
        return {"amounts": {label: -amount for label, amount in before.items()}}

    def pay(self) -> dict:
        """Whoever is owed something is paid it; what was paid, by label."""
        paid = {}
        for name, person in self.people.items():
            owed = sum(line.owed for line in lines_owed().filter(person=person))
            if owed > 0:
                payment = money.paid(self.world, Distribution.objects.order_by("-pk").first(), person)
                paid[f"{self.name}/{name}"] = payment.amount
        return paid

    def units(self, distribution) -> dict:
        return self.amounts(distribution.lines.filter(person=None))

    def amounts(self, lines) -> dict:
        names = {person.pk: name for name, person in self.people.items()}
        found: dict = defaultdict(int)
        for line in lines:
            found[f"{self.name}/{names.get(line.person_id, line.key)}"] += line.amount
        return dict(found)

    def totals(self) -> dict:
        return self.amounts(DistributionLine.objects.filter(distribution__state="posted"))

    def state(self) -> dict:
        scope = scope_of(self.world.linhai, self.asset, self.currency)
        held = Hold.objects.exclude(state="released").filter(line__distribution__state="posted")
        paid = self.amounts(DistributionLine.objects.filter(distribution__state="posted", person=None))
        for payment in Payment.objects.all():
            name = next(name for name, person in self.people.items() if person.uid == payment.payee)
            paid[f"{self.name}/{name}"] = paid.get(f"{self.name}/{name}", 0) + payment.amount
        return {
            "life_to_date": {f"{self.name}/A": life_to_date(scope)}, "pools": {f"{self.name}/A": open_pool(scope)},
            "held": self.amounts([hold.line for hold in held]), "carried": {}, "paid": paid,
        }  # fmt: skip
