"""The format computed a second time, from its page and not from the library: plain fractions, one loop after the other.

It reads documents as they are, keeps its own sums, and knows none of the library's code. Slow, and meant to be.
"""

from tests.ip.rules.plainly import F, split, units


def anniversary(since, years):
    """The day on which the next year begins."""
    if (since.month, since.day) == (2, 29):
        leap = (since.year + years) % 4 == 0  # in the years that are drawn
        return since.replace(year=since.year + years) if leap else since.replace(year=since.year + years, month=3, day=1)
    return since.replace(year=since.year + years)


class Naive:
    """One asset of one institution under one document."""

    def __init__(self, document, persons, paths=None, groups=None):
        self.doc, self.persons, self.paths, self.groups = document, persons, paths or {}, groups or {}
        self.pools, self.history = {}, []  # history: what every receipt was and gave

    def cost(self, amount, pool=""):
        self.pools[pool] = self.pools.get(pool, 0) + amount

    def words(self, origin, day):
        """The formula for money of this origin: the first schedule of which every condition holds."""
        for item in self.doc.get("schedules", ()):
            plain = all(origin[fact] in item[word] for word, fact in (("kinds", "income"), ("assets", "asset"), ("deals", "deal")) if word in item)
            plain = plain and all(origin["circumstances"][key] in values for key, values in item.get("circumstances", {}).items())
            several = item.get("persons", {})
            plain = plain and several.get("from", 1) <= self.several() <= several.get("to", 10_000) if several else plain
            if plain and ("years" not in item or self.within(item["years"], origin, day)):
                return {**self.doc, "schedule": item["key"], **{k: v for k, v in item.items() if k not in ("key", "name", "kinds", "assets", "deals", "years", "persons", "circumstances")}}
        return {**self.doc, "schedule": ""}

    def several(self):
        return len([name for name, part in self.persons if part and not name.startswith("party:")])

    def within(self, years, origin, day):
        """Anniversary after anniversary, until the day is reached."""
        since = origin.get(years["since"]) or min([h["day"] for h in self.history if h["gross"]] + [day])
        if day < since:
            return False
        number = 1
        while day >= anniversary(since, number):
            number += 1
        return years.get("from", 1) <= number <= years.get("to", 10_000)

    def year(self, day):
        begins = self.doc.get("year_begins", "01-01")
        return day.year if (day.month, day.day) >= (int(begins[:2]), int(begins[3:])) else day.year - 1

    def past(self, per, day):
        return [h for h in self.history if per == "life" or (per == "year" and h["year"] == self.year(day))]

    def capping(self, doc, per, day):
        """Earlier receipts of which a cap counts what was got: of a schedule with caps of its own alone, or of all the others."""
        apart = [item["key"] for item in self.doc.get("schedules", ()) if "caps" in item]
        mine = [doc["schedule"]] if doc["schedule"] in apart else None
        past = [] if per == "receipt" else self.past(per, day)
        return [h for h in past if (h["schedule"] in mine if mine else h["schedule"] not in apart)]

    def counted(self, doc, day):
        """Earlier receipts that the tiers count."""
        return [h for h in self.past(doc.get("period", "life"), day) if h["schedule"] == doc["schedule"]]

    def receive(self, gross, day, origin):
        doc = self.words(origin, day)
        self.convention = doc["rounding"] if isinstance(doc["rounding"], str) else doc["rounding"]["convention"]
        self.ties = "listed" if isinstance(doc["rounding"], str) else doc["rounding"].get("ties", "listed")
        taken, kept, left = self.deduct(doc, gross, day)
        outside = [t for t in taken if not t["credited"]]
        amounts, _ = split(gross, [*(t["exact"] for t in outside), left + kept]) if gross else ([0] * (len(outside) + 1), 0)
        net = amounts[-1]
        lines, granted, took, self.first = {}, {}, {}, {}
        for t, amount in zip(outside, amounts, strict=False):
            took[t["key"]] = amount
            if t["kind"] == "cost_recovery":
                self.pools[t["pool"]] = self.pools.get(t["pool"], 0) - amount
            for name, value in self.for_each(t, amount).items():
                took[f"{t['key']}:{name}"] = value
                self.first[name] = self.first.get(name, 0) + value
            if t["payee"]:
                granted[t["payee"]] = granted.get(t["payee"], 0) + amount
            else:
                lines[t["key"]] = lines.get(t["key"], 0) + amount
        self.apart, self.origin, self.over, self.people, self.gave = 0, {}, {}, {}, {}
        own = self.by_person(doc, net, granted, lines, day) if doc["scope"] == "person" else self.together(doc, net, gross, granted, lines, day)
        if self.apart:
            lines["rounding"] = self.apart
        entry = {"gross": gross, "day": day, "net": net, "lines": lines, "got": self.got(), "own": own, "took": took, "people": self.people, "year": self.year(day), "schedule": doc["schedule"]}
        self.history.append(entry)
        return entry

    def deduct(self, doc, gross, day):
        left, kept, taken, layer = F(gross), F(0), [], {}
        open_pools = dict(self.pools)
        gross_before = sum(h["gross"] for h in self.history)
        for d in doc["deductions"]:
            pool, payee, credited = d.get("pool", ""), d.get("payee", ""), d.get("credited", False)
            if d["kind"] in ("percent", "statutory"):
                of = d.get("of", "gross")
                base = F(gross) if of == "gross" else left
                if "above" in d or "up_to" in d:
                    per = d.get("per", "life")
                    before = 0 if per == "receipt" else sum(h["gross"] for h in self.past(per, day))
                    top = min(before + gross, units(d["up_to"])) if "up_to" in d else before + gross
                    base = F(max(0, top - max(before, units(d.get("above", 0)))))
                if isinstance(of, dict):
                    named = [key for keys in of.values() for key in keys]
                    base = F(sum(t["exact"] for t in taken if t["key"] in named))
                    base = gross - base if "gross_less" in of else base
                amount = min(left, max(base * F(str(d["percent"])) / 100, units(d.get("least", 0))), self.room(d, day))
            elif d["kind"] == "cost_recovery":
                beyond = gross - max(0, min(gross, units(d.get("above", 0)) - gross_before))
                amount = min(open_pools.get(pool, F(0)), left, gross * F(str(d.get("at_most", 100))) / 100, beyond, self.room(d, day))
                open_pools[pool] = open_pools.get(pool, F(0)) - amount
            elif d.get("each"):
                amount = min(left, F(sum(self.due(d, day).values())))
            else:
                per = d.get("per", "life")
                size = units(d["amount"])
                if per != "receipt":
                    before = sum(h["gross"] for h in self.past(per, day))
                    low = layer.get(per, 0)
                    layer[per] = low + size
                    clip = lambda x, low=low, size=size: min(max(x - low, 0), size)  # noqa: E731
                    size = clip(before + gross) - clip(before)
                amount = min(size, left)
                if credited:
                    amount = F(int(amount))
            left -= amount
            if credited:
                kept += amount
            taken.append({"key": d["key"], "exact": F(amount), "kind": d["kind"], "pool": pool, "payee": payee, "credited": credited, "due": self.due(d, day) if d.get("each") else {}})
        return taken, kept, left

    def for_each(self, t, amount):
        """A first amount by person: in proportion to what is due."""
        due = {name: value for name, value in t.get("due", {}).items() if value}
        return dict(zip(due, split(amount, list(due.values()))[0], strict=True)) if amount else {}

    def due(self, d, day):
        """What each person has not had yet of an amount for each."""
        past = [] if d.get("per") == "receipt" else self.past(d.get("per", "life"), day)
        people = [name for name, part in self.persons if part and not name.startswith("party:")]
        had = {name: sum(h["took"].get(f"{d['key']}:{name}", 0) for h in past) for name in people}
        return {name: max(0, int(units(d["amount"])) - had[name]) for name in people}

    def room(self, d, day):
        """What a deduction may still take of its limit."""
        per = d.get("per", "life")
        had = 0 if per == "receipt" else sum(h["took"].get(d["key"], 0) for h in self.past(per, day))
        return max(F(0), units(d["limit"]) - had) if "limit" in d else F(10**18)

    def tiers(self, doc, day):
        """(start, end, shares) of each, indexed."""
        factor = F(1)
        for entry in doc.get("indexation", {}).get("table", ()):
            if entry["from"] <= day.isoformat():
                factor = F(str(entry["factor"]))
        ends = [None if t.get("to") is None else int(units(t["to"]) * factor + F(1, 2)) for t in doc["tiers"]]
        keys = [p["key"] for p in doc["parties"]]
        shares = [{k: F(str(t["shares"].get(k, 0))) / 100 for k in keys} for t in doc["tiers"]]
        return list(zip([0, *ends], ends, shares, strict=False))

    def entitled(self, tiers, total, key):
        """What marginal tiers give a party of a total from zero on."""
        return sum(((min(total, end) if end is not None else total) - start) * shares[key] for start, end, shares in tiers if total > start)

    def holding(self, tiers, total):
        return next(shares for _start, end, shares in tiers if end is None or total <= end)

    def plain(self, doc, tiers, net, before, posted):
        keys = list(tiers[0][2])
        how = doc.get("tiering", "marginal")
        if how == "marginal":
            return {k: self.entitled(tiers, before + net, k) - self.entitled(tiers, before, k) for k in keys}
        shares = self.holding(tiers, before + net)
        simple = {k: net * shares[k] for k in keys}
        if how == "slab" or not net:
            return simple
        return self.behind(net, {k: (before + net) * shares[k] for k in keys}, posted, simple)

    def behind(self, net, targets, posted, simple):
        lack = {k: max(F(0), targets[k] - posted.get(k, 0)) for k in targets}
        weights = lack if sum(lack.values()) else {k: simple[k] for k in targets}
        total = sum(weights.values())
        return {k: net * weights[k] / total if total else F(0) for k in targets}

    def together(self, doc, net, gross, granted, lines, day):
        tiers = self.tiers(doc, day)
        past = self.counted(doc, day)
        counts = doc.get("counts", "net")
        before = sum(h[counts] for h in past)
        posted = {k: sum(h["got"].get(k, 0) for h in past) for k in tiers[0][2]}
        if counts == "gross":
            parts = {k: F(v) * net / gross if gross else F(0) for k, v in self.plain(doc, tiers, gross, before, posted).items()}
        else:
            parts = self.plain(doc, tiers, net, before, posted)
        for rule in doc.get("nothing_below", ()):
            if (net if rule.get("counts") == "receipt" else before + net) < units(rule["below"]):
                for key in rule["parties"]:
                    parts[rule["to"]] += parts[key]
                    parts[key] = F(0)
        for d in doc["deductions"]:
            if d.get("credited") and net:
                parts = self.credit(doc, d, tiers, parts, net, gross, before, posted)
        for rule in doc.get("at_least", ()):
            wanted = gross * F(str(rule["percent"])) / 100 - granted.get(rule["party"], 0)
            missing = min(max(F(0), wanted - parts[rule["party"]]), parts[rule["from"]])
            parts[rule["party"]] += missing
            parts[rule["from"]] -= missing
        parts = self.cap(doc, parts, granted, day)
        amounts, apart = split(net, list(parts.values()), self.convention, self.ties)
        self.apart += apart
        whole = {p["key"]: amount + granted.get(p["key"], 0) for p, amount in zip(doc["parties"], amounts, strict=True)}
        self.over = self.above(doc, whole, day)
        for party in doc["parties"]:
            self.give(doc, party, whole[party["key"]], lines, day)
        self.over = {}
        return {}

    def above(self, doc, whole, day):
        """What a cap for each person takes from whom; `whole` says afterwards what the parties have."""
        found = {}
        for rule in doc.get("caps", ()):
            if not rule.get("each") or not self.persons:
                continue
            amounts, _ = split(whole[rule["party"]] - sum(self.first.values()), [part for _name, part in self.persons], self.convention, self.ties)
            past = self.capping(doc, rule.get("per", "life"), day)
            to = {rule["to"]: 100} if isinstance(rule["to"], str) else rule["to"]
            for (name, _part), amount in zip(self.persons, amounts, strict=True):
                amount += self.first.get(name, 0)
                had = sum(h["people"].get(name, 0) for h in past)
                found[name] = 0 if name.startswith("party:") else max(0, amount - max(0, int(units(rule["amount"])) - had))
                moved, apart = split(found[name], [F(str(part)) for part in to.values()], self.convention, self.ties)
                self.apart += apart
                for key, value in zip(to, moved, strict=True):
                    whole[key] += value
        return found

    def credit(self, doc, d, tiers, parts, net, gross, before, posted):
        payee = d["payee"]
        so_far = min(units(d["amount"]), gross + sum(h["gross"] for h in self.history))
        if doc.get("tiering", "marginal") == "marginal":
            whole = {k: self.entitled(tiers, before + net, k) for k in parts}
        else:
            whole = {k: (before + net) * share for k, share in self.holding(tiers, before + net).items()}
        line = min(max(max(whole[payee], so_far) - posted.get(payee, 0), F(0)), F(net))
        others = {k: whole[k] for k in parts if k != payee}
        rest = self.behind(net - line, others, posted, parts)
        if not sum(rest.values()):
            line = F(net)
        return {k: line if k == payee else rest[k] for k in parts}

    def cap(self, doc, parts, granted, day):
        for rule in doc.get("caps", ()):
            if rule["party"] not in parts or rule.get("each"):
                continue
            past = self.capping(doc, rule.get("per", "life"), day)
            had = sum(h["got"].get(rule["party"], 0) for h in past)
            room = max(0, units(rule["amount"]) - had - granted.get(rule["party"], 0))
            over = parts[rule["party"]] - room
            if over > 0:
                to = {rule["to"]: 100} if isinstance(rule["to"], str) else rule["to"]
                parts[rule["party"]] = F(room)
                for key, part in to.items():
                    parts[key] += over * F(str(part)) / 100
        return parts

    def give(self, doc, party, amount, lines, day):
        """A party's amount down to whoever has it in the end."""
        if party.get("split"):
            parts = {p["key"]: amount * F(str(p["percent"])) / 100 for p in party["split"]}
            parts = self.cap(doc, parts, {}, day)
            amounts, apart = split(amount, list(parts.values()), self.convention, self.ties)
            self.apart += apart
            for below, value in zip(party["split"], amounts, strict=True):
                self.give(doc, below, value, lines, day)
        elif isinstance(party.get("persons"), str):
            people = self.groups.get(party["persons"], [(party["key"], F(1))])
            amounts, apart = split(amount, [part for _name, part in people], self.convention, self.ties)
            self.apart += apart
            for (name, _part), value in zip(people, amounts, strict=True):
                self.line(name.removeprefix("party:"), value, party["key"], lines)
        elif party.get("persons"):
            amounts, apart = split(amount - sum(self.first.values()), [part for _name, part in self.persons], self.convention, self.ties)
            self.apart += apart
            for (name, _part), value in zip(self.persons, amounts, strict=True):
                value += self.first.get(name, 0)
                self.line(name.removeprefix("party:"), value - self.over.get(name, 0), party["key"], lines)
                self.people[name] = value - self.over.get(name, 0)
        elif party.get("units") and self.persons:
            self.give_units(party, amount, lines)
        else:
            self.line(party["key"], amount, party["key"], lines)

    def give_units(self, party, amount, lines):
        """By units of the persons; who has none leaves it to the party."""
        weights = {}
        gave = self.gave if sum(self.gave.values()) else dict(self.persons)
        for name, _part in self.persons:
            path = self.paths.get(name) or [party["key"]]
            unit = path[-1] if party["units"] == "own" else path[0] if party["units"] == "top" or len(path) == 1 else path[1]
            weights[unit] = weights.get(unit, 0) + gave[name]
        reverts = party.get("no_unit_to", party["key"])
        if list(weights) == [party["key"]]:
            self.line(reverts, amount, party["key"], lines)
            return
        amounts, apart = split(amount, list(weights.values()), self.convention, self.ties)
        self.apart += apart
        for unit, value in zip(weights, amounts, strict=True):
            self.line(reverts if unit == party["key"] else unit, value, party["key"], lines)

    def line(self, key, amount, origin, lines):
        lines[key] = lines.get(key, 0) + amount
        self.origin[origin] = self.origin.get(origin, 0) + amount

    def got(self):
        """By party, whatever its split and its persons have of it."""
        found = {}

        def walk(party):
            found[party["key"]] = self.origin.get(party["key"], 0) + sum(walk(p) for p in party.get("split", ()))
            return found[party["key"]]

        for party in self.doc["parties"]:
            walk(party)
        return found

    def by_person(self, doc, net, granted, lines, day):
        tiers = self.tiers(doc, day)
        inventors = next(p for p in doc["parties"] if p.get("persons") is True)["key"]
        owns, apart = split(net, [part for _name, part in self.persons], self.convention, self.ties)
        self.apart += apart
        sums, mine, gave = {}, [], {}
        for (name, _part), amount in zip(self.persons, owns, strict=True):
            before = sum(h["own"].get(name, 0) for h in self.counted(doc, day))
            parts = self.plain(doc, tiers, amount, before, {})
            values, apart = split(amount, list(parts.values()), self.convention, self.ties)
            self.apart += apart
            shared = dict(zip(parts, values, strict=True))
            mine.append(shared.pop(inventors))
            for key, value in shared.items():
                sums[key] = sums.get(key, 0) + value
                gave.setdefault(key, {})[name] = value
        more, apart = split(granted.get(inventors, 0) - sum(self.first.values()), [part for _name, part in self.persons], self.convention, self.ties)
        self.apart += apart
        for (name, _part), value, extra in zip(self.persons, mine, more, strict=True):
            self.line(name.removeprefix("party:"), value + extra + self.first.get(name, 0), inventors, lines)
        for party in doc["parties"]:
            if party["key"] != inventors:
                self.gave = gave.get(party["key"], {})
                self.give(doc, party, sums.get(party["key"], 0) + granted.get(party["key"], 0), lines, day)
        return dict(zip([name for name, _part in self.persons], owns, strict=True))
