"""Random documents and histories, over all features of the format; the same seed gives the same formula."""

import datetime
from fractions import Fraction
from random import Random

PERSONS = ("ada", "ben", "cy", "di")
PATHS = (["science"], ["science", "chemistry"], ["science", "physics"], ["lawyers", "patents", "china"], [])
ROUNDINGS = ("largest_remainder",) * 6 + ("to_first", "to_last", "all_to_first", "all_to_last", "separate", "cascade", "block_separate")


def parts(draw: Random, count: int, zero: bool = True) -> list[str]:
    """Percentages that sum to 100, some of them fractions."""
    weights = [draw.choice((0, 1, 1, 2, 3, 7, 10)) if zero else draw.randint(1, 9) for _ in range(count)]
    weights[draw.randrange(count)] += 1
    return [str(Fraction(100 * weight, sum(weights))) for weight in weights]


def named(key: str, **words: object) -> dict:
    return {"key": key, "name": {"en": key}, **words}


def document(draw: Random) -> dict:
    """A formula that the reader takes: what excludes each other is not drawn together."""
    keys = [f"p{number}" for number in range(draw.randint(2, 5))]
    scope = draw.choice(("asset", "asset", "asset", "licence", "case", "institution", "person"))
    tiering = draw.choice(("marginal", "marginal", "marginal", "slab", "slab_whole"))
    if scope == "person" and tiering == "slab_whole":
        tiering = "marginal"
    credited = scope != "person" and tiering != "slab_whole" and draw.random() < 0.2
    follows = credited or tiering == "slab_whole"
    period = draw.choice(("life", "life", "year") if follows else ("life", "life", "year", "receipt"))
    convention = draw.choice(ROUNDINGS)
    made = {
        "format": 1, "id": "random", "name": {"en": "R"}, "institution": {"en": "R"}, "source": {"citation": "drawn"},
        "currency": "CNY", "applies_by": "received", "scope": scope, "period": period, "tiering": tiering,
        "rounding": {"convention": convention, "ties": draw.choice(("listed", "reversed", "largest_share"))}
        if convention == "largest_remainder" else convention,
        "parties": parties(draw, keys, scope), "tiers": tiers(draw, keys), "deductions": deductions(draw, keys, credited, follows),
    }  # fmt: skip
    for_each(draw, made, made, follows)
    if period == "year":
        made["year_begins"] = draw.choice(("01-01", "09-01", "07-31"))
    if draw.random() < 0.3:
        factors = [{"from": "2000-01-01", "factor": "1"}, {"from": "2021-06-01", "factor": str(Fraction(draw.randint(90, 180), 97))}]
        made["indexation"] = {"index": "CPI", "table": factors}
    if scope != "person":
        beside(draw, made, keys)
    totals = any(rule["counts"] == "total" for rule in made.get("nothing_below", ()))
    if scope != "person" and not follows and not totals and draw.random() < 0.3:
        made["counts"] = "gross"
    if scope != "person" and not follows and draw.random() < 0.2:
        party, source = draw.sample(keys, 2)
        made["at_least"] = [{"party": party, "percent": str(Fraction(draw.randint(1, 300), 7)), "from": source}]
    if draw.random() < 0.3 and not follows:
        people = any(party.get("persons") is True for party in made["parties"])
        when = draw.choice([rows for rows in CONDITIONS if people or not any("persons" in row for row in rows)])
        made["schedules"] = [schedule(draw, made, keys, n, row) for n, row in enumerate(when)]
        made["circumstances"] = CIRCUMSTANCES
    return made


CIRCUMSTANCES = [
    named("found_by", options=[{"value": word, "name": {"en": word}} for word in ("team", "broker", "office")]),
    named("money", options=[{"value": word, "name": {"en": word}} for word in ("own", "sponsor")]),
]
CONDITIONS = (  # of several schedules in their order
    [{"kinds": ["signing_fee"]}],
    [{"assets": ["software"]}],
    [{"assets": ["software"], "kinds": ["signing_fee"]}, {"assets": ["software", "patent"]}],
    [{"deals": ["licence"], "assets": ["software"]}, {"deals": ["licence", "equity"]}, {"kinds": ["signing_fee"]}],
    [{"circumstances": {"found_by": ["team"]}}, {"circumstances": {"found_by": ["broker", "office"], "money": ["own"]}, "kinds": ["royalty"]}],
    [{"circumstances": {"money": ["own"]}, "years": {"since": "reported", "from": 2}}, {"assets": ["software", "patent"]}],
    [{"years": {"since": "licence_signed", "to": 2}}, {"years": {"since": "first_income", "from": 2, "to": 3}}],
    [{"years": {"since": "reported", "from": 2, "to": 2}, "assets": ["software", "patent"]}, {"years": {"since": "reported", "to": 3}}],
    [{"assets": ["patent"]}, {"kinds": ["royalty"]}, {"kinds": ["signing_fee", "other"], "assets": ["software"]}],
    [{"persons": {"to": 1}}, {"persons": {"from": 2, "to": 3}}],
    [{"kinds": ["royalty"], "persons": {"from": 3}}, {"kinds": ["royalty"]}],
)


def schedule(draw: Random, made: dict, keys: list[str], number: int, when: dict) -> dict:
    """One that may have deductions, caps and thresholds of its own."""
    words = named(f"own{number}", **when, tiers=tiers(draw, keys))
    if draw.random() < 0.5:
        words["deductions"] = deductions(draw, keys, False, False)
        for_each(draw, made, words, False)
    if made["scope"] != "person" and draw.random() < 0.5:
        own = {"parties": made["parties"]}
        beside(draw, own, keys)
        words |= {name: own.get(name, []) for name in ("caps", "nothing_below") if name in own or draw.random() < 0.5}
    totals = any(rule["counts"] == "total" for rule in words.get("nothing_below", ()))
    if "counts" in made and (totals or draw.random() < 0.5):
        words["counts"] = "net"
    return words


def parties(draw: Random, keys: list[str], scope: str) -> list[dict]:
    found = [named(key) for key in keys]
    whose = draw.randrange(len(keys))
    if scope == "person" or draw.random() < 0.7:
        found[whose]["persons"] = True
    for party in found:
        if not party.get("persons") and draw.random() < 0.3:
            count = draw.randint(2, 3)
            party["split"] = [named(f"{party['key']}s{n}", percent=part) for n, part in enumerate(parts(draw, count))]
            if draw.random() < 0.4:
                last = party["split"][-1]
                last["split"] = [named(f"{last['key']}t{n}", percent=part) for n, part in enumerate(parts(draw, 2, zero=False))]
    every = [party for top in found for party in (top, *top.get("split", ()))]
    if any(party.get("persons") for party in found):
        for party in every:
            if party.get("persons") or party.get("split"):
                continue
            if draw.random() < 0.25:
                party["persons"] = f"of_{party['key']}"
            elif draw.random() < 0.3:
                party["units"] = draw.choice(("own", "top", "second"))
                others = [key for key in keys if not party["key"].startswith(key)]
                if draw.random() < 0.5:
                    party["no_unit_to"] = draw.choice(others)
    groups_of_persons = {party["key"] for party in found if isinstance(party.get("persons"), str)}
    for party in every:
        if party.get("no_unit_to") in groups_of_persons:  # nothing falls to a group
            del party["no_unit_to"]
    return found


def tiers(draw: Random, keys: list[str]) -> list[dict]:
    ends = sorted({draw.choice((1, 5, 20, 100, 1_000, 30_000)) for _ in range(draw.randint(0, 3))})
    return [
        {"from": start, **({"to": end} if end else {}), "shares": dict(zip(keys, parts(draw, len(keys), zero=False), strict=True))}
        for start, end in zip([0, *ends], [*ends, None], strict=True)
    ]


def deductions(draw: Random, keys: list[str], credited: bool, follows: bool) -> list[dict]:
    found: list[dict] = []
    if not follows and draw.random() < 0.2:
        found.append(named("law", kind="statutory", percent=str(draw.randint(1, 40)), payee=draw.choice(keys), law="a law"))
    if credited:
        found.append(named("advance", kind="amount", amount=draw.choice(("3", "250")), payee=draw.choice(keys), credited=True))
    for number in range(draw.randint(0, 3)):
        key = f"d{number}"
        payee = {"payee": draw.choice(keys)} if not follows and draw.random() < 0.3 else {}
        kind = draw.choice(("percent", "percent", "costs", "costs", "amount"))
        if kind == "percent":
            of = draw.choice(("gross", "remaining", {"gross_less": [step["key"] for step in found[:2]]}))
            if found and draw.random() < 0.15:
                of = {"taken_by": [step["key"] for step in found[-2:]]}
            rate = str(Fraction(draw.randint(0, 300), 7))
            layer = {"above": str(draw.choice((1, 40)))} if of == "gross" and draw.random() < 0.2 else {}
            layer |= {"up_to": str(draw.choice((70, 900)))} if of == "gross" and draw.random() < 0.2 else {}
            layer |= {"per": draw.choice(("life", "year", "receipt"))} if layer and draw.random() < 0.7 else {}
            bounds = {"least": str(draw.choice((1, 30)))} if not layer and draw.random() < 0.2 else {}
            if draw.random() < 0.2:
                per = layer.get("per") or draw.choice(("life", "year", "receipt"))
                bounds |= {"limit": str(draw.choice((30, 200, 1_000))), "per": per}
            found.append(named(key, kind="percent", percent=rate, of=of, **payee, **layer | bounds))
        elif kind == "costs":
            more = {"at_most": str(draw.randint(1, 100))} if draw.random() < 0.4 else {}
            more |= {"above": str(draw.choice((10, 500)))} if draw.random() < 0.3 else {}
            more |= {"pool": "own"} if draw.random() < 0.2 else {}
            more |= {"limit": str(draw.choice((3, 90, 700))), "per": draw.choice(("life", "year", "receipt"))} if draw.random() < 0.3 else {}
            found.append(named(key, kind="cost_recovery", **more))
        else:
            amount = str(draw.choice(("0.07", "2", "50", "3000")))
            found.append(named(key, kind="amount", amount=amount, per=draw.choice(("life", "year", "receipt")), **payee))
    return found


def for_each(draw: Random, made: dict, words: dict, follows: bool) -> None:
    """Now and then a first amount for each person, somewhere after what a law grants."""
    people = next((party["key"] for party in made["parties"] if party.get("persons") is True), None)
    if people and not follows and draw.random() < 0.25:
        steps = words["deductions"]
        at = draw.randint(sum(step["kind"] == "statutory" for step in steps), len(steps))
        amount, per = draw.choice(("0.07", "3", "200")), draw.choice(("life", "year", "receipt"))
        steps.insert(at, named("each", kind="amount", amount=amount, per=per, payee=people, each=True))


def beside(draw: Random, made: dict, keys: list[str]) -> None:
    """Caps, at the top and in a split, and thresholds."""
    caps = []
    if draw.random() < 0.3:
        one, *others = draw.sample(keys, len(keys))
        to = others[0] if draw.random() < 0.5 else dict(zip(others, parts(draw, len(others)), strict=True))
        caps.append({"party": one, "amount": str(draw.choice((1, 40, 900))), "per": draw.choice(("life", "year", "receipt")), "to": to,
                     "everywhere": draw.random() < 0.3})  # fmt: skip
    splits = [party for party in made["parties"] if party.get("split")]
    if splits and draw.random() < 0.4:
        one, other = splits[0]["split"][:2]
        caps.append({"party": one["key"], "amount": str(draw.choice((1, 40))), "per": "life", "to": other["key"]})
    people = next((party["key"] for party in made["parties"] if party.get("persons") is True), None)
    free = [key for key in keys if key != people and all(key != cap["party"] for cap in caps)]
    if people and free and draw.random() < 0.4:
        to = dict(zip(free, parts(draw, len(free)), strict=True))
        caps.append({"party": people, "amount": str(draw.choice((1, 60, 700))), "per": draw.choice(("life", "year", "receipt")), "to": to,
                     "each": True, "everywhere": draw.random() < 0.5})  # fmt: skip
    if caps:
        made["caps"] = caps
    if draw.random() < 0.2:
        one, other = draw.sample(keys, 2)
        made["nothing_below"] = [
            {"parties": [one], "below": str(draw.choice((5, 300))), "to": other, "counts": draw.choice(("total", "receipt"))}
        ]


def persons(draw: Random, made: dict) -> list[tuple[str, Fraction]]:
    """A share set for it; now and then a part goes to a party."""
    people = next((party["key"] for party in made["parties"] if party.get("persons") is True), None)
    if people is None:
        return []
    names = list(PERSONS[: draw.randint(1, 4)])
    others = [party["key"] for party in made["parties"] if party["key"] != people and not party.get("split")]
    if others and draw.random() < 0.15:
        names[-1] = f"party:{draw.choice(others)}"
    return [(name, Fraction(part) / 100) for name, part in zip(names, parts(draw, len(names)), strict=True)]


def groups(draw: Random, made: dict) -> dict[str, list[tuple[str, Fraction]]]:
    """Share sets of other groups of persons, some of whom are among the inventors, too; now and then one is not there yet."""
    found = {}
    for party in (below for top in made["parties"] for below in walk(top)):
        if isinstance(party.get("persons"), str) and draw.random() < 0.9:
            names = draw.sample((*PERSONS, "eve", "flo"), draw.randint(1, 4))
            others = [top["key"] for top in made["parties"] if party not in walk(top) and top.get("persons") is not True and not top.get("split")]
            if others and draw.random() < 0.15:
                names[0] = f"party:{draw.choice(others)}"
            found[party["persons"]] = [(name, Fraction(part) / 100) for name, part in zip(names, parts(draw, len(names)), strict=True)]
    return found


def walk(party: dict) -> list[dict]:
    return [party, *(below for part in party.get("split", ()) for below in walk(part))]


def units(draw: Random, people: list[tuple[str, Fraction]]) -> dict[str, list[str]]:
    """Whose part counts for which units, now and then for none."""
    return {name: path for name, _part in people if (path := draw.choice(PATHS))}


def history(draw: Random, made: dict) -> list[tuple[str, datetime.date, int, str]]:
    """Costs and receipts in order of their days: what, when, how much, of which pool or kind."""
    days = sorted(datetime.date(2020, 1, 1) + datetime.timedelta(draw.randint(0, 1_500)) for _ in range(draw.randint(2, 6)))
    found = []
    for day in days:
        if draw.random() < 0.4:
            found.append(("cost", day, draw.choice((1, 777, 60_001)), draw.choice(("", "", "own"))))
        amount = draw.choice((0, 1, 99, 10_001, 123_456, draw.randint(0, 10**7)))
        found.append(("receipt", day, amount, draw.choice(("signing_fee", "royalty"))))
    return found
