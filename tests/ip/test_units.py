"""What the inventors' departments and schools get: named in the share set, signed, posted to an account of each, proved."""
from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import place_member
from audit.evidence import bundle
from audit.recompute import recompute
from ip import actions, past
from ip.actions.departures import propose_departure
from ip.fingerprints import shares_fingerprint
from ip.models import Distribution, ShareSet
from ip.rules import distribute, fingerprint, read_policy
from ip.rules.standing import START
from ip.wording import spell
from ledger.balances import total
from ledger.models import Account, Entry
from partners.actions import change_unit, open_unit
from record import clock
from record.errors import NotVisible
from tests.audit.test_beneath import raw
from tests.audit.test_recompute import beneath
from tests.ip.test_departures import confirm, found
from tests.ip.test_holds import reverse as taken_whole
from tests.ip.test_pages import send
from tests.world import accounts, money, policies
from tests.world import ip as made

SINCE = date(2024, 1, 1)
WORDS = {"department": "second", "school": "top"}
V1 = "/api/v1"


def formula(**changed) -> dict:
    """Half to the inventors, 30 % to their departments, 20 % to their schools; what a leaver loses goes to the university."""
    named = [("inventors", "Inventors"), ("department", "Department"), ("school", "School"), ("university", "University")]
    return {
        "format": 1, "id": "units", "name": {"en": "Sharing"}, "institution": {"en": "Linhai"}, "source": {"citation": "Made for a test"},
        "currency": "CNY", "scope": "flat", "rounding": "largest_remainder", "deductions": [], "applies_by": "received",
        "persons": {"leaves": {"lost_to": "university"}},
        "parties": [{"key": key, "name": {"en": en, "zh": en}, **({"persons": True} if key == "inventors" else {}),
                     **({"units": WORDS[key]} if key in WORDS else {})} for key, en in named],
        "tiers": [{"from": "0", "shares": {"inventors": "50", "department": "30", "school": "20", "university": "0"}}], **changed,
    }  # fmt: skip


def begin(world):
    """Two inventors of departments of one school, one of another school; a third works nowhere."""
    administrator = world.actor("linhai", "administrator")
    for role in ("investigator", "contributor"):
        world.member("linhai", role)
    accounts.roles_told(world)
    names = {"science": None, "chemistry": "science", "physics": "science", "law": None}
    units = {}
    for name, above in names.items():
        units[name] = open_unit(actor=administrator, name_en=name.title(), name_zh="", parent=units.get(above), since=SINCE)
    for role, unit in (("investigator", "chemistry"), ("contributor", "physics")):
        member = world.member("linhai", role)
        place_member(actor=administrator, membership=member, seen=member.version, unit=units[unit])
    policies.published(world, formula(), applies_by="")
    return units, made.owned(world, stakes=(("linhai", 1),), completed_on=SINCE)


@pytest.fixture
def units(beginning):
    return beginning[0]


@pytest.fixture
def asset(beginning):
    return beginning[1]


def posted(world, asset, amount=10_000_001) -> Distribution:
    return money.posted(world, made.licence(world, asset), amount)


def lines(row) -> list[tuple]:
    return [(line.unit.name if line.unit else line.key, line.amount) for line in row.lines.filter(person=None).order_by("line")]


def paths(share_set) -> list[list[str]]:
    return [share.path for share in share_set.shares.order_by("line")]


def uids(units, *names) -> list[str]:
    return [str(units[name].uid) for name in names]


def test_the_set_names_where_each_works_and_it_is_part_of_what_is_signed(world, units, asset):
    share_set = made.shared(world, asset)
    assert paths(share_set) == [uids(units, "science", "chemistry"), uids(units, "science", "physics"), []]
    assert shares_fingerprint(share_set) == share_set.fingerprint
    investigator, contributor = world.person("linhai", "investigator"), world.person("linhai", "contributor")
    said = {"asset": asset, "since": SINCE, "whole": 2, "parts": [(investigator, 1), (contributor, 1)], "reasons": "Moved."}
    second = actions.propose_shares(actor=world.actor("linhai", "officer"), seen=1, units={investigator: units["law"], contributor: None}, **said)
    assert paths(second) == [uids(units, "law"), []]
    third = actions.propose_shares(actor=world.actor("linhai", "officer"), seen=2, **said)
    assert paths(third) == paths(second)  # what was said once stands, wherever people work now
    beneath("UPDATE ip_share SET path = '[]' WHERE share_set_id = %s", raw(third.pk))
    assert shares_fingerprint(ShareSet.objects.get(number=3)) != third.fingerprint


def test_a_set_without_units_has_the_fingerprint_that_it_always_had(world, asset):
    nowhere = [(world.person("linhai", "viewer"), 1)]
    share_set = actions.propose_shares(actor=world.actor("linhai", "officer"), asset=asset, seen=0, since=SINCE, whole=1, parts=nowhere)
    said = {"asset": str(asset.uid), "institution": str(world.linhai.uid), "number": 1, "since": "2024-01-01", "whole": 1,
            "shares": [[str(nowhere[0][0].uid), 1]]}  # fmt: skip
    assert share_set.fingerprint == fingerprint(said)


def test_each_unit_has_its_line_its_account_and_its_entries_to_the_cent(world, units, asset):
    share_set = made.shared(world, asset)  # 2, 2, 1: a fifth counts for no unit
    row = posted(world, asset)
    assert lines(row) == [("Chemistry", 1_200_000), ("Physics", 1_200_000), ("department", 600_000), ("Science", 1_600_000), ("school", 400_000),
                          ("university", 0)]  # fmt: skip
    expected = distribute(read_policy(formula()), 10_000_001, currency="CNY", standing=START, shares=share_set.divided())
    assert [line.amount for line in row.lines.order_by("line")] == [line.amount for line in expected.lines]
    accounts = {account.party: total(Entry.objects.filter(account=account)) for account in Account.objects.exclude(party=None).filter(kind="unit")}
    assert accounts == {units[name].uid: -amount for name, amount in (("chemistry", 1_200_000), ("physics", 1_200_000), ("science", 1_600_000))}
    anew = recompute(row)
    assert (anew.holds, anew.same, found(world)) == (True, True, [])
    assert [line.label for line in anew.lines][3:5] == ["Chemistry", "Physics"]
    assert bundle(world.actor("linhai", "auditor"), row)[0]


def test_the_tree_may_change_and_what_was_shared_still_comes_out(world, units, asset):
    made.shared(world, asset)
    row = posted(world, asset)
    chemistry = units["chemistry"]
    change_unit(actor=world.actor("linhai", "administrator"), unit=chemistry, seen=chemistry.version, name_en="Chemistry and Pharmacy", name_zh="",
                parent=units["law"], since=SINCE)  # fmt: skip
    assert recompute(row).holds and recompute(row).same
    assert lines(posted(world, asset))[3][0] == "Science"  # as it was signed


def test_a_unit_that_is_altered_beneath_the_guards_is_seen(world, units, asset):
    made.shared(world, asset)
    row = posted(world, asset)
    beneath("UPDATE ip_share SET path = %s WHERE share_set_id = %s AND line = 1", f'["{units["law"].uid}"]', raw(row.share_set_id))
    assert "shares" in recompute(Distribution.objects.get(pk=row.pk)).wrong
    entry = row.posting.entries.get(account__party=units["physics"].uid)
    beneath("UPDATE ledger_entry SET account_id = %s WHERE id = %s", Account.objects.get(party=units["science"].uid).pk, entry.pk)
    assert "posting" in recompute(Distribution.objects.get(pk=row.pk)).wrong


def test_what_goes_back_goes_back_from_each_unit(world, units, asset):
    made.shared(world, asset)
    row = posted(world, asset, 10_000_000)
    back = money.taken(world, row, 1_000_000)
    assert lines(back)[:2] == [("Chemistry", -120_000), ("Physics", -120_000)]
    assert recompute(back).holds and recompute(back).same
    other = posted(world, asset, 2_000_000)
    taken_whole(world, other)
    assert -total(Entry.objects.filter(account__party=units["chemistry"].uid)) == 1_080_000


def test_the_part_of_who_left_still_counts_for_the_unit_where_the_work_was_done(world, units, asset):
    first = made.shared(world, asset)
    version = policies.PolicyVersion.objects.get(state="published")
    departure = propose_departure(actor=world.actor("linhai", "officer"), asset=asset, seen=1, person=world.person("linhai", "contributor"),
                                  what="left", on=clock.today("Asia/Shanghai"), version=version, reasons="It happened.")  # fmt: skip
    confirm(world, departure)
    assert paths(departure.share_set) == paths(first) and departure.share_set.shares.get(line=2).party == "university"
    row = posted(world, asset, 10_000_000)
    assert lines(row) == [("university", 2_000_000), ("Chemistry", 1_200_000), ("Physics", 1_200_000), ("department", 600_000),
                          ("Science", 1_600_000), ("school", 400_000), ("university", 0)]  # fmt: skip
    assert recompute(row).holds


def test_a_department_s_part_reverts_for_the_one_inventor_who_left_and_for_whoever_has_no_unit(world, units, asset):
    """40, 40 and 20 %: the contributor keeps the share but leaves the department; the viewer never had one."""
    parties = [party | ({"no_unit_to": "university"} if "units" in party else {}) for party in formula()["parties"]]
    changed = formula(id="reverts", parties=parties, persons={"leaves": "keeps", "leaves_unit": "lost"})
    version = policies.followed(world, policies.PolicyVersion.objects.get(), changed, since=date(2024, 1, 2))
    assert "who leaves keeps the part, and counts for no unit any more" in " ".join(step.text for step in spell(version.formula))
    first = made.shared(world, asset)
    client, address = world.client("linhai", "officer"), reverse("ip:propose_departure", args=[asset.uid])
    asked = {"person": world.person("linhai", "contributor").uid, "what": "left", "on": clock.today("Asia/Shanghai"), "version": version.uid}
    assert "counts for no unit any more" in client.post(address, asked).content.decode()
    departure = propose_departure(actor=world.actor("linhai", "officer"), asset=asset, seen=1, person=world.person("linhai", "contributor"),
                                  what="left", on=clock.today("Asia/Shanghai"), version=version, reasons="It happened.")  # fmt: skip
    confirm(world, departure)
    assert (paths(departure.share_set), len(departure.share_set.shares.signed())) == ([paths(first)[0], [], []], 3)
    row = posted(world, asset, 10_000_000)
    assert lines(row) == [("Chemistry", 1_200_000), ("university", 1_800_000), ("Science", 800_000), ("university", 1_200_000), ("university", 0)]
    back = money.taken(world, row, 1_000_000)
    assert recompute(row).holds and recompute(back).holds and found(world) == []
    page = world.client("linhai", "auditor").get(reverse("ip:distribution", args=[row.uid])).content.decode().replace("\u00a0", " ")
    assert "60 % of the share of: Department, for which no unit is named" in page
    assert bundle(world.actor("linhai", "auditor"), row)[0]


def test_a_cap_counts_the_whole_party_and_the_past_is_computed_by_another_formula(world, units, asset):
    capped = formula(id="capped", caps=[{"party": "department", "amount": "20000", "to": "university"}])
    made.shared(world, asset)
    deal = made.licence(world, asset)
    rows = [money.posted(world, deal, 5_000_000) for _ in range(2)]
    again = list(past.again(past.in_order(Distribution.objects.all()), read_policy(capped), None))
    assert [one.why for one in again] == ["", ""]
    assert [sum(one.new.get(key, 0) for key in (*uids(units, "chemistry", "physics"), "department")) for one in again] == [1_500_000, 500_000]
    assert all(one.old == past.posted(row) for one, row in zip(again, rows, strict=True))


def test_units_are_those_of_the_own_institution(world, asset):
    theirs = open_unit(actor=world.actor("haoyuan", "administrator"), name_en="Works", name_zh="", since=SINCE)
    person = world.person("linhai", "investigator")
    with pytest.raises(NotVisible):
        actions.propose_shares(actor=world.actor("linhai", "officer"), asset=asset, seen=0, since=SINCE, whole=1, parts=[(person, 1)],
                               units={person: theirs})  # fmt: skip


def test_what_a_unit_gets_stands_on_the_pages(world, units, asset):
    client = world.client("linhai", "officer")
    url = reverse("ip:propose_shares", args=[asset.uid])
    assert f'<option value="{units["physics"].uid}" selected>Physics · Science' in client.get(url).content.decode()
    rows = {f"row-{n}-{name}": value for n, (role, unit) in enumerate((("investigator", ""), ("contributor", str(units["law"].uid)), ("viewer", "none")))
            for name, value in (("who", world.person("linhai", role).uid), ("part", 1), ("unit", unit))}  # fmt: skip
    answer = send(client, url, whole=3, since=SINCE, **rows)
    assert answer.status_code == 303
    assert "Science › Chemistry" in client.get(answer.url).content.decode()
    row = posted(world, asset)
    auditor = world.client("linhai", "auditor")
    page = auditor.get(reverse("ip:distribution", args=[row.uid])).content.decode()
    page = page.replace("\u00a0", " ")
    for said in ("Chemistry", "Department: without a unit", "one third of the share of: School, by the shares of its inventors"):
        assert said in page
    assert auditor.get(reverse("ip:distribution_pdf", args=[row.uid])).status_code == 200
    assert ">Law</a>" in auditor.get(reverse("partners:units")).content.decode()
    assert ">Law</a>" not in world.client("linhai", "viewer").get(reverse("partners:units")).content.decode()
    assert "Income of a unit,Law" in b"".join(auditor.get(reverse("ledger:accounts") + "?as=csv").streaming_content).decode()


def test_programs_name_units_and_ask_what_one_got(world, units, asset):
    client = world.client("linhai", "officer")
    parts = [{"person": str(world.person("linhai", role).uid), "part": 1, **unit} for role, unit in
             (("investigator", {}), ("contributor", {"unit": None}), ("viewer", {"unit": str(units["law"].uid)}))]  # fmt: skip
    said = {"asset": str(asset.uid), "seen": 0, "since": "2024-01-01", "whole": 3, "parts": parts}
    answer = client.post(f"{V1}/share-sets/", said, content_type="application/json", headers={"Idempotency-Key": "units"})
    assert answer.status_code == 201, answer.content
    assert [share["path"] for share in answer.json()["shares"]] == [uids(units, "science", "chemistry"), [], uids(units, "law")]
    row = posted(world, asset)
    auditor = world.client("linhai", "auditor")
    (found_,) = auditor.get(f"{V1}/distributions/?unit={units['law'].uid}").json()["results"]
    assert found_["uid"] == str(row.uid) and auditor.get(f"{V1}/distributions/?unit={units['physics'].uid}").json()["results"] == []
    assert [line["amount"] for line in found_["lines"] if line["unit"] == str(units["law"].uid)] == [1_000_000, 666_666]
    (account,) = auditor.get(f"{V1}/accounts/?party={units['law'].uid}").json()["results"]
    assert account["balance"] == -1_666_666
