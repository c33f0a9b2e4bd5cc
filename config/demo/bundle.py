"""One licence over two assets, paid from abroad: what the first had brought before Trihelix, euros at a rate, tax apart."""
import io

from config.demo.cast import CAST
from config.demo.results import Result
from config.demo.stage import Stage, again
from ip import actions
from ip.actions import openings, receipts, settlements
from ip.fingerprints import deal_fingerprint
from record.files import keep

EVIDENCE = b"Ledger of technology transfer, 2021 to 2024, closed and signed by the auditor: 268,000.00 shared, 12,345.67 not recovered."


class Bundle:
    """Begins when both assets stand with their owners and shares. Amounts in minor units."""

    def __init__(self, stage: Stage, first: Result, second: Result, day: int):
        self.stage, self.first, self.second, self.day, self.deal = stage, first, second, day, None

    def plan(self) -> None:
        self.stage.on(self.day, self.open_books)
        self.stage.on(self.day + 6, self.license)
        self.stage.on(self.day + 40, lambda: self.receive(4_000_000, "7.7915", self.day + 40))
        self.stage.on(self.day + 230, lambda: self.receive(2_750_050, "7.8123", self.day + 230))

    def _approver(self) -> str:
        makers = {*self.first._makers(), *self.second._makers()}
        return next(p.key for p in CAST if p.house == self.first.house and "approver" in p.roles and p.key not in makers)

    def open_books(self) -> None:
        """What the first asset had brought before, from the old ledger, agreed by another person."""
        author = self.stage.person(self.first._makers()[0])
        opening = openings.prepare_opening(
            actor=self.stage.actor(self.stage.who(self.first.house, "finance")), asset=self.first.asset, currency="CNY",
            on=self.stage.date(self.day - 1), life_to_date=26_800_000, pool=1_234_567, paid=[(author, 18_760_000)],
            evidence=keep(io.BytesIO(EVIDENCE), "transfer-ledger-2021-2024.txt"), note="Ledger of the transfer office, 2021 to 2024.",
        )  # fmt: skip
        self.stage.vote(self._approver(), opening)

    def license(self) -> None:
        start = self.stage.date(self.day + 6)
        deal = actions.draft_deal(
            actor=self.first._office(), asset=self.first.asset, parts=[(self.first.asset, 65), (self.second.asset, 35)],
            counterparty=self.stage.houses["norrbatt"], currency="CNY", kind="licence", scope="ordinary", price_mode="royalty", amount=None,
            starts_on=start, ends_on=start.replace(year=start.year + 5, day=1), consent="",
            terms_en="4 % of net sales of cells that use either invention, paid in euros.", terms_zh="使用任一发明的电芯净销售额的 4%，以欧元支付。",
        )  # fmt: skip
        actions.propose_deal(actor=self.first._office(), deal=deal, seen=deal_fingerprint(deal))
        self.stage.vote(self._approver(), again(deal))
        self.deal = again(deal)

    def receive(self, amount: int, rate: str, day: int) -> None:
        """Euros, a tenth of them withheld abroad, that count in yuan; value-added tax is owed in yuan."""
        finance = self.stage.actor(self.stage.who(self.first.house, "finance"))
        receipt = receipts.record_deal_receipt(
            actor=finance, deal=self.deal, banked=amount * 9 // 10, withheld=amount // 10, currency="EUR", rate=rate, vat=amount * 7 * 6 // 106,
            rate_source="Central parity of the People's Bank of China on the day of receipt", income="royalty",
            received_on=self.stage.date(day), bank_reference=f"EUR{day}",
        )  # fmt: skip
        for settlement, result in zip(settlements.settle_receipt(actor=finance, receipt=receipt), (self.first, self.second), strict=True):
            self.stage.on(day + 3, lambda settlement=settlement, result=result: result.settle(settlement, day, 1))
