"""Plays a scenario of the facts with the actions that people use, and reads every figure back from the ledger."""
import io
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

from ip import actions
from ip.actions import costs, distributions, holds, openings, receipts, refunds, reversals, schedules, settlements
from ip.actions.deals import end_deal
from ip.carrying import balances_of
from ip.departures import rule_on
from ip.exchange import counting
from ip.models import Deal, Disclosure, Distribution, DistributionLine, Hold, OpeningLine, Settlement, SettlementPart, Share
from ip.rules import convert, exact, exact_text, included_tax
from ip.standing import common_pool, life_to_date, open_pool, scope_of, standing
from ledger.models import Payment, Receipt
from partners.models import Institution
from record import clock
from record.files import keep
from record.wording import figure
from tests.ip.rules.facts import PERIODS, document
from tests.ip.rules.folder import not_supported
from tests.world import ip as made
from tests.world import money, policies, projects

LONG_AGO = date(2000, 1, 1)
PLACES = ("linhai", "beizhou", "haoyuan")  # who plays the institutions of the facts, in their order
KINDS = {"licence": {}, "assignment": {"kind": "assignment", "scope": ""}}  # of deals, as this house makes them
KNOWN = {"policies", "departure", "persons"}


def whole_parts(parts: dict) -> list[tuple]:
    """Fractions of one as whole numbers of the least whole that fits."""
    whole = lcm(*(Fraction(part).denominator for part in parts.values()))
    return [(key, int(Fraction(part) * whole)) for key, part in parts.items()]


class Played:
    """The institutions with policies act by their own people; other parties are institutions that nobody acts for."""

    def __init__(self, world, scenario):
        self.world, self.scenario = world, scenario
        self.at = dict(zip(scenario["institutions"], PLACES, strict=False))
        Institution.objects.filter(founder="state").update(founder="private", country="JP")  # floors of one law have their own tests
        self.people: dict[tuple[str, str], object] = {}
        self.held: set[tuple[str, str]] = set()
        self.licences: dict[str, str] = {}
        self.of: dict[int, list[Distribution]] = {}
        self.assets = {name: self.asset(name, deal) for deal in scenario["deals"].values() for name in deal["assets"]}
        for name, institution in scenario["institutions"].items():
            for word in institution.keys() - KNOWN:
                not_supported(f"institution with {word}")
            first, *later = [self.document(facts, institution.get("departure", "")) for facts in institution["policies"]]
            version = policies.published(world, first, at=self.at[name], since=LONG_AGO, applies_by="")
            for number, facts in enumerate(later, 1):
                policies.followed(world, version, facts, at=self.at[name], since=LONG_AGO + timedelta(number))
        for asset, sets in scenario["share_sets"].items():
            for name, shares in sets.items():
                self.share(asset, name, shares, LONG_AGO)
        self.deals = {name: self.deal(deal) for name, deal in scenario["deals"].items()}

    def document(self, facts: dict, departure: str) -> dict:
        """With the minimum that the scenario pays from, and what it says of who leaves."""
        found, minimum = document(facts), self.scenario.get("payout", {}).get("minimum")
        if departure:
            rule, _colon, party = departure.partition(":")
            found["persons"] = {**found.get("persons", {}), "leaves": {rule: party} if party else rule}
        return found | ({"payout": {"minimum": figure(minimum, found["currency"]).replace(",", "")}} if minimum else {})

    def party(self, name: str) -> Institution:
        if name not in self.at:
            self.at[name] = f"party{len(self.at)}"
            self.world.institutions[self.at[name]] = Institution.objects.create(kind="enterprise", name_en=name)
        return self.world.institutions[self.at[name]]

    def home(self, deal: dict) -> str:
        """Who runs a deal: whoever bore its common costs, else the first who shares in it."""
        first = next(iter(next(iter(deal["settlement"].values()))))
        return self.at[deal.get("common_pool", {}).get("borne_by", first)]

    def asset(self, name: str, deal: dict):
        at = self.home(deal)
        partner = next(place for place in PLACES if place != at)
        stakes = [(self.at[owner], 1) for owner in deal["settlement"][name] if self.party(owner)]
        project = projects.signed(self.world, lead=at, partner=partner, income="law")
        asset = made.owned(self.world, project, at=at, stakes=stakes, completed_on=LONG_AGO,
                           kind=self.scenario.get("assets", {}).get(name, {}).get("kind", "patent"))  # fmt: skip
        if reported := deal.get("dates", {}).get("reported"):  # long before anybody in this world had a role
            Disclosure.objects.filter(pk=asset.disclosure_id).update(disclosed_on=reported)
        return asset

    def deal(self, facts: dict) -> Deal:
        parts = [(self.assets[name], part) for name, part in whole_parts(facts["assets"])]
        self.party("Payer")
        deal = made.licence(self.world, parts[0][0], at=self.home(facts), parts=parts, counterparty=self.at["Payer"],
                            currency=facts["currency"], consent="In writing.", **KINDS[facts.get("kind", "licence")])  # fmt: skip
        if signed := facts.get("dates", {}).get("licence_signed"):
            Deal.objects.filter(pk=deal.pk).update(signed_on=signed)
        return Deal.objects.get(pk=deal.pk)

    def finance(self, name: str):
        return self.world.actor(self.at[name], "finance")

    def person(self, institution: str, name: str):
        key = (institution, name)
        if key not in self.people:
            self.people[key] = self.world.person(self.at[institution], "viewer", name=name)
        return self.people[key]

    def share(self, asset: str, institution: str, shares: dict, since: date) -> None:
        institution, _slash, group = institution.partition("/")
        at, row = self.at[institution], self.assets[asset]
        last = row.share_sets.filter(institution=self.world.institutions[at], group=group).count()
        parts = [(self.person(institution, name), part) for name, part in whole_parts(shares)]
        share_set = actions.propose_shares(
            actor=self.world.actor(at, "investigator"), asset=row, seen=last, since=since, whole=sum(part for _, part in parts),
            parts=parts, reasons="Agreed." if last else "", group=group,
        )  # fmt: skip
        for name in shares:
            share = Share.objects.get(share_set=share_set, person=self.person(institution, name))
            actions.sign_share(actor=self.world.actor(at, "viewer", name=name), share=share, seen=share_set.fingerprint)

    def play(self, event: dict) -> dict:
        act = getattr(self, "on_" + event["kind"], None) or not_supported(f"event {event['kind']}")
        found = act(event["n"], date.fromisoformat(event["date"]), **event["given"]) or {}
        return {"amounts": {}, "to_share": 0, **found, "totals": self.totals(), "state": self.state()}

    def on_cost(self, n, day, pool, amount):
        holder, name = pool.split("/")
        common = self.deals[name] if holder == "common" else None
        deal = self.scenario["deals"][name] if common else next(d for d in self.scenario["deals"].values() if name in d["assets"])
        at = self.home(deal) if common else self.at[holder]
        asset = common.asset if common else self.assets[name]
        costs.record_cost(actor=self.world.actor(at, "finance"), asset=asset, deal=common, amount=amount, spent_on=day, what="Costs",
                          currency=self.currency(common or self.over(name)))  # fmt: skip

    def over(self, asset: str) -> Deal:
        return next(self.deals[name] for name, deal in self.scenario["deals"].items() if asset in deal["assets"])

    def currency(self, deal: Deal) -> str:
        return counting(deal, clock.today("Asia/Shanghai"))

    def on_receipt(self, n, day, deal, amount, vat_rate="0", withheld=0, licence="", currency="", rate="", circumstances=None):
        row, facts = self.deals[deal], self.scenario["deals"][deal]
        self.licences |= {licence: deal} if licence else {}
        counts = counting(row, day)
        converted = convert(amount, exact(rate), source=currency, target=counts) if rate else amount
        finance = self.world.actor(self.home(facts), "finance")
        receipt = receipts.record_deal_receipt(
            actor=finance, deal=row, banked=amount - withheld, withheld=withheld, received_on=day,
            vat=included_tax(converted, exact(vat_rate)), currency=currency or facts["currency"], rate=rate, rate_source="As agreed" if rate else "",
        )  # fmt: skip
        parts = {self.assets[name]: {self.party(who): part for who, part in whole_parts(of)} for name, of in facts["settlement"].items()}
        for settlement in settlements.settle_receipt(actor=finance, receipt=receipt, parts=parts, reasons="By the clause."):
            if settlement.state == Settlement.State.IN_APPROVAL:
                money.agree(self.world, settlement, at=self.home(facts))
        rows = SettlementPart.objects.filter(settlement__receipt=receipt).order_by("settlement", "line")
        self.of[n] = [self.distribute(name, part, circumstances) for part in rows.filter(kind="part", amount__gt=0) for name in self.acting(part)]
        lines = DistributionLine.objects.filter(distribution__in=self.of[n])
        paid = self.pay() | self.amounts(lines.filter(person=None))
        return {
            "amounts": self.amounts(lines) | self.payables(rows), "paid_now": paid, "to_share": receipt.to_share, "vat": receipt.vat,
            "converted": receipt.converted, "withheld_counted_as_received": withheld, "cash": receipt.amount - receipt.withheld,
        }  # fmt: skip

    def acting(self, part: SettlementPart) -> list[str]:
        return [name for name in self.scenario["institutions"] if self.party(name) == part.institution]

    def distribute(self, name: str, part: SettlementPart, circumstances: dict | None) -> Distribution:
        finance = self.finance(name)
        distribution = distributions.prepare_distribution(actor=finance, part=part, circumstances=circumstances)
        for institution, person in self.held:
            line = distribution.lines.get(person=self.person(institution, person))
            if not hasattr(line, "hold"):
                holds.hold_share(actor=finance, line=line, reasons="An objection.")
        return money.decide(self.world, distribution, at=self.at[name])

    def on_opening(self, n, day, life_to_date=None, pools=None, earlier_payouts=None):
        """One for each licence or asset with a total; earlier payouts and open costs go with the first."""
        paid, costs = dict(earlier_payouts or {}), dict(pools or {})
        for key, amount in (life_to_date or {}).items():
            name, case = key.split("/")
            deal = None
            if case not in self.assets:  # a licence, and the first deal is its
                self.licences[case] = next(iter(self.deals))
                deal = self.deals[self.licences[case]]
            asset = deal.asset if deal else self.assets[case]
            label = next(label for label, row in self.assets.items() if row == asset)
            lines = [(self.payee(*who.split("/")), due) for who, due in paid.items() if who.startswith(f"{name}/")]
            opening = openings.prepare_opening(
                actor=self.finance(name), asset=asset, deal=deal, currency=self.currency(self.over(label)), on=day, note="The old books.",
                life_to_date=amount, pool=costs.pop(f"{name}/{label}", 0), paid=lines,
                evidence=keep(io.BytesIO(b"The old books."), "books.txt"),
            )  # fmt: skip
            money.agree(self.world, opening, at=self.at[name])
            paid = {}

    def payee(self, name: str, who: str):
        people = {person for sets in self.scenario["share_sets"].values() for person in sets.get(name, {})}
        return self.person(name, who) if who in people else who

    def on_hold(self, n, day, payee):
        self.held.add(tuple(payee.split("/")))

    def on_release(self, n, day, payee, to):
        institution, name = payee.split("/")
        self.held.remove((institution, name))
        last = DistributionLine.objects.order_by("-pk").first().pk
        for hold in Hold.objects.filter(line__person=self.person(institution, name), state="held").order_by("pk"):
            parts = [(self.person(*label.split("/")), part) for label, part in to.items()]
            holds.propose_release(actor=self.finance(institution), hold=hold, to=parts, seen=hold.version)
            money.agree(self.world, hold, at=self.at[institution])
        return {"amounts": self.amounts(DistributionLine.objects.filter(pk__gt=last)), "paid_now": self.pay()}

    def on_share_set(self, n, day, asset, institution, shares, group=""):
        self.share(asset, f"{institution}/{group}", shares, day)

    def on_leaves(self, n, day, asset, institution, person):
        """Where a leaver keeps the share, nothing is set anew: the set that was signed goes on."""
        return self.depart("left", day, asset, institution, person, {})

    def on_dies(self, n, day, asset, institution, person, heirs=None):
        return self.depart("died", day, asset, institution, person, heirs or {})

    def depart(self, what, day, asset, institution, person, heirs):
        """Proposed, confirmed by a second person, and signed by who is new."""
        at, row = self.at[institution], self.assets[asset]
        last = row.share_sets.filter(institution=self.world.institutions[at]).order_by("-number").first()
        version = rule_on(row, self.world.institutions[at], day)
        if not (what == "left" and version.formula.people.leaves == "keeps"):
            departure = actions.propose_departure(
                actor=self.world.actor(at, "investigator"), asset=row, seen=last.number, person=self.person(institution, person), what=what,
                on=day, version=version, heirs=[{"person": self.person(institution, heir), "part": part} for heir, part in whole_parts(heirs)],
                reasons="It happened.",
            )  # fmt: skip
            actions.confirm_departure(actor=self.world.actor(at, "officer"), departure=departure, seen=departure.version)
            last = departure.share_set
        names = {str(row.uid): name for (_at, name), row in self.people.items()}
        for share in last.shares.unsigned().select_related("person"):
            signer = self.world.actor(at, "viewer", name=names[share.key])
            actions.sign_share(actor=signer, share=share, seen=last.fingerprint)
        return {"share_set": {names.get(key, key): exact_text(part) for key, part in last.divided().parts}}

    def on_schedule(self, n, day, deal, assets):
        row = self.deals[deal]
        at = self.home(self.scenario["deals"][deal])
        amendment = schedules.propose_amendment(
            actor=self.world.actor(at, "officer"), deal=row, seen=row.schedules.count(), since=day, reasons="Amended.",
            parts=[(self.assets[name], part) for name, part in whole_parts(assets)],
        )  # fmt: skip
        money.agree(self.world, amendment, at=at)

    def on_reversal(self, n, day, of):
        rows = [Distribution.objects.get(pk=row.pk) for row in self.of[of]]
        before = self.amounts(DistributionLine.objects.filter(distribution__in=rows))
        for row in rows:
            at = self.at[self.acting(row.part)[0]]
            reversals.propose_reversal(actor=self.world.actor(at, "finance"), distribution=row, seen=row.fingerprint, reasons="The bank.")
            money.agree(self.world, row, at=at)
        receipt = rows[0].part.settlement.receipt
        receipts.reverse_deal_receipt(actor=self.world.actor(at, "finance"), receipt=receipt, seen=receipt.version, reasons="The bank.")
        paid = self.pay() | {label: -amount for label, amount in before.items() if label not in self.labels()}
        return {"amounts": {label: -amount for label, amount in before.items()}, "to_share": -receipt.to_share, "paid_now": paid}

    def labels(self) -> set[str]:
        return {f"{institution}/{name}" for institution, name in self.people}

    def on_closing(self, n, day, deal):
        row = Deal.objects.get(pk=self.deals[deal].pk)
        end_deal(actor=self.world.actor(self.home(self.scenario["deals"][deal]), "officer"), deal=row, seen=row.version,
                 ends_on=clock.today("Asia/Shanghai"))  # fmt: skip
        return {"paid_now": self.pay()}

    def on_partial_reversal(self, n, day, of, amount):
        receipt = Receipt.objects.get(pk=self.of[of][0].part.settlement.receipt_id)
        at = self.at[self.acting(self.of[of][0].part)[0]]
        refund = refunds.record_deal_refund(actor=self.world.actor(at, "finance"), receipt=receipt, banked=amount, received_on=day,
                                            seen=receipt.version, reasons="A refund.")  # fmt: skip
        for settlement in refund.settlements.filter(state="in_approval"):
            money.agree(self.world, settlement, at=at)
        parts = SettlementPart.objects.filter(settlement__receipt=refund).order_by("settlement", "line")
        for part in parts.filter(kind="part").exclude(amount=0):
            for name in self.acting(part):
                row = part.distributions.first() or distributions.prepare_distribution(actor=self.finance(name), part=part)
                money.decide(self.world, row, at=self.at[name])
        lines = DistributionLine.objects.filter(distribution__part__in=parts)
        return {"amounts": self.amounts(lines) | self.payables(parts), "to_share": refund.to_share}

    def pay(self) -> dict:
        """Whoever is owed something is paid it; what was paid, by label."""
        paid = {}
        for (institution, name), person in self.people.items():
            owed = balances_of(DistributionLine.objects.filter(person=person)).values()
            if any(balance.owed > 0 and not balance.carried for balance in owed):
                distribution = Distribution.objects.filter(institution=self.party(institution)).order_by("-pk").first()
                paid[f"{institution}/{name}"] = money.paid(self.world, distribution, person, at=self.at[institution]).amount
        return paid

    def amounts(self, lines) -> dict:
        people = {person.pk: name for (_at, name), person in self.people.items()}
        houses = {self.party(name).pk: name for name in self.scenario["institutions"]}
        found: dict = defaultdict(int)
        for line in lines.select_related("distribution"):
            found[f"{houses[line.distribution.institution_id]}/{people.get(line.person_id, line.key)}"] += line.amount
        return dict(found)

    def payables(self, parts) -> dict:
        """What a settlement gives to those who do not act here, and gives back before it is shared."""
        names = {self.party(name).pk: name for name in [*self.at]}
        found: dict = defaultdict(int)
        for part in parts:
            if part.kind == SettlementPart.Kind.COMMON_COSTS:
                found[f"{names[part.institution_id]}/common costs"] += part.amount
            elif not self.acting(part):
                found[f"{names[part.institution_id]}/payable"] += part.amount
        return dict(found)

    def totals(self) -> dict:
        lines = self.amounts(DistributionLine.objects.filter(distribution__state="posted"))
        return self.plus(lines, self.earlier()) | self.payables(SettlementPart.objects.filter(settlement__state="posted"))

    def earlier(self) -> dict:
        """What was paid before these books began, by label."""
        lines = OpeningLine.objects.filter(opening__state="posted").select_related("opening")
        people = {person.pk: name for (_at, name), person in self.people.items()}
        houses = {self.party(name).pk: name for name in self.scenario["institutions"]}
        return {f"{houses[line.opening.institution_id]}/{people.get(line.person_id, line.key)}": line.amount for line in lines}

    @staticmethod
    def plus(one: dict, other: dict) -> dict:
        return {key: one.get(key, 0) + other.get(key, 0) for key in one | other}

    def state(self) -> dict:
        held = Hold.objects.exclude(state="released").filter(line__distribution__state="posted").values("line")
        paid = self.amounts(DistributionLine.objects.filter(distribution__state="posted", person=None))
        labels = {person.uid: f"{institution}/{name}" for (institution, name), person in self.people.items()}
        for payment in Payment.objects.all():
            paid[labels[payment.payee]] = paid.get(labels[payment.payee], 0) + payment.amount
        return {
            "life_to_date": self.life(), "pools": self.pools(), "held": self.amounts(DistributionLine.objects.filter(pk__in=held)),
            "carried": self.carried(), "paid": paid,
        }  # fmt: skip

    def carried(self) -> dict:
        names = {person.pk: f"{institution}/{name}" for (institution, name), person in self.people.items()}
        return {names[person]: balance.owed for (_of, person, _currency), balance in balances_of().items()}

    def life(self) -> dict:
        found = {}
        for name, institution in self.scenario["institutions"].items():
            formulas = {facts["id"]: PERIODS[facts["period"]][0] for facts in institution["policies"]}
            for key, asset in self.assets.items():
                scope = self.scope(name, asset)
                used = Distribution.objects.filter(scope=scope, state="posted").last()
                counts = formulas[used.policy_version.formula.key] if used else next(iter(formulas.values()))
                if counts == "person" and used:
                    found |= self.by_person(f"{name}/{key}", used)
                elif counts == "licence":
                    over = {licence: self.deals[deal] for licence, deal in self.licences.items() if self.deals[deal].asset == asset}
                    found |= {f"{name}/{licence}": life_to_date(scope, deal) for licence, deal in over.items()}
                else:
                    found[f"{name}/{key}"] = life_to_date(scope)
        return found

    def by_person(self, label: str, used: Distribution) -> dict:
        names = {str(person.uid): name for (_at, name), person in self.people.items()}
        now = standing(used.policy_version.formula, used.scope, used.deal, used.on)
        return {f"{label}/{names[uid]}": amount for uid, amount in now.by_person.items()}

    def pools(self) -> dict:
        found = {f"{name}/{key}": open_pool(self.scope(name, asset))
                 for name in self.scenario["institutions"] for key, asset in self.assets.items()}  # fmt: skip
        return found | {f"common/{name}": common_pool(deal, self.currency(deal)) for name, deal in self.deals.items()}

    def scope(self, name: str, asset):
        deal = self.over(next(key for key, row in self.assets.items() if row == asset))
        return scope_of(self.party(name), asset, self.currency(deal))
