"""Allocation studies: three parties of a running project with everything stated, one whose core is empty, one chosen."""
from config.demo.projects import Play
from config.demo.stage import DAYS, Stage, again
from ip import actions
from ip.models import Study

WAN = 1_000_000  # minor units of ten thousand yuan
CELLS, ROBOTS, TWIN = "Sodium-ion cells for grid storage", "Robot cell for battery dismantling", "Digital twin of a coating line"
MINUTES, FORECAST = "指导组会议纪要第 4 项 Minutes of the steering group, item 4", "项目销售预测表 2 Sales forecast of the project, table 2"
# Groups are sums of bits in the order of the parties: 1, 2, 4. Kinds in the order in which they are stated.
CELLS_SAID = (
    (0, "contribution", {1: "46", 2: "38", 4: "16"}, "迄今入账的工时与现金占比 Hours and cash booked until now, in percent"),
    (0, "worth", {1: 10 * WAN, 2: 10 * WAN, 4: 10 * WAN, 3: 70 * WAN, 5: 50 * WAN, 6: 40 * WAN}, FORECAST),
    (1, "claim", {2: 65 * WAN}, "致牵头方函第 2 点 Letter to the lead, point 2"),
    (0, "claim", {1: 60 * WAN, 4: 30 * WAN}, MINUTES),
    (1, "risk", {1: "1", 2: "2", 4: "1"}, "中试线失败时由谁承担 Who pays for the pilot line if it fails"),
    (0, "power", {1: "2", 2: "2", 4: "1"}, MINUTES),
    (0, "judgement", {3: "1", 5: "3", 6: "2"}, "三位课题组长访谈 Interviews with the three work package leaders"),
    (1, "offer", {1: 50 * WAN, 2: 50 * WAN, 4: 10 * WAN}, "企业第二轮报价 Offer of the company, second round"),
)  # fmt: skip
ROBOTS_SAID = (
    (0, "contribution", {1: "5", 2: "2", 4: "3"}, "迄今投入人月 Person-months until now"),
    (0, "worth", {1: 0, 2: 0, 4: 5 * WAN, 3: 40 * WAN, 5: 55 * WAN, 6: 45 * WAN}, "两家被许可方对部分单元的报价 Offers of two licensees for parts of the cell"),
    (0, "judgement", {3: "5", 5: "1/4", 6: "3"}, "牵头方估算 Estimate of the lead"),
)  # fmt: skip
TWIN_SAID = (
    (0, "worth", {1: 8 * WAN, 2: 14 * WAN}, "上年各自软件的收入 What each earned with its own software last year"),
    (0, "power", {1: "1", 2: "1"}, MINUTES),
)


def plan_studies(stage: Stage, plays: list[Play]) -> None:
    """Opened in the last weeks, so that there is something to decide."""
    by_title = {play.work.en: play for play in plays}
    _plan(stage, by_title[CELLS], "前五年许可收益 Licence income of the first five years", 110 * WAN, CELLS_SAID)
    _plan(stage, by_title[ROBOTS], "拆解机器人单元的许可收益 Licence income of the robot cell", 60 * WAN, ROBOTS_SAID)
    _plan(stage, by_title[TWIN], "软件许可收益 Software licences", 30 * WAN, TWIN_SAID, chosen="nash")


def _plan(stage: Stage, play: Play, purpose: str, amount: int, said, chosen: str = "") -> None:
    def act() -> None:
        houses = (play.work.lead, *play.work.partners)
        keys = [stage.who(house, "officer", "lead") for house in houses]
        study = actions.open_study(
            actor=stage.actor(keys[0]), about=again(play.project), purpose=purpose, amount=amount,
            parties=[stage.houses[house] for house in houses],
        )  # fmt: skip
        for who, kind, values, evidence in said:
            study = _state(stage, keys[who], study, kind, values, evidence)
        if chosen:
            actions.choose_allocation(actor=stage.actor(keys[0]), study=study, seen=study.version, method=chosen,
                                      reasons="双方保留各自所得，合作增加的部分均分。Both sides keep what they have and halve what the deal adds.")  # fmt: skip

    stage.on(DAYS - 5, act)


def _state(stage: Stage, key: str, study: Study, kind: str, values: dict, evidence: str) -> Study:
    return actions.state_values(actor=stage.actor(key), study=study, seen=study.version, kind=kind, values=values, evidence=evidence)
