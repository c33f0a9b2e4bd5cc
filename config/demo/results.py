"""What came of the work: disclosures, assets, owners, signed shares, deals, and the money that they bring."""
from datetime import date

from config.demo.cast import CAST
from config.demo.stage import DAYS, Stage, again
from config.demo.works import EARLIER
from incentives.actions import propose_reward
from ip import actions
from ip.actions import costs, distributions, holds, payments, receipts, refunds, reversals, settlements
from ip.fingerprints import deal_fingerprint
from ip.models import Deal, Distribution, Settlement, Share
from ip.numbers import check_digit
from ip.owed import lines_owed
from ip.owners import proposed
from ip.settling import terms_of
from record import clock
from record.currencies import SHARES

HOUSES = ("linhai", "yunmeng", "beichen", "yingcai")
BUYERS = ("haoyuan", "qingyue", "beizhou", "ruilan", "heguang", "norrbatt")
REFUNDED = {(0, 1): None, (2, 2): DAYS - 3}  # (place, receipt): the day; None: a month later, and decided
AMOUNTS = (18_000_000, 25_000_000, 6_400_000, 9_999_999, 42_000_000, 3_333_333)  # minor units


class Result:
    """One asset on the stage, from its disclosure to what it earns."""

    def __init__(self, stage: Stage, place: int, house: str, kind: str, en: str, zh: str, day: int, play=None):
        self.stage, self.place, self.house, self.kind, self.en, self.zh = stage, place, house, kind, en, zh
        self.day, self.play = day, play
        self.asset = self.deal = None

    def plan(self) -> None:
        stage = self.stage
        stage.on(self.day, self.disclose)
        stage.on(self.day + 4, self.own)
        stage.on(self.day + 8, self.share)
        stage.on(self.day + 9, self.share_beside)
        if self.kind == "patent":
            stage.on(self.day + 12, self.file)
            stage.on(self.day + 210, self.grant)
        if self.place % 2 == 0:
            stage.on(self.day + 30, self.license)
            for n in range(3):
                stage.on(self.day + 60 + 170 * n, lambda n=n: self.receive(n, self.day + 60 + 170 * n))
            if self.place % 4 == 0:
                stage.on(DAYS - 6, lambda: self.receive(4, DAYS - 6))
            if self.place % 10 == 6:
                stage.on(DAYS - 1.6, lambda: self.receive(5, DAYS - 2))
            stage.on(self.day + 45, self.spend)

    def _author(self) -> str:
        return self.stage.who(self.house, "investigator", "lead")

    def _makers(self) -> list[str]:
        staff = [p.key for p in CAST if p.house == self.house and set(p.roles) & {"investigator", "contributor", "lead"}]
        return [self._author(), *[key for key in staff if key != self._author()]][: 2 + self.place % 2]

    def disclose(self) -> None:
        author = self.stage.actor(self._author())
        house = self.stage.houses[self.house]
        project = self.play and again(self.play.project)
        ai = self.place % 5 == 0
        drafted = actions.draft_disclosure(
            actor=author, project=project, kind=self.kind, title_en=self.en, title_zh=self.zh,
            description=f"{self.en}: what was found, how it differs from what was known, and what proves it.",
            completed_on=self.stage.date(self.day - 3), ai_used=ai, ai_fields=["search"] if ai else [],
            ai_use="使用助手检索文献。Literature was searched with an assistant." if ai else "",
            contributors=[{"person": self.stage.person(key), "institution": house} for key in self._makers()],
        )  # fmt: skip
        submitted = actions.submit_disclosure(actor=author, disclosure=drafted, seen=drafted.version)
        officer = self.stage.who(self.house, "officer")
        if officer in (*self._makers(), ""):
            return
        patent = "invention" if self.kind == "patent" else ""
        self.asset = actions.accept_disclosure(actor=self.stage.actor(officer), disclosure=submitted, seen=submitted.version, patent_type=patent)

    def own(self) -> None:
        if self.asset is None:
            return
        found = proposed(self.asset)
        stakes, whole = (list(found.stakes), found.whole) if found.stakes else ([(self.stage.houses[self.house], 1)], 1)
        actions.set_owners(
            actor=self._office(), asset=self.asset, seen=0, since=self.asset.completed_on, whole=whole, stakes=stakes,
            reasons="与提议一致，全体完成人均已知悉。As proposed, and seen by all who made it.",
        )  # fmt: skip

    def _office(self):
        return self.stage.actor(self.stage.who(self.house, "officer"))

    def _owns(self) -> bool:
        owners = self.asset and self.asset.ownership_versions.order_by("-number").first()
        return bool(owners) and owners.stakes.filter(institution=self.stage.houses[self.house]).exists()

    def share(self) -> None:
        if not self._owns():
            return
        makers = self._makers()
        parts = (3, 2, 1)[: len(makers)]
        share_set = actions.propose_shares(
            actor=self.stage.actor(self._author()), asset=self.asset, seen=0, since=self.asset.completed_on, whole=sum(parts),
            parts=[(self.stage.person(key), part) for key, part in zip(makers, parts, strict=True)],
        )  # fmt: skip
        for key in makers:
            share = Share.objects.get(share_set=share_set, person=self.stage.person(key))
            if self.place % 7 == 3 and key == makers[-1]:
                continue  # not signed yet: what is theirs is held
            actions.sign_share(actor=self.stage.actor(key), share=share, seen=share_set.fingerprint)

    def share_beside(self) -> None:
        """Where the policy names the staff of the transfer, too: the officer, and the author who showed it to its users."""
        if self.house != "beichen" or not self._owns():
            return
        staff = {self.stage.who(self.house, "officer"): 3, self._author(): 1}
        share_set = actions.propose_shares(
            actor=self._office(), asset=self.asset, seen=0, since=self.asset.completed_on, whole=sum(staff.values()), group="transfer_staff",
            parts=[(self.stage.person(key), part) for key, part in staff.items()],
        )  # fmt: skip
        for share in share_set.shares.order_by("line"):
            key = next(key for key in staff if self.stage.person(key).pk == share.person_id)
            actions.sign_share(actor=self.stage.actor(key), share=share, seen=share_set.fingerprint)

    def file(self) -> None:
        if self.asset is None:
            return
        filed = self.stage.date(self.day + 12)
        digits = f"{filed.year}1{self.place * 7919 % 10_000_000:07d}"
        actions.file_application(actor=self._office(), asset=self.asset, seen=again(self.asset).version,
                                 application_number=f"{digits}.{check_digit(digits)}", filed_on=filed)  # fmt: skip

    def grant(self) -> None:
        if self.asset is None:
            return
        day = self.stage.date(self.day + 210)
        actions.register_grant(actor=self._office(), asset=self.asset, seen=again(self.asset).version, granted_on=day)
        if self.place % 3 == 0:
            reward = propose_reward(
                actor=self._office(), person=self.stage.person(self._author()), kind="money", basis="law",
                citation="《专利法实施细则》（2023年）第九十三条 · Implementing Regulations of the Patent Law, art. 93", title_en=f"Grant of the patent {self.en}"[:200], title_zh=f"专利授权：{self.zh}"[:200],
                currency="CNY", amount=400_000, owed_since=day, due=date(day.year + (day.month + 3 > 12), (day.month + 2) % 12 + 1, 1),
            )  # fmt: skip
            if self.place % 2:
                self.stage.on(self.day + 216, lambda: self.stage.vote(self.stage.who(self.house, "approver"), reward))

    def license(self) -> None:
        if not self._owns():
            return
        buyer = BUYERS[self.place % len(BUYERS)]
        euro = buyer == "norrbatt"
        owners = again(self.asset).ownership_versions.order_by("-number").first().stakes.count()
        start = self.stage.date(self.day + 30)
        deal = actions.draft_deal(
            actor=self._office(), asset=self.asset, counterparty=self.stage.houses[buyer], currency="EUR" if euro else "CNY",
            kind="licence", scope="ordinary" if owners > 1 else ("exclusive", "ordinary")[self.place % 4 // 2], price_mode="entry_and_royalty",
            amount=AMOUNTS[self.place % len(AMOUNTS)], starts_on=start, ends_on=self._last_day(start),
            terms_en="An entry fee, then 3 % of net sales, paid half-yearly.", terms_zh="入门费，另按净销售额 3% 提成，每半年支付。", consent="",
        )  # fmt: skip
        actions.propose_deal(actor=self._office(), deal=deal, seen=deal_fingerprint(deal))
        if self.day + 40 < DAYS - 15:
            self.stage.on(self.day + 36, lambda: self._signed(deal))

    def _last_day(self, start: date) -> date:
        """Five years on; one licence has run out three weeks ago, and one runs out in six weeks."""
        days = {2: DAYS - 20, 4: DAYS + 45}
        return self.stage.date(days[self.place]) if self.place in days else date(start.year + 5, start.month, 1)

    def _signed(self, deal: Deal) -> None:
        self.stage.vote(self.stage.who(self.house, "approver"), again(deal))
        self.deal = again(deal)

    def spend(self) -> None:
        finance = self.stage.who(self.house, "finance")
        if self.asset and finance:
            costs.record_cost(actor=self.stage.actor(finance), asset=self.asset, currency="CNY", amount=1_234_567 + self.place * 1000,
                              spent_on=self.stage.date(self.day + 44), what="官费与代理费 Fees of the patent office and the attorney")  # fmt: skip

    def receive(self, n: int, day: int) -> None:
        """Money comes in and is taken to everybody; the newest still waits for somebody."""
        if self.deal is None:
            return
        finance = self.stage.actor(self.stage.who(self.house, "finance"))
        amount = AMOUNTS[(self.place + n) % len(AMOUNTS)]
        foreign = self.deal.currency != "CNY"
        receipt = receipts.record_deal_receipt(
            actor=finance, deal=self.deal, banked=amount, received_on=self.stage.date(day), vat=0 if foreign else amount * 6 // 106,
            withheld=amount // 10 if foreign else 0, bank_reference=f"2{self.place:03d}{n}",
        )  # fmt: skip
        settlement = settlements.prepare_settlement(actor=finance, receipt=receipt, **self._parts(receipt))
        self.stage.on(day + 3, lambda: self.settle(settlement, day, n))

    def _parts(self, receipt) -> dict:
        """Where neither clause nor law states any part, finance proposes some."""
        terms = terms_of(self.deal, self.asset, receipt.received_on)
        if terms.parts is not None:
            return {}
        return {"parts": dict.fromkeys(terms.institutions, 1), "reasons": "按各权利人往来函件，均分。Equal parts, as the owners wrote to each other."}

    def settle(self, settlement: Settlement, day: int, n: int) -> None:
        if again(settlement).state == "in_approval":
            self.stage.vote(self.stage.who(self.house, "approver"), again(settlement))
        part = settlement.parts.filter(institution=self.stage.houses[self.house], amount__gt=0).first()
        if part:
            finance = self.stage.actor(self.stage.who(self.house, "finance"))
            distribution = distributions.prepare_distribution(actor=finance, part=part)
            self.stage.on(day + 8, lambda: self.approve(distribution, day, n))

    def approve(self, distribution: Distribution, day: int, n: int) -> None:
        approver, now = self.stage.actor(self._approver(distribution)), again(distribution)
        stands = distributions.decide_distribution(actor=approver, distribution=now, seen=now.fingerprint, value="yes", reasons="符合本校办法。By our policy.")
        if stands.pk != now.pk:  # something had moved: it was computed anew and is asked again
            self.stage.on(day + 10, lambda: self.approve(stands, day, n))
            return
        finance = self.stage.who(self.house, "finance")
        if self.place == 8 and n == 0:
            line = stands.lines.filter(kind="person", amount__gt=0).order_by("-line").first()
            holds.hold_share(actor=self.stage.actor(finance), line=line, reasons="一名同事提出其贡献被遗漏。A colleague says that she was overlooked.")
        if self.place == 12 and n == 0:
            self.stage.on(day + 14, lambda: self.take_back(stands, day))
        if (self.place, n) in REFUNDED:
            self.stage.on(REFUNDED[self.place, n] or day + 30, lambda: self.refund(stands, REFUNDED[self.place, n] is None))
        late = 200 if self.place % 6 == 4 else 40
        self.stage.on(day + late, lambda: self.pay(distribution.currency, day + late))

    def _approver(self, distribution: Distribution) -> str:
        gaining = set(distribution.lines.filter(amount__gt=0).values_list("person", flat=True))
        able = [p.key for p in CAST if p.house == self.house and "approver" in p.roles]
        return next(key for key in able if self.stage.members[key].person_id not in gaining)

    def take_back(self, distribution: Distribution, day: int) -> None:
        finance = self.stage.actor(self.stage.who(self.house, "finance"))
        reversals.propose_reversal(actor=finance, distribution=again(distribution), seen=again(distribution).version,
                                   reasons="银行已退回该笔款项，被许可方将重新支付。The bank took the money back; the licensee pays it again.")  # fmt: skip
        self.stage.vote(self.stage.who(self.house, "approver"), distribution)
        anew = distributions.prepare_distribution(actor=finance, part=distribution.part)
        self.stage.on(day + 20, lambda: self.approve(anew, day, 9))

    def refund(self, distribution: Distribution, decided: bool) -> None:
        """The licensee counted a product that does not use the invention: a fifth goes back, with its part of the tax."""
        finance, receipt = self.stage.actor(self.stage.who(self.house, "finance")), again(distribution.part.settlement.receipt)
        back = refunds.record_deal_refund(
            actor=finance, receipt=receipt, banked=receipt.amount // 5, vat=receipt.vat // 5, received_on=clock.today(finance.zone),
            reasons="贷项通知：其中一种产品未使用该发明。Credit note: one product does not use the invention.", seen=receipt.version,
        )  # fmt: skip
        if decided:
            taken = Distribution.objects.get(part__settlement__receipt=back)
            approver = self.stage.actor(self._approver(distribution))
            distributions.decide_distribution(actor=approver, distribution=taken, seen=taken.fingerprint, value="yes", reasons="与贷项通知一致。As the credit note says.")

    def pay(self, currency: str, day: int) -> None:
        """Everybody to whom something is owed by this house is paid, but for what waits for a signature."""
        finance, house = self.stage.actor(self.stage.who(self.house, "finance")), self.stage.houses[self.house]
        owed = lines_owed().filter(distribution__institution=house, distribution__currency=currency)
        deal = self.deal if currency == SHARES else None
        owed = owed.filter(distribution__deal=deal) if deal else owed
        sums: dict[int, int] = {}
        for line in owed:
            sums[line.person_id] = sums.get(line.person_id, 0) + line.owed
        for key in [key for key, member in self.stage.members.items() if sums.get(member.person_id, 0) > 0]:
            payments.pay_person(actor=finance, person=self.stage.person(key), currency=currency, paid_on=self.stage.date(day),
                                bank_reference=f"P{day}{key}", deal=deal)  # fmt: skip


def plan_results(stage: Stage, plays) -> list[Result]:
    """Results of projects lie in the middle of their time; those of earlier work come first, and are given."""
    earlier = [Result(stage, place, *said, 12 + place * 9) for place, said in enumerate(EARLIER)]
    for result in earlier:
        result.plan()
    place = len(earlier)
    for play in [play for play in plays if play.work.lead in HOUSES or play.maker in HOUSES]:
        for n, (kind, en, zh) in enumerate(play.work.results):
            begun = max(play.first + 60 + 25 * n, 20)
            Result(stage, place, play.maker, kind, en, zh, begun, play).plan()
            place += 1
    return earlier
