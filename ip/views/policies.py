"""Sharing policies: which there are, what a version says, and what it would give."""
from django.http import HttpRequest, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.panel import latest, panel
from ip.curve import curve_of
from ip.floors import of_version
from ip.forms.policies import ExampleForm
from ip.hearings import heard
from ip.models import PolicyVersion, SharingPolicy
from ip.plotting import drawn
from ip.rules import Policy
from ip.trying import tried, tryable
from ip.views.unfinished import unfinished
from ip.wording import ToldFloor, asked, deciding_date, in_words, spell, tell_floors
from record import clock
from record.errors import Invalid
from record.feed import feed
from record.pages import find

State = PolicyVersion.State
TONES: dict[str, str] = {State.PUBLISHED: "ok", State.IN_APPROVAL: "wait"}


def policies(request: HttpRequest):
    """Every policy of the own institution with the versions that the reader may see."""
    rows = SharingPolicy.objects.visible_to(request.actor).order_by("pk")
    seen = PolicyVersion.objects.visible_to(request.actor).exclude(state=State.WITHDRAWN)
    placed = _placed(seen, clock.today(request.actor.zone))
    shown = [{"policy": row, "versions": [v for v in placed if v["version"].policy_id == row.pk]} for row in rows]
    may_write = request.actor.may_all("policy.write")
    mine = unfinished(request) if may_write else []
    return render(request, "ip/policies/page.html", {"shown": shown, "may_write": may_write, "unfinished": mine})


def policy(request: HttpRequest, uid):
    """One version: its steps, what it would give beside the version in force, what the law asks, who decides."""
    version = _version(request, uid)
    day = clock.today(request.actor.zone)
    context = {"version": version, **_tried(request, version, day)}
    if request.htmx and not request.htmx.boosted:
        return render(request, "ip/policy/tried.html", context)
    formula = version.formula
    context |= _curve(request, tryable(version.document), context["currency"]) if context["try"] else {}
    others = PolicyVersion.objects.visible_to(request.actor).filter(policy=version.policy).exclude(state=State.WITHDRAWN)
    return render(request, "ip/policy/page.html", context | {
        "formula": formula, "open": asked(formula), "steps": spell(formula), "picked_by": deciding_date(formula.applies_by),
        "versions": _placed(others, day), "floors": _floors(version, day), "undecided": version.state in (State.DRAFT, State.IN_APPROVAL),
        "decision": panel(latest(request.actor, version), request.actor), "events": feed(request.actor, version.uid),
        "heard": heard(request.actor, version), "tone": TONES.get(version.state, ""), "may_write": request.actor.may_all("policy.write"),
    })  # fmt: skip


def _curve(request: HttpRequest, policy: Policy, currency: str) -> dict:
    """One of its formulas as a curve, its own or that of the schedule named in `?curve=`; and the ways to the others."""
    chosen = next((item for item in policy.schedules if item.key == request.GET.get("curve")), None)
    curve = curve_of(policy.under(chosen), currency)
    ways = []
    for item in [None, *policy.schedules] if policy.schedules else []:
        asked = request.GET.copy()
        asked["curve"] = item.key if item else ""
        label = in_words(item.name.data()) if item else _("All other money")
        ways.append({"label": label, "url": f"?{asked.urlencode()}#curve", "current": item is chosen})
    return {"curve": curve and drawn(curve), "curve_ways": ways}


def _floors(version: PolicyVersion, day) -> list[ToldFloor]:
    """What the law asks, where the version gives persons the least; nothing before its source's silence is answered."""
    if version.formula.questions:
        return []
    return tell_floors(of_version(version, version.since or day), version.policy.institution.currency)


def document(request: HttpRequest, uid):
    """The version as its file."""
    version = _version(request, uid)
    name = f"{version.document['id']}-{version.number or 'draft'}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    shape = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(version.document, json_dumps_params=shape, headers=headers)


def _version(request: HttpRequest, uid) -> PolicyVersion:
    return find(PolicyVersion.objects.select_related("policy__institution"), request.actor, uid=uid)


def _tried(request: HttpRequest, version: PolicyVersion, day) -> dict:
    """The example as typed, beside the version in force where that is another one; none while a question is open."""
    policy = tryable(version.document)
    force = version.policy.in_force(day)
    currency = policy.currency or version.policy.institution.currency
    if policy.questions:
        return {"try": None, "currency": currency, "in_force": force}
    form = ExampleForm(request.GET, policy, currency)
    other = force if force and force.pk != version.pk else None
    found = None
    if not form.is_bound or form.is_valid():
        try:
            found = tried(version, other, form.example, version.since or day)
        except Invalid as error:
            form.add_error(None, str(error.message))
    return {"try": form, "tried": found, "other": other, "currency": form.currency, "in_force": force}


def _placed(versions, day) -> list[dict]:
    """Versions with the span in which each holds, drafts and the latest first: the end is where the next one begins."""
    rows = list(versions.order_by("-number", "-pk"))
    since = {(row.policy_id, row.number): row.since for row in rows if row.number}
    placed = []
    for row in sorted(rows, key=lambda row: row.number is not None):
        until = since.get((row.policy_id, row.number + 1)) if row.number else None
        now = row.number is not None and row.since <= day and (until is None or day < until)
        placed.append({"version": row, "until": until, "now": now, "tone": TONES.get(row.state, "")})
    return placed
