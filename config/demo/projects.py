"""Forty projects, each led to the fate that it has in works.py."""
import io
from datetime import timedelta

from accounts.models import Membership
from config.demo.cast import CAST
from config.demo.stage import DAYS, Stage, again
from config.demo.works import WORKS, Work
from governance.actions import comment
from projects import actions
from projects.delivery import submission_fingerprint
from projects.fingerprint import fingerprint
from projects.models import Condition, ExpectedIncome, Milestone, Participation, Project
from record import clock
from record.files import keep

STEPS = (
    ("Requirements and test plan", "需求与测试方案", 20), ("First working sample", "首个可用样品", 25),
    ("Trial at the partner", "合作方试用", 25), ("Final report and handover", "总结报告与移交", 30),
)  # fmt: skip
CRITERIA = (
    ("报告写明方法、设备和每处偏差。The report names method, equipment and every deviation.", "报告 report"),
    ("三次试验均达到计划约定的指标。The figures agreed in the plan are reached in three runs.", "测量数据 measurements"),
)  # fmt: skip
# Where in time each fate lies: first and last day of the project, counted from the beginning of the story.
SPANS = {
    "running": (DAYS - 330, DAYS + 260), "late": (DAYS - 420, DAYS + 60), "closed": (40, 470), "closing": (120, DAYS - 70),
    "suspended": (DAYS - 380, DAYS + 120), "ended_early": (150, DAYS + 60), "signed": (DAYS + 25, DAYS + 500),
    "in_approval": (DAYS + 40, DAYS + 520), "draft": (DAYS + 60, DAYS + 600),
}  # fmt: skip


class Play:
    """One project on the stage."""

    def __init__(self, stage: Stage, work: Work, place: int):
        self.stage, self.work, self.place = stage, work, place
        first, last = SPANS[work.fate]
        shift = (place * 7) % 35
        self.first, self.last = first + shift, last + shift
        university = work.lead if self._is_science(work.lead) else next((p for p in work.partners if self._is_science(p)), work.lead)
        self.maker = university  # who does the work
        self.payer = next((h for h in (*work.partners, work.lead) if h != university and not self._is_science(h)), None)
        self.payer = self.payer or next(h for h in (*work.partners, work.lead) if h != university)
        self.project: Project | None = None

    @staticmethod
    def _is_science(house: str) -> bool:
        return any(part.house == house and "officer" in part.roles for part in CAST)

    def _officer(self, house: str) -> str:
        return self.stage.who(house, "officer", "lead")

    def _signer(self, house: str) -> str:
        return self.stage.who(house, "approver", "partner_approver")

    def _worker(self) -> str:
        return self.stage.who(self.maker, "investigator", "lead")

    def plan(self) -> None:
        fate, stage = self.work.fate, self.stage
        logged = max(8, min(self.first - 45, DAYS - 12))
        stage.on(logged, self.log)
        if fate == "draft":
            return
        stage.on(logged + 6, self.propose)
        for turn, house in enumerate(self._signers if fate != "in_approval" else self._signers[:1]):
            stage.on(logged + 8 + turn, lambda house=house: stage.vote(self._signer(house), again(self.project)))
        if fate not in ("signed", "in_approval"):
            self._course()

    @property
    def _signers(self) -> tuple[str, ...]:
        return (self.work.lead, *self.work.partners, *filter(None, [self.work.funder]))

    def log(self) -> None:
        stage, work = self.stage, self.work
        officer = stage.actor(self._officer(work.lead))
        leader = Membership.objects.select_related("person", "unit").get(pk=stage.members[stage.who(work.lead, "investigator", "lead")].pk)
        self.project = project = actions.log_project(
            actor=officer, kind=work.kind, title_en=work.en, title_zh=work.zh,
            summary=f"{work.zh}：逐步约定计划、测量和交付的内容。{work.en}: what is planned, measured and handed over, step by step.",
            start=stage.date(self.first), end=stage.date(self.last), currency="CNY", budget=work.budget * 100,
            investigator=leader.person, unit=leader.unit,
        )  # fmt: skip
        for house in work.partners:
            role = "partner" if stage.who(house, "approver", "partner_approver") else "supervisor"
            actions.add_party(actor=officer, project=project, institution=stage.houses[house], role=role)
        if work.funder:
            body = actions.add_party(actor=officer, project=project, institution=stage.houses[work.funder], role="funder")
            actions.promise_contribution(actor=officer, project=project, party=body, kind="cash", amount=project.budget // 5,
                                         since=project.start, until=project.end, what="科技计划专项 Special programme")  # fmt: skip
        for part in [p for p in CAST if p.house == work.lead and set(p.roles) & {"investigator", "contributor"}][:3]:
            roles = ["supervision", "methodology"] if "investigator" in part.roles else ["investigation", "validation"]
            actions.join_team(actor=officer, project=project, person=stage.person(part.key), roles=roles, since=project.start)
        self._money(officer, project)
        self._clauses(officer, project)

    def _party(self, house: str) -> Participation:
        return self.project.participations.get(institution=self.stage.houses[house])

    def _money(self, officer, project: Project) -> None:
        cash = project.budget * 6 // 10
        promised = {"since": project.start, "until": project.end}
        actions.promise_contribution(actor=officer, project=project, party=self._party(self.payer), kind="cash", amount=cash, **promised)
        actions.promise_contribution(actor=officer, project=project, party=self._party(self.maker), kind="in_kind", amount=cash // 4,
                                     what="人员与仪器 Staff and instruments", **promised)  # fmt: skip
        payer, maker = self._party(self.payer), self._party(self.maker)
        length = (self.last - self.first) / len(STEPS)
        for number, (en, zh, weight) in enumerate(STEPS, 1):
            actions.plan_milestone(
                actor=officer, project=project, title_en=en, title_zh=zh, due=self.stage.date(self.first + length * number - 8),
                weight=weight, payment=cash * weight // 100, payer=payer, payee=maker, responsible=maker,
                approvers=[payer.institution], criteria=list(CRITERIA),
            )  # fmt: skip

    def _clauses(self, officer, project: Project) -> None:
        houses = (self.work.lead, *self.work.partners)
        rest = 40 // (len(houses) - 1)
        parts = [{"institution": str(self.stage.houses[h].uid), "part": rest} for h in houses[1:]]
        parts.insert(0, {"institution": str(self.stage.houses[houses[0]].uid), "part": 100 - rest * (len(houses) - 1)})
        if self.work.kind in ("cooperative", "commissioned"):
            terms = {"rule": "joint" if self.work.kind == "cooperative" else "lead"}
            if self.work.kind == "cooperative":
                terms |= {"whole": 100, "parts": parts}
                actions.write_clause(actor=officer, project=project, kind="income", terms={"rule": "shares", "whole": 100, "parts": parts})
            actions.write_clause(actor=officer, project=project, kind="ownership", terms=terms)

    def propose(self) -> None:
        project = again(self.project)
        actions.propose_project(actor=self.stage.actor(self._officer(self.work.lead)), project=project, seen=fingerprint(project))

    def _course(self) -> None:
        """What happens after the first day."""
        fate, stage = self.work.fate, self.stage
        length = (self.last - self.first) / len(STEPS)
        done = {"late": 1, "suspended": 1, "ended_early": 1}.get(fate, len(STEPS))
        for number in range(1, done + 1):
            due = self.first + length * number - 8
            late = stage.random.choice((-12, -6, -3, 2, 9))
            stage.on(due + late, lambda n=number: self.hand_in(n))
            stage.on(due + late + 4, lambda n=number: self.decide(n))
            stage.on(due + late + 30, lambda n=number: self.receive(n))
        if fate == "running" and self.place % 3 == 0:
            stage.on(DAYS - 3, lambda: self.hand_in(3))
        if fate == "running" and self.place % 5 == 2:
            stage.on(DAYS - 5, self.widen)
        if fate == "running" and self.place % 5 == 3:
            stage.on(DAYS - 9, self.lengthen)
        stage.on(self.first + 20, self.contribute)
        stage.on(self.first + 33, self.ask)
        if self.work.funder:
            stage.on(self.first + 40, self.fund)
        ends = {"closed": self.last + 10, "closing": self.last + 12, "suspended": self.first + 200, "ended_early": self.first + 240}
        if fate in ends:
            stage.on(ends[fate], getattr(self, fate))

    def _milestone(self, number: int) -> Milestone:
        return self.project.milestones.get(position=number)

    def hand_in(self, number: int) -> None:
        milestone, worker = self._milestone(number), self.stage.actor(self._worker())
        try_ = f", try {milestone.submissions.count() + 1}" if milestone.submissions.exists() else ""
        files = [(f"{milestone.title_en}{try_}.pdf", _paper(milestone.title_en, self.work.en)), (f"数据 {number}{try_}.csv", _table(self.place, number))]
        actions.add_files(actor=worker, milestone=milestone, files=files, criterion=milestone.criteria.first())
        milestone = again(milestone)
        said = [(criterion, "yes", "三次试验均达到。Reached in all three runs.") for criterion in milestone.criteria.all()]
        ai, note = ("assisted", "图表由编程助手绘制，数据已人工核对。Plots drawn with a code assistant; figures checked by hand.") if number == 2 else ("none", "")
        actions.submit_milestone(actor=worker, milestone=milestone, seen=milestone.version, assessments=said, ai=ai, ai_note=note)

    def decide(self, number: int) -> None:
        milestone = self._milestone(number)
        submission = milestone.submissions.order_by("-number").first()
        if submission is None or milestone.state != "submitted":
            return
        approver = self.stage.actor(self._signer(self.payer))
        said = {"seen": submission_fingerprint(submission), "value": "yes"}
        if number == 2 and self.place % 4 == 1 and submission.number == 1:
            said |= {"value": "return", "reasons": "缺少 45 °C 以上的测量数据。Measurements above 45 °C are missing."}
            self.stage.on(self._now() + 12, lambda: self.hand_in(number))
            self.stage.on(self._now() + 15, lambda: self.decide(number))
        elif number == 3 and self.place % 4 == 2:
            told = ("交付第三次试验的原始数据。Hand over the raw data of the third run.", self.stage.date(self._now() + 20))
            said |= {"value": "conditions", "reasons": "完成得很好，尚缺原始数据。Good work; the raw data is still missing.", "conditions": [told]}
            self.stage.on(self._now() + 11, lambda: self.report(number))
            self.stage.on(self._now() + 14, lambda: self.confirm(number))
        actions.decide_submission(actor=approver, submission=submission, **said)

    def report(self, number: int) -> None:
        condition = Condition.objects.get(submission__milestone=self._milestone(number))
        actions.report_condition(actor=self.stage.actor(self._worker()), condition=condition, seen=condition.version,
                                 remark="已在合作方服务器上移交。Handed over on the partner’s server.")  # fmt: skip

    def confirm(self, number: int) -> None:
        condition = Condition.objects.get(submission__milestone=self._milestone(number))
        actions.confirm_condition(actor=self.stage.actor(self._signer(self.payer)), condition=condition, seen=condition.version)

    def widen(self) -> None:
        """An amendment that waits for the partner now."""
        project = again(self.project)
        more = {"of": "project", "uid": str(project.uid), "field": "budget", "new": project.budget + 20_000_000}
        amendment = actions.propose_amendment(
            actor=self.stage.actor(self._officer(self.work.lead)), project=project, seen=project.version,
            reason="需要进行第二轮中试。A second pilot run is needed.", since=self.stage.date(self._now()), changes=[more],
        )  # fmt: skip
        self.stage.vote(self._signer(self.work.lead), amendment)

    def lengthen(self) -> None:
        """An amendment that all agreed to and that holds from a day to come."""
        project = again(self.project)
        end = project.end + timedelta(days=60)
        amendment = actions.propose_amendment(
            actor=self.stage.actor(self._officer(self.work.lead)), project=project, seen=project.version,
            reason="下一采暖季需要复测。The tests are to be repeated in the next heating season.",
            since=self.stage.date(self._now() + 40),
            changes=[{"of": "project", "uid": str(project.uid), "field": "end", "new": end.isoformat()}],
        )  # fmt: skip
        for house in self._signers:
            self.stage.vote(self._signer(house), amendment)

    def _now(self) -> float:
        return (clock.now() - self.stage.begin) / timedelta(days=1)

    def receive(self, number: int) -> None:
        """What an accepted milestone makes due comes in."""
        expected = ExpectedIncome.objects.filter(milestone=self._milestone(number)).first()
        finance = self.stage.who(self.maker, "finance")
        if expected and finance and expected.due and self.place % 3:
            day = self.stage.date(self._now())
            actions.receive_income(actor=self.stage.actor(finance), expected=expected, banked=expected.amount, received_on=day,
                                   bank_reference=f"B{self.place:02d}{number}")  # fmt: skip

    def contribute(self) -> None:
        writer = self._officer(self.payer)
        if writer and self.work.fate != "signed":
            amount = self.project.budget // 5
            actions.record_contribution(actor=self.stage.actor(writer), party=self._party(self.payer), kind="cash",
                                        on=self.stage.date(self._now()), amount=amount, what="首期投入 First instalment")  # fmt: skip

    def fund(self) -> None:
        """Half of what the public body promised comes in the first weeks."""
        house = self.work.funder
        actions.record_contribution(actor=self.stage.actor(self._officer(house)), party=self._party(house), kind="cash",
                                    on=self.stage.date(self._now()), amount=self.project.budget // 10, what="首批拨款 First payment")  # fmt: skip

    def ask(self) -> None:
        milestone, house = again(self._milestone(1)), self.stage.houses[self.maker]
        asker = self.stage.actor(self._signer(self.payer))
        comment(actor=asker, subject=milestone, text="Which instrument do you use for the third run?", asks=house)

    def closed(self) -> None:
        officer = self.stage.actor(self._officer(self.work.lead))
        project = actions.begin_closing(actor=officer, project=again(self.project), seen=again(self.project).version, reasons="全部通过验收。All is accepted.")
        actions.close_project(actor=officer, project=project, seen=again(project).version, reasons="账目已结清。Accounts are settled.",
                              lessons="首件样品之前应先商定试验台。Agree on the test rig before the first sample.")  # fmt: skip

    def closing(self) -> None:
        officer = self.stage.actor(self._officer(self.work.lead))
        actions.begin_closing(actor=officer, project=again(self.project), seen=again(self.project).version, reasons="全部通过验收。All is accepted.")

    def suspended(self) -> None:
        officer = self.stage.actor(self._officer(self.work.lead))
        actions.suspend_project(actor=officer, project=again(self.project), seen=again(self.project).version,
                                reasons="中试线正在搬迁。The pilot line is being moved.")  # fmt: skip

    def ended_early(self) -> None:
        officer, project = self.stage.actor(self._officer(self.work.lead)), again(self.project)
        over = {"of": "project", "uid": str(project.uid), "field": "state", "new": "ended_early"}
        amendment = actions.propose_amendment(
            actor=officer, project=project, seen=project.version, reason="材料不能承受载荷，继续进行没有意义。The material does not bear the load; going on is no use.",
            since=self.stage.date(self._now()), changes=[over],
        )  # fmt: skip
        for house in (self.work.lead, *self.work.partners):
            self.stage.vote(self._signer(house), amendment)


def _paper(title: str, work: str):
    """A small PDF that says what it is."""
    text = f"{title} / {work}".encode("latin-1", "replace").decode("latin-1").replace("(", "").replace(")", "")
    body = f"BT /F1 16 Tf 60 760 Td ({text}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return keep(io.BytesIO(out + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"), "paper.pdf")


def _table(place: int, number: int):
    rows = "\n".join(f"{run},{place + number + run * 3}" for run in range(1, 9))
    return keep(io.BytesIO(f"run,value\n{rows}\n".encode()), "data.csv")


def plan_projects(stage: Stage) -> list[Play]:
    plays = [Play(stage, work, place) for place, work in enumerate(WORKS)]
    for play in plays:
        play.plan()
    return plays
