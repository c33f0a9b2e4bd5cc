"""Intellectual property of a running project of Linhai and Haoyuan, made by the actions that people use."""
from datetime import date, timedelta

from governance.models import Decision
from ip import actions
from ip.fingerprints import deal_fingerprint
from ip.models import Asset, Deal, Disclosure, Share, ShareSet
from record import clock
from tests.world import policies, results
from tests.world import projects as made

INVENTORS = ("investigator", "contributor", "viewer")  # of Linhai: who they are, by role


def disclosure(world, project=None, *, at="linhai", **said) -> Disclosure:
    """Submitted by the investigator of `at`, who is named in it with the others."""
    row = drafted(world, project, at=at, **said)
    return actions.submit_disclosure(actor=world.actor(at, "investigator"), disclosure=row, seen=row.version)


def drafted(world, project=None, *, at="linhai", kind="patent", title="Thermal structure of a pouch cell", people=INVENTORS,
            completed_on: date | None = None, ai="", mark="") -> Disclosure:  # fmt: skip
    """A draft of the investigator; `mark` stands in its texts."""
    author, institution = world.actor(at, "investigator"), world.institutions[at]
    contributors = [{"person": world.person(at, role), "institution": institution, "did": mark} for role in people]
    return actions.draft_disclosure(
        actor=author, project=project, kind=kind, title_en=f"{title}{mark}", title_zh=f"软包电芯散热结构{mark}",
        description=f"Heat leaves a pouch cell over its tabs.{mark}", completed_on=completed_on or clock.today("Asia/Shanghai"),
        ai_used=bool(ai), ai_fields=["search"] if ai else [], ai_use=ai, contributors=contributors,
    )  # fmt: skip


def asset(world, project=None, *, at="linhai", **said) -> Asset:
    """Accepted by the officer: an asset without owners yet."""
    submitted = disclosure(world, project, at=at, **said)
    patent = "invention" if submitted.kind == "patent" else ""
    return actions.accept_disclosure(
        actor=world.actor(at, "officer"), disclosure=submitted, seen=submitted.version, patent_type=patent
    )


def owned(world, project=None, *, at="linhai", stakes=(("linhai", 1), ("haoyuan", 1)),
          reasons="As the parties agreed in writing.", **said) -> Asset:  # fmt: skip
    """With owners from its completion on, half and half unless said otherwise."""
    project = project or made.signed(world)
    made_asset = asset(world, project, at=at, **said)
    actions.set_owners(
        actor=world.actor(at, "officer"), asset=made_asset, seen=0, since=made_asset.completed_on,
        whole=sum(part for _, part in stakes), stakes=[(world.institutions[at], part) for at, part in stakes], reasons=reasons,
    )  # fmt: skip
    return Asset.objects.get(pk=made_asset.pk)


def shared(world, of: Asset, *, parts=(2, 2, 1), sign=True, at="linhai", people=INVENTORS) -> ShareSet:
    """The share set of an institution's people, signed by all of them unless `sign` says otherwise."""
    last = of.share_sets.filter(institution=world.institutions[at], group="").count()
    share_set = actions.propose_shares(
        actor=world.actor(at, "investigator"), asset=of, seen=last, since=of.completed_on, whole=sum(parts),
        parts=[(world.person(at, role), part) for role, part in zip(people, parts, strict=True)],
        reasons="Agreed anew." if last else "",
    )  # fmt: skip
    for role in people if sign else ():
        share = Share.objects.get(share_set=share_set, person=world.person(at, role))
        actions.sign_share(actor=world.actor(at, role), share=share, seen=share_set.fingerprint)
    return share_set


def draft(world, of: Asset, *, at="linhai", counterparty="beizhou", currency="CNY", scope="ordinary", **said) -> Deal:
    """A licence in draft, prepared by the officer of `at`."""
    today = clock.today("Asia/Shanghai")
    given = {
        "kind": "licence", "scope": scope, "price_mode": "entry_and_royalty", "amount": 50_000_000, "starts_on": today,
        "ends_on": today + timedelta(days=1095), "terms_en": "An entry fee, then 3 % of net sales.", "terms_zh": "",
        "consent": "",
    }  # fmt: skip
    return actions.draft_deal(
        actor=world.actor(at, "officer"), asset=of, counterparty=world.institutions[counterparty], currency=currency, **given | said
    )


def licence(world, of: Asset, *, at="linhai", **said) -> Deal:
    """Approved by another person and signed."""
    deal = draft(world, of, at=at, **said)
    actions.propose_deal(actor=world.actor(at, "officer"), deal=deal, seen=deal_fingerprint(deal))
    made.vote(world.actor(at, "approver"), deal)
    return Deal.objects.get(pk=deal.pk)


def whole(world) -> tuple[Asset, ShareSet, Deal]:
    """An asset owned half and half, three signed shares, and a signed licence."""
    result = owned(world)
    return result, shared(world, result), licence(world, result)


def decision(deal: Deal) -> Decision:
    return Decision.objects.open().get(subject=deal.uid)


def build(world, home: str, partner: str, mark: str, made: dict) -> dict:
    """What policies.py, results.py, studies.py and money.py build."""
    from tests.world import money, studies  # which make its licences with what stands above

    found = policies.build(world, home, partner, mark, made)
    found |= results.build(world, home, partner, mark, made | found)
    found |= studies.build(world, home, partner, mark, made | found)
    return found | money.build(world, home, partner, mark, made | found)
