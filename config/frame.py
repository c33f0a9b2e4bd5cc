"""What stands around every page: where one is, who one is, and what waits."""
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.capabilities import Role
from accounts.models import Grant
from accounts.views.account import THEME_COOKIE
from governance.models import Decision
from partners.models.institution import Kind
from record import clock


@dataclass
class Item:
    url: str
    label: str
    count: int | None = None
    current: bool = False


@dataclass
class Who:
    """The person who acts, in what role and for whom, as the frame says it."""

    uid: object
    name: str
    role: str
    institution: str


@dataclass
class Language:
    code: str
    name: str
    current: bool


@dataclass
class Frame:
    """What layout.html takes (docs/look.md). `who` is None for whoever is not signed in."""

    who: Who | None = None
    groups: list = field(default_factory=list)  # (heading or "", [Item])
    languages: list = field(default_factory=list)
    theme: str = ""  # light, dark, or "" for what the device prefers
    links: dict = field(default_factory=dict)  # home, search, switch, account, language, theme, sign_out → address


# (heading, ((url name, label, capability or None), …)): an entry stands there when its address is known and allowed.
MENU = (
    ("", (
        ("governance:inbox", _("Inbox"), None),
        ("projects:projects", _("Projects"), None),
        ("projects:funded", _("Funded projects"), "funding.read"),
        ("partners:partners", _("Partners"), "partner.read"),
        ("ip:assets", _("Intellectual property"), "result.follow"),
        ("ip:income", _("Income and sharing"), "money.read"),
        ("ip:policies", _("Sharing policies"), None),
        ("ip:studies", _("Fair allocation"), "project.read"),
        ("ip:statement", _("My income"), "own.income"),
        ("incentives:rewards", _("Incentives"), "own.income"),
    )),
    (_("Oversight"), (
        ("governance:decisions", _("Decisions"), None),
        ("governance:duties", _("Duties"), None),
        ("accounts:people", _("People and roles"), "people.read"),
        ("audit:desk", _("Audit"), "audit.read"),
    )),
)  # fmt: skip


# A public body neither owns results nor shares income: its people are led to what it funds and decides.
NOT_PUBLIC = frozenset({"ip:assets", "ip:income", "ip:policies", "ip:studies", "ip:statement", "incentives:rewards"})

# What a role in one unit or project is enough for: these pages show what it reaches.
IN_PART = frozenset({"project.read", "result.follow", "own.income"})

LINKS = {
    "home": "governance:inbox",
    "search": "governance:search",
    "switch": "accounts:switch",
    "account": "accounts:account",
    "language": "accounts:language",
    "theme": "accounts:theme",
    "sign_out": "accounts:sign_out",
    "mails": "governance:mails",  # there in the demo only
}


def frame(request) -> dict:
    """Context of every page; `today` is the day in the actor's institution. Two queries: roles, decisions that wait."""
    around = Frame(languages=_languages(), links={name: _address(url) for name, url in LINKS.items()})
    actor = getattr(request, "actor", None)
    around.theme = _theme(request.COOKIES.get(THEME_COOKIE))
    if actor is None:
        return {"frame": around, "today": clock.today()}
    day, person = clock.today(actor.zone), request.membership.person
    around.who = Who(person.uid, person.name, _roles(request.membership, day), str(request.membership.institution))
    around.theme = _theme(person.theme)
    left_out = NOT_PUBLIC if request.membership.institution.kind == Kind.GOVERNMENT else frozenset()
    for heading, entries in MENU:
        items = [Item(_address(name), str(label)) for name, label, asks in entries
                 if name not in left_out and (asks is None or actor.may_all(asks) or (asks in IN_PART and actor.scopes(asks)))]
        if items := [item for item in items if item.url]:
            around.groups.append((heading, items))
    _mark(request.path, [item for _heading, items in around.groups for item in items])
    waiting = Decision.objects.decidable_by(actor).count()
    for item in (item for heading, items in around.groups for item in items if item.url == around.links["home"]):
        item.count = waiting or None
    return {"frame": around, "today": day}


def _theme(chosen: str | None) -> str:
    return chosen if chosen in ("light", "dark") else ""


def _roles(membership, day) -> str:
    held = set(Grant.objects.current(day).filter(membership=membership).values_list("role", flat=True))
    return " · ".join(str(role.label) for role in Role if role in held)


def _languages() -> list[Language]:
    return [Language(code, name, code == get_language()) for code, name in settings.LANGUAGES]


def _address(name: str) -> str:
    """The address of a page, empty where no app has it yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _mark(path: str, items: list[Item]) -> None:
    """Where one is: the entry whose address the path begins with, the longest if there are several."""
    here = [item for item in items if path == item.url or (item.url != "/" and path.startswith(item.url))]
    if here:
        max(here, key=lambda item: len(item.url)).current = True
