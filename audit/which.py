"""Which one it is: of rows whose own name does not say so, what they are about."""
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

ITSELF, PAYEE = "", "payee"  # the row names its matter, or who was paid, by `of` and a uid
ABOUT = {  # by model: paths to what it is about
    "accounts.grant": ("membership.person",),
    "governance.comment": (ITSELF,),
    "governance.decision": (ITSELF,),
    "governance.duty": (ITSELF,),
    "incentives.reward": ("person",),
    "ip.cost": ("asset",),
    "ip.hearing": (ITSELF,),
    "ip.hold": ("line.person", "line.distribution"),
    "ip.merit": ("person", "asset"),
    "ip.schedule": ("deal",),
    "ip.signature": ("share.person",),
    "ip.signedpaper": ("share.person",),
    "ip.signinglink": ("share.person", "share.share_set.asset"),
    "ledger.payment": (PAYEE,),
    "projects.condition": ("submission",),
    "projects.contributionmade": ("participation.institution", "participation.project"),
    "projects.expectedincome": ("project",),
    "projects.milestone": ("project",),
    "projects.teammember": ("person", "project"),
}
FILES = {  # where files are named, and the path to what they belong to
    "ip.cost.document": "", "ip.opening.evidence": "", "ip.signedpaper.scan": "share.share_set", "ledger.receipt.document": "",
    "projects.submittedfile.blob": "submission", "projects.workfile.blob": "milestone",
}  # fmt: skip
CURRENCIES = ("currency", "project.currency", "participation.project.currency", "deal.currency")


def abouts(findings: Iterable[dict]) -> dict[UUID, list[tuple[str, UUID]]]:
    """{uid of what was found: the rows that it is about}: one query for each model, and those of its paths."""
    asked = defaultdict(set)
    for finding in findings:
        if finding["of"] in ABOUT and finding["subject"]:
            asked[finding["of"]].add(UUID(finding["subject"]))
    found: dict[UUID, list] = _holders({UUID(finding["subject"]) for finding in findings if finding["of"] == "record.blob"})
    for of, uids in asked.items():
        related = [path.replace(".", "__") for path in ABOUT[of] if path not in (ITSELF, PAYEE)]
        for row in apps.get_model(of)._base_manager.select_related(*related).filter(uid__in=uids):
            named = [_at(row, path) for path in ABOUT[of]]
            found[row.uid] = [one for one in named if one is not None]
    return found


def _holders(blobs: set[UUID]) -> dict[UUID, list[tuple[str, UUID]]]:
    """What each file belongs to."""
    found: dict[UUID, list] = defaultdict(list)
    for place, path in FILES.items() if blobs else ():
        model, _dot, field = place.rpartition(".")
        for row in apps.get_model(model)._base_manager.filter(**{f"{field}__uid__in": blobs}).select_related(field).order_by("pk"):
            if (holder := reached(row, path) if path else row) is not None:
                found[getattr(row, field).uid].append((holder._meta.label_lower, holder.uid))
    return dict(found)


def _at(row, path: str) -> tuple[str, UUID] | None:
    if path in (ITSELF, PAYEE):
        return row.of, row.payee if path == PAYEE else row.subject
    named = reached(row, path)
    return (named._meta.label_lower, named.uid) if named is not None else None


def reached(row, path: str):
    """What stands at the end of a path; None where somebody took a part of it away, or there is no such path."""
    try:
        for name in path.split("."):
            row = getattr(row, name, None)
        return row
    except ObjectDoesNotExist:
        return None


def currency_of(row) -> str:
    """In which the amounts of a row are, by itself or by what it belongs to; "" where they are no money."""
    return next(filter(None, (reached(row, path) for path in CURRENCIES)), "")
