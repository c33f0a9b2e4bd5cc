"""The page of an evidence file: what was received, shared, decided and posted, in words. It shows what the data beside it
holds, and needs neither this house nor a network to be read or printed."""
from datetime import datetime
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.models import Decision, Voice
from governance.registry import decision_kind
from ip import showing
from ip.models import Distribution, Settlement
from ip.telling import cited
from ip.wording import spell
from ledger.models import Account
from record.feed import told
from record.models import Event


def page(
    actor, distribution: Distribution, said: dict, events: list[Event], hashes: dict[str, str], made: datetime, heads: str
) -> bytes:
    """One HTML file in the active language, UTF-8. `said`: what the data holds, also of `events`; `hashes`: of the files beside it."""
    lines = said["distribution"]["lines"]
    names = {line["key"]: line["person"] or line["unit"] for line in lines if line["person"] or line["unit"]}
    steps = showing.steps(distribution, names)
    labels = {step.key: step.label for step in steps} | names
    context = {
        "distribution": said["distribution"], "language": get_language(), "made": made, "heads": heads, "hashes": hashes,
        "state": distribution.get_state_display(), "basis": _basis(said["distribution"]["settlement"]),
        "formula": spell(distribution.policy_version.formula), "steps": steps,
        "lines": [line | {"label": labels.get(line["key"], line["key"])} for line in lines],
        "total": sum(line["amount"] for line in lines),
        "postings": _postings(said["entries"], names), "decisions": [_decision(row) for row in said["decisions"]],
        "events": _events(actor, events),
    }  # fmt: skip
    return render_to_string("audit/evidence/page.html", context).encode()


POSTED_FOR = {
    "receipt": lambda: _("Receipt"), "settlement": lambda: _("Settlement"), "distribution": lambda: _("Distribution"),
}  # fmt: skip


def _basis(settlement: dict) -> str:
    """Why it was settled so: one owner, a clause, articles of law, a decision."""
    return " · ".join(filter(None, [str(Settlement.Basis(settlement["basis"]).label), cited(settlement["citation"])]))


def _postings(entries: list[dict], names: dict[str, str]) -> list[dict]:
    """Each posting with its entries, debit and credit apart."""
    found = []
    for _uid, rows in groupby(entries, key=lambda entry: entry["posting"]):
        first, *rest = rows
        what = POSTED_FOR.get(first["kind"], lambda kind=first["kind"]: kind)()
        found.append({"what": what, "on": first["on"], "entries": [_entry(row, names) for row in (first, *rest)]})
    return found


def _entry(row: dict, names: dict[str, str]) -> dict:
    account, name = str(Account.Kind(row["account"]).label), row["name"] or names.get(str(row["party"]), "")
    return row | {"account": account, "name": name, "debit": max(row["amount"], 0), "credit": max(-row["amount"], 0)}


def _decision(row: dict) -> dict:
    voices = [voice | {"said": str(Voice.Value(voice["value"]).label)} for voice in row["voices"]]
    return row | {"what": str(decision_kind(row["kind"]).name), "stands": str(Decision.State(row["state"]).label), "voices": voices}


def _events(actor, rows: list[Event]) -> list[dict]:
    sentences = {said["uid"]: strip_tags(said["sentence"]) for said in told(actor, rows)}
    return [{"place": row.seq, "at": row.at, "sentence": sentences[row.uid], "hash": bytes(row.hash).hex()} for row in rows]
