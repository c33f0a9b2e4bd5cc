"""The first days: institutions open, people join, money roles are given by two, policies are published."""
from uuid import UUID

from accounts.actions import accept_invitation, grant_role, invite, open_institution, place_member
from accounts.capabilities import MONEY_ROLES
from accounts.models import Membership
from config.demo.cast import CAST, HOUSES, House, Part, address, code
from config.demo.stage import DAYS, Stage, again
from governance.actions.roles import request_role
from ip.actions import draft_version, open_policy, propose_version, record_hearing
from ip.models import SharingPolicy
from ip.policies import published
from partners.actions import open_relation, open_unit
from partners.models import Institution, Unit
from record import clock
from record.actors import System

POLICIES = {
    "linhai": ("us-stanford-pre-change", "Thirds after 15 %", "提取 15% 后三分"),
    "yunmeng": ("us-yale", "Three steps by what an invention has brought", "按累计收益三档分配"),
    "beichen": ("cn-nwafu-transfer", "Eighty to those who completed it", "完成人八成"),
    "yingcai": ("us-mit", "A third to the inventors", "发明人三分之一"),
}
# What becomes of the part of who leaves or dies: invented, as the sources of these formulas do not say it.
INVENTED = {"en": "Invented for this demonstration; the source does not say it.", "zh": "为演示而虚构，来源未作规定。"}
PERSONS = {
    "linhai": {"leaves": "keeps", "dies": "heirs", "clause": INVENTED},
    "beichen": {"leaves": "lost_to_others", "dies": "heirs", "clause": INVENTED},
}
STAFF = {"key": "transfer_staff", "name": {"en": "Transfer staff", "zh": "转化人员"}, "persons": "transfer_staff", "clause": INVENTED}
NEIGHBOURS = {
    "linhai": ("haoyuan", "qingyue", "beizhou", "yingcai", "norrbatt", "ruilan"),
    "yunmeng": ("ruilan", "beizhou", "yingcai", "heguang"),
    "beichen": ("heguang", "ruilan", "beizhou"),
    "yingcai": ("linhai", "haoyuan", "qingyue"),
}


def open_houses(stage: Stage) -> None:
    for place, house in enumerate(HOUSES):
        _open(stage, house, place)
    for house in HOUSES:
        stage.on(2, lambda house=house: _units(stage, house))
        stage.on(3, lambda house=house: _people(stage, house))
        stage.on(4, lambda house=house: _book(stage, house))
    for house, (formula, en, zh) in POLICIES.items():
        stage.on(6, lambda house=house, formula=formula, en=en, zh=zh: _policy(stage, house, formula, en, zh))
    stage.on(DAYS - 12, lambda: _rethink(stage, "linhai"))


def _administrators(house: str) -> list[Part]:
    return [part for part in CAST if part.house == house and "administrator" in part.roles]


def _open(stage: Stage, house: House, place: int) -> None:
    chinese = house.country == "CN"
    entry = {
        "kind": house.kind, "name_en": house.en, "name_zh": house.zh, "country": house.country, "region": house.city,
        "zone": house.zone, "currency": house.currency, "founder": house.founder, "uscc": code(place) if chinese else None,
    }  # fmt: skip
    parts = _administrators(house.key)
    institution, invitations = open_institution(actor=System(), administrators=[address(p) for p in parts], **entry)
    stage.houses[house.key] = institution
    for part, invitation in zip(parts, invitations, strict=True):
        _accept(stage, part, invitation)


def _accept(stage: Stage, part: Part, invitation) -> None:
    house = stage.houses[part.house]
    token = invitation.link.rstrip("/").rsplit("/", 1)[-1]
    member = accept_invitation(
        actor=System(house.uid, house.zone), token=token, name_en=part.en, name_zh=part.zh, password=None
    )
    stage.members[part.key] = Membership.objects.select_related("person", "institution").get(pk=member.pk)
    stage.houses[part.house] = Institution.objects.get(pk=house.pk)


def _people(stage: Stage, house: House) -> None:
    first, second = (part.key for part in _administrators(house.key)[:2])
    for part in [part for part in CAST if part.house == house.key]:
        roles = [role for role in part.roles if role != "administrator"]
        if part.key not in stage.members:
            plain = next((role for role in roles if role not in MONEY_ROLES), "contributor")
            invitation = invite(actor=stage.actor(first), email=address(part), institution=stage.houses[house.key], role=plain)
            _accept(stage, part, invitation)
            roles = [role for role in roles if role != plain]
        unit = Unit.objects.get(institution=stage.houses[house.key], name_en=part.unit) if part.unit else None
        for role in roles:
            _give(stage, first, second, stage.members[part.key], role, unit.uid if unit and part.there else None)
        if unit:
            member = Membership.objects.get(pk=stage.members[part.key].pk)
            place_member(actor=stage.actor(first), membership=member, seen=member.version, unit=unit)


def _give(stage: Stage, first: str, second: str, member: Membership, role: str, scope: UUID | None) -> None:
    """One administrator gives a role; what moves money takes both."""
    if role in MONEY_ROLES:
        asked = request_role(actor=stage.actor(first), membership=member, role=role, scope=scope)
        stage.vote(second, asked)
    else:
        other = second if stage.members[first].pk == member.pk else first
        grant_role(actor=stage.actor(other), membership=member, role=role, scope=scope)


def _units(stage: Stage, house: House) -> None:
    administrator = stage.actor(_administrators(house.key)[0].key)
    for en, zh, *below in house.units:
        unit = open_unit(actor=administrator, name_en=en, name_zh=zh, since=stage.date(2))
        for inner_en, inner_zh in below:
            open_unit(actor=administrator, name_en=inner_en, name_zh=inner_zh, parent=unit, since=stage.date(2))


def _book(stage: Stage, house: House) -> None:
    for key in NEIGHBOURS.get(house.key, ()):
        open_relation(actor=stage.actor(stage.who(house.key, "officer")), partner=stage.houses[key])


def _policy(stage: Stage, house: str, formula: str, en: str, zh: str) -> None:
    document = published()[formula]
    if "currency" in document:
        document = {**document, "id": f"{house}-after-{document['id']}", "currency": stage.houses[house].currency}
    if house == "beichen":
        document = _with_staff(document)
    if house in PERSONS:
        document = {**document, "id": f"{house}-with-leavers-{document['id']}", "persons": document.get("persons", {}) | PERSONS[house]}
    asks = "received" if document.get("applies_by") in (None, "unknown") else ""
    administrator = stage.who(house, "administrator")
    version = open_policy(
        actor=stage.actor(administrator), name_en=en, name_zh=zh, deal_kinds=["licence", "assignment"], document=document,
        applies_by=asks,
    )  # fmt: skip
    record_hearing(actor=stage.actor(administrator), subject=version, kind="heard", on=clock.today(), whom="学术委员会 Science council",
                   text="宣读并讨论了草案，无人反对，见纪要 4。The draft was read out and discussed; nobody spoke against it. Minutes 4.")  # fmt: skip
    propose_version(actor=stage.actor(administrator), version=version, seen=version.fingerprint, since=stage.date(6))
    stage.vote(stage.who(house, "approver"), again(version))


def _with_staff(document: dict) -> dict:
    """Half of what the university keeps goes to those who brought the result to its users, by shares of their own."""
    (tier,) = document["tiers"]
    clause = {"en": "80 % to the completers, 10 % to their college, 5 % to the university, 5 % to the transfer staff.",
              "zh": "完成人 80%，学院 10%，学校 5%，转化人员 5%。"}  # fmt: skip
    tiers = [{**tier, "shares": {**tier["shares"], "university": "5", "transfer_staff": "5"}, "clause": clause}]
    return {**document, "id": f"beichen-with-staff-{document['id']}", "parties": [*document["parties"], STAFF], "tiers": tiers}


def _rethink(stage: Stage, house: str) -> None:
    """A change that somebody works on and has not proposed: the office would keep a tenth."""
    policy = SharingPolicy.objects.get(institution=stage.houses[house], code="licence-assignment")
    document = dict(policy.versions.get(state="published").document)
    office, *others = document["deductions"]
    clause = {"en": "The office keeps 10 % of each receipt for its work.", "zh": "技术许可办公室从每笔到款中提取 10% 作为运行费用。"}
    name = {"en": "Thirds after 10 %", "zh": "提取 10% 后三分"}
    document |= {"id": f"{house}-thirds", "name": name, "deductions": [{**office, "percent": "10", "clause": clause}, *others]}
    document.pop("unconfirmed", None)
    draft_version(actor=stage.actor(stage.who(house, "administrator")), policy=policy, document=document, applies_by="")
