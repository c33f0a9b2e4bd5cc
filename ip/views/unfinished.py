"""What is typed in the editor and not saved: kept as it is typed, found again among the policies, discarded by its author."""
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ip import actions
from ip.models import PolicyVersion, SharingPolicy, UnfinishedFormula
from record.models import new_uid
from record.pages import ActionForm, find, perform


@dataclass(frozen=True)
class Place:
    """For what a formula is written: a draft, the next version of a policy, or (neither) a new policy."""

    policy: SharingPolicy | None = None
    draft: PolicyVersion | None = None

    @property
    def url(self) -> str:
        if self.draft:
            return reverse("ip:write_draft", args=[self.draft.uid])
        return reverse("ip:write_version", args=[self.policy.uid]) if self.policy else reverse("ip:write_policy")


@dataclass(frozen=True)
class Listed:
    """A row for pages."""

    row: UnfinishedFormula
    about: str
    url: str


def unfinished(request: HttpRequest, place: Place | None = None) -> list[Listed]:
    """What the reader has not finished, the latest first; at one place, or anywhere."""
    rows = UnfinishedFormula.objects.visible_to(request.actor).select_related("policy", "draft__policy").order_by("-kept_at", "-pk")
    if place:
        rows = rows.filter(policy=place.policy, draft=place.draft)
    return [_listed(row) for row in rows]


def _listed(row: UnfinishedFormula) -> Listed:
    about = _("New policy")
    if row.draft:
        about = _("Changes of the draft “%(name)s”") % {"name": row.draft.title}
    elif row.policy:
        about = _("New version of “%(name)s”") % {"name": row.policy.name}
    return Listed(row, about, f"{Place(row.policy, row.draft).url}?{urlencode({'kept': row.uid})}")


def resumed(request: HttpRequest, place: Place) -> UnfinishedFormula | None:
    """The one that the address names, if it was typed here."""
    uid = _uid(request.GET.get("kept", ""))
    return UnfinishedFormula.objects.visible_to(request.actor).filter(uid=uid, policy=place.policy, draft=place.draft).first()


def uid_of(request: HttpRequest) -> UUID:
    """Under which the page keeps what is typed: it carries the uid from its first showing on."""
    return _uid(request.POST.get("kept", "")) or new_uid()


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def keep(request: HttpRequest, place: Place, document: dict, step: str) -> UUID:
    """Keep what stands in the form; under which uid."""
    uid = uid_of(request)
    actions.keep_unfinished(
        actor=request.actor, uid=uid, policy=place.policy, draft=place.draft, document=document, step=step,
        seen=request.POST.get("seen", ""), deal_kinds=request.POST.getlist("deal_kinds"),
    )  # fmt: skip
    return uid


def discard(request: HttpRequest, uid):
    """Throw away what was typed: it leaves no trace, since it never was a draft."""
    row = find(UnfinishedFormula.objects.select_related("policy", "draft__policy"), request.actor, uid=uid)

    def act():
        actions.drop_unfinished(actor=request.actor, uid=row.uid)
        return reverse("ip:policies")

    context = {"unfinished": _listed(row), "submit": _("Discard"), "cancel": reverse("ip:policies")}
    form = ActionForm(request.POST or None)
    return perform(request, form, act, page="ip/editor/discard.html", context=context, done=_("It was discarded."))
