"""A result that became shares of a company, and one that its owner makes and sells: how deals of the other kinds run."""
from config.demo.cast import CAST
from config.demo.results import Result
from config.demo.stage import Stage, again
from ip import actions
from ip.actions import receipts, settlements
from ip.fingerprints import deal_fingerprint
from ip.models import Deal
from ip.policies import published

TEAM = {"equity": ("80", "20"), "own_implementation": ("10", "90")}  # to the team, to the university
NAMES = {"equity": ("Shares of a result", "作价投资股份分配"), "own_implementation": ("Profit of own implementation", "自行实施利润分配")}
SHARES = 3_000_000


class Kinds:
    """Begins when both assets stand with their owner and shares."""

    def __init__(self, stage: Stage, contributed: Result, made: Result, day: int):
        self.stage, self.contributed, self.made, self.day = stage, contributed, made, day

    def plan(self) -> None:
        self.stage.on(self.day, lambda: self.rule(self.contributed.house, "equity"))
        self.stage.on(self.day, lambda: self.rule(self.made.house, "own_implementation"))
        self.stage.on(self.day + 4, self.contribute)
        self.stage.on(self.day + 5, self.produce)
        self.stage.on(self.day + 30, lambda: self.receive(self.contributed, SHARES, self.day + 30, income="shares"))
        self.stage.on(self.day + 400, lambda: self.receive(self.made, 86_400_037, self.day + 400))

    def rule(self, house: str, kind: str) -> None:
        """By a formula of two parties that a survey found, for what such deals bring."""
        team, rest = TEAM[kind]
        document = published()["cn-survey-equity-80-20"]
        tier = {"from": "0", "shares": {"inventor_team": team, "university": rest}}
        document = {name: said for name, said in document.items() if name != "what"} | {"id": f"{house}-{kind}", "tiers": [tier]}
        en, zh = NAMES[kind]
        version = actions.open_policy(
            actor=self.stage.actor(self.stage.who(house, "administrator")), name_en=en, name_zh=zh, deal_kinds=[kind],
            document=document | {"name": {"en": en, "zh": zh}, "note": {"en": "Made for the demo.", "zh": "演示用。"}}, applies_by="received",
        )  # fmt: skip
        actions.propose_version(actor=self.stage.actor(self.stage.who(house, "administrator")), version=version, seen=version.fingerprint,
                                since=self.stage.date(self.day))  # fmt: skip
        self.stage.vote(self.stage.who(house, "approver"), again(version))

    def contribute(self) -> None:
        self.conclude(self.contributed, "equity", counterparty=self.stage.houses["beizhou"], amount=SHARES * 100, terms_en="30 % of the shares.",
                      terms_zh="占股份总数的 30%。")  # fmt: skip

    def produce(self) -> None:
        self.conclude(self.made, "own_implementation", counterparty=self.stage.houses[self.made.house], amount=None,
                      terms_en="Made in the pilot plant of the university.", terms_zh="在学校中试车间自行生产。")  # fmt: skip

    def conclude(self, result: Result, kind: str, **said) -> None:
        office = self.stage.actor(self.stage.who(result.house, "officer"))
        deal = actions.draft_deal(
            actor=office, asset=result.asset, kind=kind, scope="", currency="CNY", price_mode=Deal.ONLY_PRICE[Deal.Kind(kind)],
            starts_on=self.stage.date(self.day + 5), ends_on=None, consent="", **said,
        )  # fmt: skip
        actions.propose_deal(actor=office, deal=deal, seen=deal_fingerprint(deal))
        makers = result._makers()
        approver = next(p.key for p in CAST if p.house == result.house and "approver" in p.roles and p.key not in makers)
        self.stage.vote(approver, again(deal))
        result.deal = again(deal)

    def receive(self, result: Result, amount: int, day: int, income: str = "") -> None:
        finance = self.stage.actor(self.stage.who(result.house, "finance"))
        receipt = receipts.record_deal_receipt(actor=finance, deal=result.deal, banked=amount, income=income, received_on=self.stage.date(day))
        settlement = settlements.prepare_settlement(actor=finance, receipt=receipt)
        self.stage.on(day + 3, lambda: result.settle(settlement, day, 1))
