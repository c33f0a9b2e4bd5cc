"""Other groups of persons than the inventors: named by a policy, with share sets of their own, signed, paid, held, proved."""
import json
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from audit.recompute import recompute
from ip import actions, past
from ip.actions.departures import propose_departure
from ip.computing import moved
from ip.fingerprints import shares_fingerprint
from ip.floors import of_distribution
from ip.groups import group_name
from ip.models import Distribution, DistributionLine, Hold, Share, ShareSet
from ip.rules import read_policy
from ip.sharing import adjust
from ip.statements import amounts_of, chain
from ip.wording import spell
from record.errors import Invalid, NotVisible, Stale
from tests.audit.test_beneath import raw
from tests.audit.test_evidence import Tampered, checked, unpacked
from tests.audit.test_recompute import beneath
from tests.ip.test_departures import found
from tests.ip.test_holds import reverse as taken_whole
from tests.ip.test_pages import send
from tests.world import ip as made
from tests.world import money, policies

SINCE = date(2024, 1, 1)
V1 = "/api/v1"
NAMES = {"inventors": ("Inventors", "完成人"), "staff": ("Transfer staff", "转化人员"), "school": ("School", "学院")}


def formula(**changed) -> dict:
    """70 % to the inventors, 10 % to the staff of the transfer, 20 % to the school."""
    whose = {"inventors": True, "staff": "transfer"}
    return {
        "format": 1, "id": "groups", "name": {"en": "Sharing"}, "institution": {"en": "Linhai"}, "source": {"citation": "Made for a test"},
        "currency": "CNY", "scope": "flat", "rounding": "largest_remainder", "deductions": [], "applies_by": "received",
        "persons": {"leaves": "lost_to_others"},
        "parties": [{"key": key, "name": {"en": en, "zh": zh}, **({"persons": whose[key]} if key in whose else {})}
                    for key, (en, zh) in NAMES.items()],
        "tiers": [{"from": "0", "shares": {"inventors": "70", "staff": "10", "school": "20"}}], **changed,
    }  # fmt: skip


def begin(world):
    policies.published(world, formula(), applies_by="")
    asset = made.owned(world, stakes=(("linhai", 1),), completed_on=SINCE)
    made.shared(world, asset)
    return asset


@pytest.fixture
def asset(beginning):
    return beginning


def staff(world, asset, *, parts=(1, 2), people=("contributor", "officer"), sign=True, seen=0) -> ShareSet:
    """The staff of the transfer, one of whom is an inventor, too."""
    share_set = actions.propose_shares(
        actor=world.actor("linhai", "investigator"), asset=asset, seen=seen, since=SINCE, whole=sum(parts), group="transfer",
        parts=[(world.person("linhai", role), part) for role, part in zip(people, parts, strict=True)], reasons="Anew." if seen else "",
    )  # fmt: skip
    for role in people if sign else ():
        share = Share.objects.get(share_set=share_set, person=world.person("linhai", role))
        actions.sign_share(actor=world.actor("linhai", role), share=share, seen=share_set.fingerprint)
    return share_set


def posted(world, asset, amount=1_000_000) -> Distribution:
    return money.posted(world, made.licence(world, asset), amount)


def persons(row) -> list[tuple]:
    return [(line.person.name, line.group, line.amount) for line in row.lines.exclude(person=None).order_by("line")]


def changed(world) -> list:
    """What the desk finds beneath the actions, of rows of sharing."""
    return [row for row in found(world) if row[1].startswith("ip.")]


def test_numbers_count_by_group_and_the_group_is_part_of_what_is_signed(world, asset):
    first = staff(world, asset)
    assert (first.number, asset.share_sets.count()) == (1, 2)
    assert shares_fingerprint(first) == first.fingerprint
    with pytest.raises(Stale):
        staff(world, asset)
    assert staff(world, asset, seen=1).number == 2
    beneath('UPDATE ip_shareset SET "group" = \'\', number = 7 WHERE uid = %s', raw(first.pk))
    assert shares_fingerprint(ShareSet.objects.get(pk=first.pk)) != first.fingerprint


def test_a_group_that_no_policy_names_is_refused_at_the_field(world, asset):
    officer, person = world.actor("linhai", "officer"), world.person("linhai", "officer")
    said = {"actor": officer, "asset": asset, "seen": 0, "since": SINCE, "whole": 1, "parts": [(person, 1)]}
    with pytest.raises(Invalid) as error:
        actions.propose_shares(**said, group="friends")
    assert error.value.field == "group"


def test_each_group_shares_its_part_by_its_own_set_and_a_person_of_both_has_a_line_in_each(world, asset):
    staff(world, asset)
    row = posted(world, asset)
    names = {role: world.person("linhai", role).name for role in ("investigator", "contributor", "viewer", "officer")}
    assert persons(row) == [
        (names["investigator"], "", 280_000), (names["contributor"], "", 280_000), (names["viewer"], "", 140_000),
        (names["contributor"], "transfer", 33_333), (names["officer"], "transfer", 66_667),
    ]  # fmt: skip
    anew = recompute(row)
    assert (anew.holds, anew.same, changed(world)) == (True, True, [])
    mine = amounts_of(world.actor("linhai", "contributor"), [world.person("linhai", "contributor").pk])
    assert [(amount.group, amount.owed, str(amount.where)) for amount in mine] == [("Transfer staff", 33_333, "waiting"), ("", 280_000, "waiting")]
    told = [[step.why for step in chain(amount.line) if step.code == "person"] for amount in mine]
    assert [len(steps) for steps in told] == [1, 1] and "Transfer staff" in told[0][0] and "as signed on" in told[0][0]
    assert [[step.label for step in chain(amount.line) if step.code == "party"] for amount in mine] == [["Transfer staff"], ["Inventors"]]


def test_without_a_set_of_the_group_nothing_is_shared_to_it(world, asset):
    with pytest.raises(Invalid, match="No shares of “Transfer staff” hold on this day"):
        posted(world, asset)


def test_what_is_unsigned_in_one_group_is_held_there_and_nowhere_else(world, asset):
    staff(world, asset, sign=False)
    row = posted(world, asset)
    held = [(hold.line.person.name, hold.line.group, hold.why) for hold in Hold.objects.order_by("line__line")]
    contributor, officer = (world.person("linhai", role).name for role in ("contributor", "officer"))
    assert held == [(contributor, "transfer", "unsigned"), (officer, "transfer", "unsigned")]
    assert recompute(row).holds


def test_a_held_share_of_a_group_stays_one_of_the_group_when_it_is_released_to_another(world, asset):
    staff(world, asset)
    row = posted(world, asset)
    contributor, officer = (world.person("linhai", role) for role in ("contributor", "officer"))
    line = row.lines.get(person=officer, group_set__isnull=False)
    adjust(line, [(str(officer.uid), Fraction(1, 2)), (str(contributor.uid), Fraction(1, 2))])
    changed = row.lines.filter(adjusts=line.line)
    assert {(one.group, group_name(one)) for one in changed} == {("transfer", group_name(line))} != {("transfer", "")}
    assert sum(one.amount for one in changed) == 0


def test_a_new_set_of_the_group_has_what_waits_for_approval_computed_anew(world, asset):
    staff(world, asset)
    row = money.prepared(world, made.licence(world, asset), 1_000_000)
    assert not moved(row)
    staff(world, asset, parts=(1, 1), seen=1)
    assert moved(row)
    again = money.decide(world, row)
    assert [amount for _name, group, amount in persons(again) if group] == [50_000, 50_000]
    again = money.decide(world, again)
    assert (again.state, recompute(again).holds) == ("posted", True)


def test_a_refund_and_a_reversal_take_back_from_the_same_lines(world, asset):
    staff(world, asset)
    row = posted(world, asset)
    back = money.taken(world, row, 100_000)
    assert [(group, amount) for _name, group, amount in persons(back)][3:] == [("transfer", -3_333), ("transfer", -6_667)]
    assert (recompute(back).holds, changed(world)) == (True, [])
    other = posted(world, asset, 500_000)
    taken_whole(world, other)
    assert recompute(Distribution.objects.get(pk=other.pk)).holds


def test_what_was_shared_comes_out_again_and_a_formula_without_the_group_can_be_compared(world, asset):
    staff(world, asset)
    row = posted(world, asset)
    parties = [{**party, "persons": party.get("persons") is True} for party in formula()["parties"]]
    policy, without = row.policy_version.formula, read_policy(formula(parties=parties))
    (same,) = past.again(past.in_order(Distribution.objects.all()), policy, None)
    assert same.new == same.old
    (one,) = past.again(past.in_order(Distribution.objects.all()), without, policy)
    assert one.new["staff"] == 100_000 and one.old == same.old


def test_the_evidence_holds_both_sets_and_finds_a_part_that_was_changed(world, asset, tmp_path):
    staff(world, asset)
    unpacked(world, posted(world, asset), tmp_path)
    assert checked(tmp_path)[0] == 0
    (group,) = json.loads((tmp_path / "distribution.json").read_text())["groups"]
    assert (group["group"], group["name"], [share["part"] for share in group["shares"]]) == ("transfer", "Transfer staff", [1, 2])
    tampered = Tampered(tmp_path)
    assert tampered.said("distribution.json", lambda told: told["groups"][0]["shares"][1].update(part=3)) == [
        "distribution.json: shares is not what the row holds (share set)"
    ]
    sets = [row["uid"] for row in json.loads((tmp_path / "rows.json").read_text()) if row["of"] == "ip.shareset"]
    assert len(sets) == 2 and group["share_set"] in sets
    left = tampered.said("rows.json", lambda rows: rows.remove(next(row for row in rows if row["uid"] == group["share_set"])))
    assert left == ["share set: the record vouches for it, and it was left out"]


def test_a_changed_set_of_the_group_is_found(world, asset):
    share_set = staff(world, asset)
    row = posted(world, asset)
    beneath("UPDATE ip_share SET part = part + 1 WHERE share_set_id = %s", raw(share_set.pk))
    assert "shares" in recompute(Distribution.objects.get(pk=row.pk)).wrong


def test_what_a_group_got_before_the_books_began_fills_its_cap(world, asset):
    capped = formula(caps=[{"party": "staff", "amount": "500", "to": "school"}])
    policies.followed(world, policies.PolicyVersion.objects.get(), capped, since=date(2024, 6, 1))
    staff(world, asset)
    money.opened(world, asset, paid=[("staff", 40_000)], agreed=True)
    row = posted(world, asset)
    assert [amount for _name, group, amount in persons(row) if group] == [3_333, 6_667]
    assert recompute(row).holds


def test_both_groups_count_for_the_floor_of_persons(world, asset):
    staff(world, asset)
    row = posted(world, asset)
    paid = {finding.floor.to: finding.paid for finding in of_distribution(row) if finding.floor.to == "persons"}
    assert set(paid.values()) == {800_000}


def test_who_is_in_another_group_only_does_not_leave_by_the_rule_of_the_inventors(world, asset):
    staff(world, asset)
    version = policies.PolicyVersion.objects.get()
    with pytest.raises(Invalid) as error:
        propose_departure(actor=world.actor("linhai", "officer"), asset=asset, seen=1, person=world.person("linhai", "officer"), what="left",
                          on=date(2025, 1, 1), version=version, reasons="Left.")  # fmt: skip
    assert error.value.field == "person"


def test_from_the_page_of_the_asset_a_group_is_chosen_proposed_signed_and_paid(world, asset):
    client, officer = world.client("linhai", "investigator"), world.person("linhai", "officer")
    page = client.get(reverse("ip:asset", args=[asset.uid]))
    address = f"{reverse('ip:propose_shares', args=[asset.uid])}?group=transfer"
    assert address in page.content.decode()
    form = client.get(address).content.decode()
    assert "Transfer staff" in form and "Counts for the unit" not in form
    answer = send(client, address, **{"row-0-who": str(officer.uid), "row-0-part": "1", "whole": "1", "since": "2024-01-01"})
    assert answer.status_code == 303
    share_set = ShareSet.objects.get(group="transfer")
    shown = client.get(reverse("ip:share_set", args=[share_set.uid])).content.decode()
    assert "Shares of: Transfer staff" in shown and "Somebody left or died" not in shown
    theirs = world.client("linhai", "officer")
    waiting = theirs.get(reverse("ip:share_set", args=[share_set.uid])).content.decode()
    assert "of what “Transfer staff” gets for this asset." in waiting
    share = share_set.shares.get()
    assert "as the part of “Transfer staff”" in theirs.get(reverse("ip:sign_share", args=[share.uid])).content.decode()
    send(theirs, reverse("ip:sign_share", args=[share.uid]))
    row = posted(world, asset)
    line = DistributionLine.objects.get(distribution=row, group_set=share_set)
    assert (line.amount, hasattr(line, "hold")) == (100_000, False)
    assert "Transfer staff" in theirs.get(reverse("ip:statement")).content.decode()
    why = theirs.get(reverse("ip:why", args=[line.uid])).content.decode()
    assert "of the share of: Transfer staff" in why and "Share signed" in why
    assert theirs.get(reverse("ip:why_pdf", args=[line.uid])).status_code == 200


def test_a_group_that_there_is_not_is_not_found(world, asset):
    assert world.client("linhai", "investigator").get(f"{reverse('ip:propose_shares', args=[asset.uid])}?group=x").status_code == NotVisible.status


def test_the_api_takes_and_tells_the_group(world, asset):
    client, officer = world.client("linhai", "investigator"), world.person("linhai", "officer")
    said = {"asset": str(asset.uid), "seen": 0, "since": "2024-01-01", "whole": 1, "parts": [{"person": str(officer.uid), "part": 1}]}

    def propose(key, **more):
        return client.post(f"{V1}/share-sets/", said | more, content_type="application/json", headers={"Idempotency-Key": key})

    strange = propose("one", group="x")
    assert (strange.status_code, "group" in str(strange.json())) == (422, True)
    assert propose("two", group="transfer").json()["group"] == "transfer"
    rows = client.get(f"{V1}/share-sets/?asset={asset.uid}&group=transfer").json()["results"]
    assert [row["group"] for row in rows] == ["transfer"]
    row = posted(world, asset)
    told = world.client("linhai", "finance").get(f"{V1}/distributions/{row.uid}/").json()["lines"]
    assert [line["group"] for line in told if line["person"]] == ["", "", "", "transfer"]


def test_an_example_of_the_api_names_a_group_and_refuses_one_that_there_is_not(world, asset):
    client, version = world.client("linhai", "finance"), policies.PolicyVersion.objects.get()

    def simulate(**groups):
        said = {"version": str(version.uid), "gross": 1000, "currency": "CNY", "shares": [["ada", "1"]], "groups": groups}
        return client.post(f"{V1}/policy-versions/simulate/", said, content_type="application/json")

    lines = simulate(transfer=[["ada", "1/4"], ["cy", "3/4"]]).json()["trace"]["lines"]
    assert [(line["key"], line["amount"]) for line in lines] == [("ada", 700), ("ada", 25), ("cy", 75), ("school", 200)]
    assert (simulate(friends=[["cy", "1"]]).status_code, "friends" in str(simulate(friends=[["cy", "1"]]).json())) == (422, True)


def test_the_formula_says_in_words_that_a_group_shares_among_itself(world, asset):
    version = policies.PolicyVersion.objects.get()
    assert [step.text for step in spell(version.formula) if step.label == "Transfer staff"] == ["share their part as they have signed among themselves"]
