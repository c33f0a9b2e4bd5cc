"""The desk: what holds and what does not, read-only."""
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import actions, nights, questions
from audit.access import reads
from audit.evidence import bundle
from audit.forms import DistributionFilter
from audit.models import Verification
from audit.recompute import recompute
from audit.reconcile import reconciled
from audit.telling import tell
from ip.models import Distribution
from record import clock
from record.actions import require
from record.errors import NotVisible
from record.feed import told
from record.lists import browse
from record.models import Chain, Event
from record.numbers import as_counted
from record.pages import ActionForm, find, perform
from record.verify import heads_root

EVIDENT = ("institution", "scope__asset", "deal", "policy_version", "share_set", "part__settlement__receipt__payer",
           "prepared_by__person", "approved_by__person", "posting")  # fmt: skip

RUNS = 8  # verifications on the desk


def needs_reader(request) -> None:
    require(reads(request.actor), _("The audit desk is for auditors and administrators."))


def desk(request):
    """Ready questions, what runs, what is reconciled, what happened last."""
    needs_reader(request)
    actor = request.actor
    runs = list(Verification.objects.visible_to(actor).select_related("started_by__person").order_by("-pk")[:RUNS])
    events = Event.objects.visible_to(actor).filter(chain__owner=actor.institution_uid).order_by("-pk")[:8]
    context = {
        "answers": questions.answers(actor),
        "verification": runs[0] if runs else None,
        "runs": runs,
        "overdue": nights.overdue_since(actor),
        "reconciled": reconciled(actor.institution),
        "events": told(actor, events),
        "heads": heads_root(),
        "chain": Chain.objects.filter(owner=actor.institution_uid).first(),
        "today": clock.today(actor.zone),
    }
    return render(request, "audit/desk/page.html", context)


def question(request, key):
    """One question with everything that was found."""
    needs_reader(request)
    asked = next((q for q in questions.QUESTIONS if q.key == key), None)
    if asked is None:
        raise NotVisible
    return render(request, "audit/question/page.html", {"answer": questions.answer(asked, request.actor)})


def distributions(request):
    """Every split of the institution, to open and compute anew."""
    needs_reader(request)
    rows = Distribution.objects.visible_to(request.actor).filter(state__in=Distribution.BOOKED)
    rows = rows.select_related("deal", "policy_version__policy")
    sorts = {"on": ("on",), "number": as_counted(), "amount": ("currency", "amount")}
    return browse(request, rows, DistributionFilter, sorts, first="-on").shown("audit/distributions", {})


def recomputation(request, uid):
    """One distribution beside itself, computed anew by the version that then held."""
    row = find(Distribution.objects.select_related("policy_version__policy", "deal"), request.actor, uid=uid)
    needs_reader(request)
    return render(request, "audit/recomputation/page.html", {"distribution": row, "anew": recompute(row)})


def evidence(request, uid):
    """One distribution's evidence as a file."""
    row = find(Distribution.objects.select_related(*EVIDENT), request.actor, uid=uid)
    needs_reader(request)
    if request.method != "POST":
        return redirect("audit:recomputation", uid=uid)
    data, digest = bundle(request.actor, row)
    actions.export_evidence(actor=request.actor, distribution=row, digest=digest)
    name = f"evidence-{row.number or row.uid}.zip"
    return HttpResponse(data, content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="{name}"', "X-Content-SHA256": digest})  # fmt: skip


def verify(request):
    """Begin to verify everything."""
    needs_reader(request)
    form = ActionForm(request.POST or None)

    def act():
        return verification_url(actions.start_verification(actor=request.actor))

    context = {"submit": _("Verify everything"), "cancel": reverse("audit:desk")}
    return perform(request, form, act, page="audit/verification/start.html", context=context, done=_("Verification has begun."))


def verification(request, uid):
    """How far it is, and what it found. The part that changes is fetched again while it runs."""
    row = find(Verification.objects.select_related("started_by__person"), request.actor, uid=uid)
    page = "audit/verification/progress.html" if request.htmx else "audit/verification/page.html"
    found = [] if request.htmx else tell(row.findings, request.actor, row.before)
    return render(request, page, {"verification": row, "findings": found})


def cancel(request, uid):
    row = find(Verification.objects, request.actor, uid=uid)

    def act():
        actions.cancel_verification(actor=request.actor, verification=row)
        return verification_url(row)

    context = {"row": row, "submit": _("Cancel the verification"), "cancel": verification_url(row)}
    return perform(request, ActionForm(request.POST or None), act, page="audit/verification/start.html", context=context,
                   done=_("The verification was cancelled."))  # fmt: skip


def verification_url(row: Verification) -> str:
    return reverse("audit:verification", args=[row.uid])
