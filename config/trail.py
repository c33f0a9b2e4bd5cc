"""The way back of a form: its list, the thing whose page it returns to, and what is done there; read from its `cancel`."""
from collections.abc import Iterator

from django.db.models import Model
from django.urls import ResolverMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from config.frame import MENU
from record.registry import subjects

LISTS = {
    "governance:decisions": _("Decisions"),
    "governance:duties": _("Duties"),
    "projects:projects": _("Projects"),
    "projects:income": _("Project income"),
    "partners:partners": _("Partners"),
    "partners:units": _("Our units"),
    "accounts:account": _("Your account"),
    "accounts:people": _("People and roles"),
    "accounts:invitations": _("Invitations"),
    "ip:assets": _("Intellectual property"),
    "ip:disclosures": _("Disclosures"),
    "ip:deals": _("Deals"),
    "ip:income": _("Income and sharing"),
    "ip:settlements": _("Settlements"),
    "ip:distributions": _("Distributions"),
    "ip:costs": _("Costs"),
    "ip:owed": _("To be paid"),
    "ip:holds": _("On hold"),
    "ip:openings": _("Opening balances"),
    "ip:policies": _("Sharing policies"),
    "ip:studies": _("Fair allocation"),
    "incentives:rewards": _("Incentives"),
    "audit:desk": _("Audit"),
}

# The list in which a page stands, by its name, else by its app.
LIST_OF = {
    "governance:decision": "governance:decisions",
    "governance:duty": "governance:duties",
    "governance": "accounts:people",
    "projects:income_of": "projects:income",
    "projects": "projects:projects",
    "partners": "partners:partners",
    "accounts": "accounts:people",
    "ip:disclosure": "ip:disclosures",
    "ip:deal": "ip:deals",
    "ip:receipt": "ip:income",
    "ip:settlement": "ip:settlements",
    "ip:distribution": "ip:distributions",
    "ip:hold": "ip:holds",
    "ip:opening": "ip:openings",
    "ip:policy": "ip:policies",
    "ip:study": "ip:studies",
    "ip": "ip:assets",
    "incentives": "incentives:rewards",
    "audit": "audit:desk",
}


def trail(cancel: str, given: dict, title: str) -> list[tuple[object, str]]:
    """(label, address or none) for each step; `given`, the context of the page, holds the thing by whose name it is called.

    A list that the reader's menu leaves out is named without its address.
    """
    page = resolve(cancel.partition("?")[0].partition("#")[0])
    if page.view_name in LISTS:
        return [(LISTS[page.view_name], cancel), (title, "")]
    name = LIST_OF.get(page.view_name) or LIST_OF[page.namespace]
    return [(LISTS[name], _open(name, given)), (_named(page, given) or _("Back"), cancel), (title, "")]


def _open(name: str, given: dict) -> str:
    url = reverse(name)
    asked_for = any(name == entry for _heading, entries in MENU for entry, _label, asks in entries if asks)
    shown = {item.url for _heading, items in given["frame"].groups for item in items}
    return url if url in shown or not asked_for else ""


def _named(page: ResolverMatch, given: dict) -> str:
    """What the thing is called whose uid stands in the address, if the page has it at hand: nothing is asked for it."""
    labels = {subject.model: subject.label for subject in subjects()}
    found = {row.uid: row for row in _rows(given.values(), 3) if type(row) in labels}
    row = next((found[uid] for uid in reversed(page.kwargs.values()) if uid in found), None)
    return str(labels[type(row)](row)) if row else ""


def _rows(values, depth: int) -> Iterator[Model]:
    """The rows among the values, and those that were read with them."""
    for row in (value for value in values if isinstance(value, Model) and hasattr(value, "uid")):
        yield row
        if depth:
            yield from _rows(row._state.fields_cache.values(), depth - 1)
