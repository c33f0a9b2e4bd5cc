"""Formulas that nobody prepared, typed in as a person copies them from their source, give what hand arithmetic gives.

Figures from the addresses named, as they stood on 2026-11-26. Amounts are typed the way the sources print them.
"""
from dataclasses import dataclass, field, replace

import pytest
from django.urls import reverse

from audit.recompute import recompute
from ip.models import PolicyVersion
from ip.rules import Shares, distribute
from ip.rules.standing import START
from ip.wording import spell
from record.currencies import exponent
from tests.ip.typist import Typist
from tests.world import money, policies

COSTS = ("cost_recovery", {"name_en": "Costs"})


@dataclass(frozen=True)
class Formula:
    """What is typed, and for receipts one after the other (gross, costs that arose before it) what everyone gets, by hand."""

    currency: str
    url: str
    parties: str  # names, the first one that of the persons
    tiers: list[tuple[str, str]]  # (up to, shares in the order of the parties)
    gives: list[tuple[int, int, dict[str, int]]]
    deductions: list[tuple[str, dict]] = field(default_factory=list)
    counting: dict[str, str] = field(default_factory=dict)
    special: dict[str, str] = field(default_factory=dict)
    persons: tuple[tuple[str, str], ...] = ()  # of an example that runs person by person
    caps: list[tuple[str, dict]] = field(default_factory=list)


FORMULAS = {
    "Bristol: a first call of £4,000 is an advance on the first tier": Formula(
        "GBP", "http://bristol.ac.uk/business/innovate-and-grow/research-commercialisation/for-researchers/revenue-sharing-scheme/",
        "Individuals, Department, University", [("£15,000", "70 / 15 / 15"), ("75 000", "50 / 25 / 25"), ("", "100/3 | 100/3 | 100/3")],
        [(4_000, 3_000, {"costs": 0, "individuals": 4_000, "department": 0, "university": 0}),
         (14_000, 0, {"costs": 3_000, "individuals": 6_500, "department": 2_250, "university": 2_250})],  # 10,500 of 15,000 in all
        [("amount", {"name_en": "First call", "amount": "£4,000", "payee": "individuals", "credited": "on"}), COSTS], {"scope": "asset"},
    ),
    "Georgia Tech: the first $2,500 of gross come besides, the unit’s part grows": Formula(
        "USD", "http://www.policylibrary.gatech.edu/cas?destination=node/1734", "Creators, Unit, GTRC",
        [("500 K", "33 / 17 / 50"), ("1,000 K", "33 / 27 / 40"), ("", "33 / 33 / 34")],
        [(600_000, 50_000, {"costs": 50_000, "creators": 2_500 + 165_000 + 15_675, "unit": 85_000 + 12_825, "gtrc": 250_000 + 19_000})],
        [("amount", {"name_en": "First dollars", "amount": "$2,500", "payee": "creators"}), COSTS], {"scope": "asset"},
    ),
    "Sheffield: half of all to the group, faculty and centre only above £20K": Formula(
        "GBP", "https://www.sheffield.ac.uk/ris/commercialisation/revenue-share", "Inventors, IP group, Faculty, Central",
        [("£20K", "50 / 50 / / "), ("£100K", "40 / 50 / 5 / 5"), ("", "30 / 50 / 10 / 10")],
        [(120_000, 0, {"costs": 0, "inventors": 48_000, "ip_group": 60_000, "faculty": 6_000, "central": 6_000})],
        [COSTS], {"scope": "asset"},
    ),
    "Kitami: 60, 50, 40 % each with a limit, so that two tiers give persons nothing": Formula(
        "JPY", "http://www.kitami-it.ac.jp/pubdoc/kitei/reiki_int/act/content/content110000351.htm", "発明者, 大学",
        [("1,666,667", "60 / 40"), ("200万", "0 / 100"), ("８００万", "50 / 50"), ("1,000万円", " / 100"), ("", "40 / 60")],
        [(3_000_000, 0, {"party_1": 1_500_000, "party_2": 1_500_000}),  # half, below the limit of 4,000,000
         (6_000_000, 0, {"party_1": 2_500_000, "party_2": 3_500_000}),  # 9,000,000 in the year: 4,000,000 at most
         (11_000_000, 0, {"party_1": 4_000_000, "party_2": 7_000_000})],  # 20,000,000: 40 %
        [], {"scope": "asset", "period": "year", "year_begins": "04-01"},
    ),
    "FU Berlin: 30 % of the gross by law, then costs, then halves": Formula(
        "EUR", "https://www.fu-berlin.de/forschung/service/patente-und-lizenzen/patente/beteiligung.html",
        "Inventors, Administration, Working group", [("", " / 50 % / 50 %")],
        [(100_000, 20_000, {"costs": 20_000, "inventors": 30_000, "administration": 25_000, "working_group": 25_000})],
        [("statutory", {"name_en": "By law", "percent": "30", "payee": "inventors", "law": "ArbnErfG § 42 Nr. 4"}), COSTS],
    ),
    "NIH: of each licence and year the first $2,000, then 15 and 25 %": Formula(
        "USD", "https://cybercemetery.unt.edu/archive/oilspill/20130214162538/http://www.ott.nih.gov/faqs/royalty_distrib_inventors_faq.aspx",
        "Inventors, Laboratory", [("$2,000", "100 / "), ("$50,000", "15 / 85"), ("", "25 / 75")],
        [(60_000, 0, {"inventors": 2_000 + 7_200 + 2_500, "laboratory": 40_800 + 7_500})], [], {"scope": "licence", "period": "year"},
    ),
    "NIH with its limit: no inventor more than $150,000 a year of all licences, the rest to the laboratory": Formula(
        "USD", "https://cybercemetery.unt.edu/archive/oilspill/20130214162538/http://www.ott.nih.gov/faqs/royalty_distrib_inventors_faq.aspx",
        "Inventors, Laboratory",
        [("$2,000", "100 / "), ("$50,000", "15 / 85"), ("", "25 / 75")],
        [(1_000_000, 0, {"ada": 150_000, "bo": 61_675, "laboratory": 40_800 + 712_500 + 35_025}),  # of 246,700 Ada's 3/4 are 185,025
         (100_000, 0, {"ada": 0, "bo": 6_250, "laboratory": 75_000 + 18_750})],
        [], {"scope": "licence", "period": "year"}, {}, (("ada", "3/4"), ("bo", "1/4")),
        [("cap", {"party": "inventors", "amount": "150,000", "per": "year", "holds": "everywhere", "to__laboratory": "100"})],
    ),
    "A federal laboratory: each year the first $1,000 to each inventor, then 20 % of the rest": Formula(
        "USD", "https://www.law.cornell.edu/uscode/text/15/3710c", "Inventors, Laboratory", [("", "20 / 80")],
        [(12_000, 0, {"costs": 0, "ada": 1_000 + 1_500, "bo": 1_000 + 500, "laboratory": 8_000}),
         (5_000, 0, {"costs": 0, "ada": 750, "bo": 250, "laboratory": 4_000})],
        [COSTS, ("amount", {"name_en": "First dollars", "amount": "$1,000", "payee": "inventors", "per": "year", "each": "on"})],
        persons=(("ada", "3/4"), ("bo", "1/4")),
    ),
    "Salamanca: four tiers of each year, the authors’ part falls from 80 to 40 %": Formula(
        "EUR", "https://www.elnortedecastilla.es/salamanca/201701/22/usal-podra-ingresar-hasta-20170122122616.html", "Autores, Universidad",
        [("100 000 €", "80 / 20"), ("250 000 €", "65 / 35"), ("500 000 €", "50 / 50"), ("", "40 / 60")],
        [(300_000, 20_000, {"costs": 20_000, "autores": 80_000 + 97_500 + 15_000, "universidad": 20_000 + 52_500 + 15_000}),
         (400_000, 0, {"costs": 0, "autores": 110_000 + 72_000, "universidad": 110_000 + 108_000})],
        [COSTS], {"scope": "asset", "period": "year"},
    ),
    "An employer by the German guidelines, no. 11: 0.54 % of the turnover, less of what is higher": Formula(
        "EUR", "https://www.gesetze-im-internet.de/arbnerfg/", "Inventors, Employer",
        [("1.534.000", "0,54 / 99,46"), ("2.556.000", "0,486 / 99,514"), ("", "0,432 / 99,568")],
        [(3_000_000, 0, {"inventors": 15_168.6, "employer": 2_984_831.4})],  # 8,283.60 + 4,966.92 + 1,918.08
        [], {"scope": "asset"},
    ),
    "An agreement of institutions: patent costs come back with 15 % more for their handling, then a fee": Formula(
        "USD", "", "Inventors, University", [("", "50 / 50")],
        [(10_000, 6_000, {"costs": 6_000, "handling": 900, "fee": 310, "inventors": 1_395, "university": 1_395})],
        [COSTS, ("percent", {"name_en": "Handling", "percent": "15", "of": "taken_by", "less": ["costs"]}),
         ("percent", {"name_en": "Fee", "percent": "10", "of": "remaining"})],
    ),
    "Made up: the tiers count what has come in, the net is shared": Formula(
        "USD", "", "Inventors, University", [("$100,000", "50 / 50"), ("", "30 / 70")],
        [(60_000, 30_000, {"costs": 30_000, "inventors": 15_000, "university": 15_000}),
         (100_000, 50_000, {"costs": 50_000, "inventors": 10_000 + 9_000, "university": 10_000 + 21_000})],  # 40,000 of it lie below
        [COSTS], {"scope": "asset", "counts": "gross"},
    ),
    "CNRS: half up to a threshold of each person and year, a quarter above; the unit half of the rest": Formula(
        "EUR", "https://www.dgdr.cnrs.fr/bo/2004/special10-04/dec030017DR16.htm", "Inventors, Unit, CNRS",
        [("120 000", "50 / 25 / 25"), ("", "25 / 37,5 / 37,5")],  # S = 60,000 of own money is 2S of the own part of the base
        [(200_000, 0, {"costs": 0, "ada": 60_000 + 7_500, "bo": 25_000, "unit": 53_750, "cnrs": 53_750})],  # S + (B − 2S/P) × 25 % × P
        [COSTS], {"scope": "person", "period": "year"}, {}, (("ada", "3/4"), ("bo", "1/4")),
    ),
    "Wayne State: four tiers in which only inventor and university trade places": Formula(
        "USD", "https://universitypatentdata.com/index.php?oldid=322&printable=yes&title=Wayne_State_University",
        "Inventor, Department, University",
        [("$ 10,000", "75% / 15% / 10%"), ("100,000", "50% / 15% / 35%"), ("$1 million", "40% / 15% / 45%"), ("", "35% / 15% / 50%")],
        [(1_200_000, 0, {"costs": 0, "inventor": 7_500 + 45_000 + 360_000 + 70_000, "department": 180_000,
                         "university": 1_000 + 31_500 + 405_000 + 100_000})],
        [COSTS], {"scope": "asset"}, {"shares": "equal_unless_agreed"},
    ),
    "Made up: costs come back up to $25,000 of a receipt, and of the marketing never more than $60,000": Formula(
        "USD", "", "Inventors, Foundation", [("", "40 / 60")],
        [(100_000, 70_000, {"patents": 25_000, "costs": 45_000, "inventors": 12_000, "foundation": 18_000}),
         (100_000, 50_000, {"patents": 25_000, "costs": 15_000, "inventors": 24_000, "foundation": 36_000}),
         (100_000, 0, {"patents": 10_000, "costs": 0, "inventors": 36_000, "foundation": 54_000})],
        [("cost_recovery", {"name_en": "Patents", "limit": "$25,000", "per": "receipt"}),
         ("cost_recovery", {"name_en": "Costs", "limit": "$60K", "per": "life"})],
    ),
    "Dongguk: 70 % of the net, or what a funder’s rule gives if that is more: here half of the receipt": Formula(
        "KRW", "https://rnd.dongguk.edu/ko/page/sub/sub0501_03.do", "Inventors, Foundation", [("", "70 / 30")],
        [(1_000_000, 0, {"costs": 0, "inventors": 700_000, "foundation": 300_000}),
         (1_000_000, 400_000, {"costs": 400_000, "inventors": 500_000, "foundation": 100_000}),  # 70 % of 600,000 are 420,000
         (1_000_000, 800_000, {"costs": 800_000, "inventors": 200_000, "foundation": 0})],  # as far as the money reaches
        [COSTS], {"scope": "flat"}, caps=[("least", {"party": "inventors", "percent": "50", "from": "foundation"})],
    ),
    "Made up: 15 % to the office, no less than $500 of a receipt and no more than $5,000 in a year": Formula(
        "USD", "", "Inventors, University", [("", "50 / 50")],
        [(2_000, 0, {"office": 500, "inventors": 750, "university": 750}),
         (40_000, 0, {"office": 4_500, "inventors": 17_750, "university": 17_750}),  # 6,000, of which 4,500 are still free
         (300, 0, {"office": 0, "inventors": 150, "university": 150})],
        [("percent", {"name_en": "Office", "percent": "15", "least": "$500", "limit": "$5,000", "per": "year"})],
    ),
    "A technology transfer centre: a commission that slides with the sum of the deal, before the net is shared": Formula(
        "CNY", "http://www.dingnan.gov.cn/dnxxxgk/dn745/202504/8c4473ebc7e14af08be43ac68fd71ff2.shtml", "Team, College, School",
        [("", "70 / 15 / 15")],
        [(3_000_000, 0, {"to_1_million": 150_000, "to_5_million": 240_000, "beyond": 0, "team": 1_827_000, "college": 391_500, "school": 391_500}),
         (4_000_000, 0, {"to_1_million": 0, "to_5_million": 240_000, "beyond": 200_000, "team": 2_492_000, "college": 534_000, "school": 534_000})],
        [("percent", {"name_en": "To 1 million", "percent": "15", "up_to": "100万"}),
         ("percent", {"name_en": "To 5 million", "percent": "12", "above": "100万", "up_to": "500万"}),
         ("percent", {"name_en": "Beyond", "percent": "10", "above": "500万"})],
    ),
}  # fmt: skip


def typed(desk: Typist, name: str, said: Formula) -> PolicyVersion:
    desk.fill("head", name_en=name, institution_en=name.split(":")[0], citation=name, url=said.url, currency=said.currency)
    desk.fill("head", applies_by="received").go("parties")
    for number, party in enumerate(said.parties.split(", ")):
        named = {"name_en" if party.isascii() else "name_zh": party}
        desk.add("parties", "party", **named, **({"persons": "on"} if not number else {}))
    desk.go("deductions")
    for kind, row in said.deductions:
        desk.add("deductions", kind, **row)
    desk.go("tiers").fill("head", **said.counting)
    for number, (to, shares) in enumerate(said.tiers):
        desk.add("tiers", "tier", to=to)
        fields = [field for field in desk.page.sent if field.startswith(f"tiers-{number}-share.")]
        parts = [[part.strip()] for part in shares.split("|" if "|" in shares else "/")]
        desk.page.sent |= dict(zip(fields, parts, strict=True))
    desk.go("special").fill("head", **said.special)
    for kind, row in said.caps:
        desk.add({"cap": "caps", "least": "at_least"}[kind], kind, **row)
    desk.go("check")
    desk.page.sent["deal_kinds"] = ["licence"]
    assert desk.press("save").answer.status_code == 303, desk.text
    return PolicyVersion.objects.get(state="draft")


@pytest.mark.parametrize("name", FORMULAS)
def test_it_is_typed_in_and_gives_everyone_their_part(world, name):
    said = FORMULAS[name]
    policy = typed(Typist(world.client("linhai", "administrator"), reverse("ip:write_policy")), name, said).formula
    unit, standing = 10 ** exponent(said.currency), START
    persons = Shares.read(said.persons) if said.persons else None
    for gross, costs, expected in said.gives:
        standing = replace(standing, pool=standing.pool + costs * unit)
        found = distribute(policy, gross * unit, currency=said.currency, standing=standing, shares=persons)
        assert found.amounts() == {key: round(amount * unit) for key, amount in expected.items()}
        standing = found.after


def test_a_least_part_is_told_with_whom_it_came_from(world):
    document = {
        "format": 1, "id": "least", "name": {"en": "The larger"}, "institution": {"en": "Ours"}, "source": {"citation": "Rules"},
        "currency": "CNY", "applies_by": "received", "scope": "flat", "rounding": "largest_remainder",
        "parties": [{"key": "team", "name": {"en": "Team"}, "persons": True}, {"key": "school", "name": {"en": "School"}}],
        "deductions": [{"kind": "cost_recovery", "key": "costs", "name": {"en": "Costs"}}],
        "tiers": [{"from": "0", "shares": {"team": "70", "school": "30"}}], "at_least": [{"party": "team", "percent": "50", "from": "school"}],
    }  # fmt: skip
    version = policies.published(world, document, applies_by="")
    assert "gets no less than 50 % of each receipt; what is missing comes from: School" in [step.text.replace("\u00a0", " ") for step in spell(version.formula)]
    deal = money.licensed(world)
    money.spent(world, deal.asset, 400_000)
    row = money.posted(world, deal, 1_000_000)
    assert (row.lines.get(key="school").amount, recompute(row).holds) == (100_000, True)
    page = world.client("linhai", "finance").get(reverse("ip:distribution", args=[row.uid])).content.decode().replace("\u00a0", " ")
    assert "gets no less than 50 % of the receipt; ¥800.00 come from: School" in page


def test_fees_that_end_count_what_the_ledger_says_and_are_told_on_the_page(world):
    """15 % of the first ¥100,000.00 of each year: of ¥80,000.00 twice, the second time only of ¥20,000.00. Of the rest 10 %, but
    no more than ¥9,000.00 in a year: ¥6,800.00, then ¥2,200.00."""
    document = {
        "format": 1, "id": "ends", "name": {"en": "A fee that ends"}, "institution": {"en": "Ours"}, "source": {"citation": "Rules"},
        "currency": "CNY", "applies_by": "received", "scope": "asset", "rounding": "largest_remainder",
        "parties": [{"key": "team", "name": {"en": "Team"}, "persons": True}, {"key": "school", "name": {"en": "School"}}],
        "deductions": [{"kind": "percent", "key": "fee", "name": {"en": "Fee"}, "of": "gross", "percent": "15", "up_to": "100000", "per": "year"},
                       {"kind": "percent", "key": "broker", "name": {"en": "Broker"}, "of": "remaining", "percent": "10", "least": "500", "limit": "9000", "per": "year"}],
        "tiers": [{"from": "0", "shares": {"team": "70", "school": "30"}}],
    }  # fmt: skip
    policies.published(world, document, applies_by="")
    deal = money.licensed(world)
    rows = [money.posted(world, deal, 8_000_000) for _receipt in range(2)]
    assert [[line["amount"] for line in row.trace["lines"][:2]] for row in rows] == [[1_200_000, 680_000], [300_000, 220_000]]
    assert all(recompute(row).holds for row in rows)
    page = world.client("linhai", "finance").get(reverse("ip:distribution", args=[rows[1].uid])).content.decode().replace("\u00a0", " ")
    assert "15 % of ¥20,000.00, of the first ¥100,000.00 of gross income, counted within a year" in page
    assert "10 % of what was left, at most ¥9,000.00 in a year" in page


def test_a_laboratory_s_part_that_reverts_for_one_inventor_alone_is_typed_in(world):
    desk = Typist(world.client("linhai", "administrator"), reverse("ip:write_policy"))
    desk.fill("head", name_en="Reverts", institution_en="Ours", citation="Rules", currency="USD", applies_by="received").go("parties")
    desk.add("parties", "party", name_en="Inventors", persons="on").add("parties", "party", name_en="School")
    desk.add("parties", "party", name_en="Laboratory", units="own", no_unit_to="school").go("tiers")
    desk.fill("head", scope="flat").add("tiers", "tier")
    shares = {"inventors": "50", "school": "20", "laboratory": "30"}
    desk.page.sent |= {f"tiers-0-share.{key}": [part] for key, part in shares.items()}
    desk.go("special").fill("head", leaves_unit="lost").press("go:check")
    assert "Whether it counts for the unit of who left has no meaning without: the part of who leaves" in desk.text.replace("\u00a0", " "), desk.text
    desk.go("special").fill("head", leaves="keeps").go("check")
    desk.page.sent["deal_kinds"] = ["licence"]
    assert desk.press("save").answer.status_code == 303, desk.text
    formula = PolicyVersion.objects.get(state="draft").formula
    persons = Shares.read([("ada", "2/3"), ("bo", "1/3")], units={"ada": ("science", "optics")})
    found = distribute(formula, 90_000, currency="USD", shares=persons)
    assert found.amounts() == {"ada": 30_000, "bo": 15_000, "school": 18_000 + 9_000, "optics": 18_000}
    assert "a part for which no unit is named goes to: School" in " ".join(step.text for step in spell(formula))
