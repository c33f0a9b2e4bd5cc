"""What the sample screens show: the figures of the drawn ones, every name made up."""
from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator

from config.frame import Frame, Item, Language, Who

TODAY = date(2026, 11, 23)
YUAN = 100


def context(screen):
    return {"frame": frame(screen), "today": TODAY} | SCREENS[screen]()


def frame(screen):
    labels = ["Inbox", "Projects", "Partners", "Intellectual property", "Income and sharing", "Incentives"]
    here = {"project": "Projects", "distribution": "Income and sharing"}.get(screen)
    oversight = [Item("#", "Decisions"), Item("#", "Duties", 11), Item("#", "Audit")]
    links = ("home", "search", "switch", "account", "language", "theme", "sign_out")
    return Frame(
        who=None if screen in SIGNED_OUT else Who("019a", "Chen Yiran", "Project officer", "Linhai University"),
        groups=[
            ("", [Item("#", label, 4 if label == "Inbox" else None, label == here) for label in labels]),
            ("Oversight", oversight),
        ],
        languages=[Language("en", "English", True), Language("zh-hans", "简体中文", False)],
        links={name: f"/{name}/" for name in links},
    )


def project():
    rows = [
        (1, "Electrode recipe fixed", date(2025, 5, 30), 10, 480_000, "Accepted", "ok", ""),
        (2, "Coin cells, 500 cycles", date(2025, 9, 15), 14, 600_000, "Accepted", "ok", ""),
        (3, "Separator supplier qualified", date(2026, 1, 20), 12, 480_000, "Accepted", "ok", "9 days late"),
        (4, "10 Ah pouch cell, cycling report", date(2026, 7, 31), 16, 720_000, "Accepted", "ok", "14 days late"),
        (5, "Pilot line trial at Haoyuan", date(2026, 12, 3), 18, 840_000, "In work", "wait", ""),
        (6, "Safety certification", date(2027, 1, 31), 15, 720_000, "Planned", "", ""),
        (7, "Final acceptance", date(2027, 2, 28), 15, 960_000, "Planned", "", ""),
    ]
    names = ("number", "title", "due", "weight", "payment", "word", "tone", "late")
    milestones = [dict(zip(names, row, strict=True)) | {"payment": row[4] * YUAN} for row in rows]
    return {
        "milestones": milestones,
        "total": sum(row["payment"] for row in milestones),
        "contributed": 331_000_000,
        "due": date(2026, 12, 3),
        "path_rows": [
            {"number": row["number"], "weight": row["weight"], "done": 33,
             "state": {"ok": "done", "wait": "now", "": ""}[row["tone"]]} for row in milestones
        ],
        "owners": [
            {"label": "Linhai University", "part": 50, "strand": 1},
            {"label": "Haoyuan Energy", "part": 35, "strand": 2},
            {"label": "Institute of Applied Materials", "part": 15, "strand": 3},
        ],
        "events": [
            happened("Zhou Lin accepted milestone 4", 2, (2026, 8, 14, 8, 20)),
            happened("Gu Wenbo submitted milestone 4 again, 2 files changed", 1, (2026, 8, 12, 1, 41)),
            happened("Zhou Lin returned milestone 4: “Cycle data above 45 °C is missing.”", 2, (2026, 8, 5, 3, 3)),
            happened("Institute of Applied Materials contributed ¥120,000.00 in kind", 3, (2026, 8, 1, 2, 15)),
        ],
        "tabs": [
            {"label": label, "url": "#", "current": label == "Plan"}
            for label in ("Plan", "Parties and money", "Team", "Results and ownership", "Agreement", "Record")
        ],
    }  # fmt: skip


def happened(sentence, strand, at):
    return {"sentence": sentence, "strand": strand, "at": datetime(*at, tzinfo=UTC)}


def distribution():
    rows = [
        ("Received", "licence L-2024-031, quarter 3", 25_000_000, 0, None, 0, True, False),
        ("Licensing office", "15 % of receipts, § 2.1", -3_750_000, 21_250_000, 5, 0, False, False),
        ("Costs recovered", "patent fees, open pool ¥0 left, § 2.2", -1_841_237, 19_408_763, 5, 0, False, False),
        ("Net", "", 19_408_763, 0, None, 0, True, False),
        ("School of Materials", "one third, § 3, last in its order", 6_469_587, 12_939_176, 1, 3, False, False),
        ("Department of Energy", "one third, § 3", 6_469_588, 6_469_588, 1, 2, False, False),
        ("Inventors", "one third, § 3", 6_469_588, 0, 1, 0, False, False),
        ("Gu Wenbo", "40 % as signed on 3 May 2024", 2_587_835, 3_881_753, 1, 0, False, True),
        ("He Jing", "35 %, rounded up by ¥0.01", 2_264_356, 1_617_397, 1, 0, False, True),
        ("Liu Fang", "25 %", 1_617_397, 0, 1, 0, False, True),
    ]
    names = ("label", "why", "amount", "start", "strand", "tint", "sum", "inside")
    return {
        "currency": "CNY",
        "received": 25_000_000,
        "people": 6_469_588,
        "net": 19_408_763,
        "ends": date(2026, 12, 2),
        "fall": [dict(zip(names, row, strict=True)) for row in rows],
        "digest": "5be091d4a07c" + "0" * 48 + "77a3",
        "entries": [
            ("Undistributed income", "Haoyuan Energy", 2, 25_000_000, None),
            ("Licensing office", "Linhai University", 1, None, 3_750_000),
            ("Cost pool, patent", "Linhai University", 1, None, 1_841_237),
            ("Department of Energy", "Linhai University", 1, None, 6_469_588),
            ("School of Materials", "Linhai University", 1, None, 6_469_587),
            ("Payable, 3 inventors", "Gu Wenbo, He Jing, Liu Fang", 1, None, 6_469_588),
        ],
        "events": [
            happened("Notice opened on the unit’s board", None, (2026, 11, 17, 0, 0)),
            happened("Haoyuan Energy paid, matched to the bank line of 9 Oct", 2, (2026, 10, 10, 6, 12)),
        ],
    }


class Search(forms.Form):
    q = forms.CharField(widget=forms.TextInput({"type": "search", "placeholder": "Title, number, partner"}))
    state = forms.ChoiceField(label="State", choices=[("", "any state"), ("running", "Running")], required=False)


class Submission(forms.Form):
    report = forms.CharField(label="What was done", widget=forms.Textarea, help_text="Two or three sentences")
    amount = forms.CharField(label="Costs so far", widget=forms.TextInput({"class": "money", "inputmode": "decimal"}))
    files = forms.FileField(label="Files", required=False, help_text="50 MB each; only the parties see them")
    ai = forms.ChoiceField(label="Use of AI", choices=[("no", "None"), ("yes", "Declared")], widget=forms.RadioSelect)
    final = forms.BooleanField(label="This is the last delivery")


def parts():
    form = Submission({"amount": "35,120.555"})
    form.add_error("amount", "The yuan has two digits: write 35,120.55 or 35,120.56")
    return {
        "form": form,
        "search": Search(),
        "chips": [("State: not closed", ["state"]), ("Field: energy storage", ["field"])],
        "page": Paginator(range(120), 50).page(2),
        "digest": "a41f7c021b3d" + "0" * 48 + "9c07",
        "changes": [("Due", "3 December 2026", "31 January 2027"), ("条件", "合格率不低于 92 %", "合格率不低于 90 %")],
        "shares": [{"label": f"Party {n}", "part": n, "strand": n} for n in range(1, 6)],
    }


class SignIn(forms.Form):
    email = forms.EmailField(label="E-mail")
    password = forms.CharField(widget=forms.PasswordInput)


def signin():
    return {"signin": SignIn()}


def submission():
    return parts() | {"form": Submission(), "due": date(2026, 12, 3), "submit": "Submit milestone 5", "draft": "m5"}


def ownership():
    return parts() | {"owners": project()["owners"]}


SIGNED_OUT = ("400", "403", "404", "409", "signin")
SCREENS = {"project": project, "distribution": distribution, "parts": parts, "people": parts}
SCREENS |= {"decision": submission, "signin": signin, "submission": submission, "ownership": ownership}
SCREENS |= dict.fromkeys(("400", "403", "404", "409"), dict)
