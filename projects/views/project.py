"""The project's page, tab by tab."""
from django.shortcuts import render

from governance.panel import latest, panel, talk
from projects.actions.signing import KIND
from projects.health import HABIT, LONG, SOON
from projects.models import Amendment, Clause, Contribution, ContributionMade, TeamMember, Turn
from projects.ownership import ownership
from projects.views.invite import invite_url
from projects.views.shell import shell
from record import registry
from record.feed import feed


def plan(request, uid):
    """What is due when, what a draft still lacks, and what happened last."""
    context = shell(request, uid, "project")
    project = context["project"]
    context |= {
        "turn": Turn.objects.visible_to(request.actor).filter(project=project).last(),
        "owners": ownership(project, context["everybody"], context["today"]),
        "sections": registry.sections("project", request.actor, project),
        "events": _strands(context, feed(request.actor, project.uid, limit=6)), "talk": talk(request.actor, project),
    }
    return render(request, "projects/project/plan.html", context)


def health(request, uid):
    """How progress and health are derived, with this project's numbers."""
    context = shell(request, uid, "")
    return render(request, "projects/project/health.html", context | {"soon": SOON, "long": LONG, "habit": HABIT})


def parties(request, uid):
    """Who takes part, what each plans to bring and has brought."""
    context = shell(request, uid, "parties")
    planned = Contribution.objects.visible_to(request.actor).filter(participation__project=context["project"])
    made = ContributionMade.objects.visible_to(request.actor).filter(participation__project=context["project"])
    made = made.select_related("taken_back_by")
    brings = {party.pk: [row for row in planned if row.participation_id == party.pk] for party in context["everybody"]}
    brought = {party.pk: [row for row in made if row.participation_id == party.pk] for party in context["everybody"]}
    context["rows"] = [
        {
            "party": party, "planned": brings[party.pk], "made": brought[party.pk],
            "planned_sum": sum(row.amount for row in brings[party.pk]),
            "made_sum": sum(row.amount for row in brought[party.pk]),
            "speaks": (context["takes_part"] and party.institution_id == request.actor.institution)
            or (context["leads"] and not party.institution.uses_trihelix),
        }
        for party in context["everybody"]
    ]  # fmt: skip
    context["sections"] = registry.sections("project_money", request.actor, context["project"])
    return render(request, "projects/project/parties.html", context)


def team(request, uid):
    """Who works in it, and as what."""
    context = shell(request, uid, "team")
    rows = TeamMember.objects.visible_to(request.actor).filter(project=context["project"])
    members = list(rows.select_related("person", "institution"))
    for member in members:
        member.strand = context["strands"].get(member.institution_id)
    context |= {"members": members, "own": request.actor.institution if context["takes_part"] else None}
    return render(request, "projects/project/team.html", context)


def results(request, uid):
    """Whose the results are and why; what came of it is shown by the floors above."""
    context = shell(request, uid, "results")
    project = context["project"]
    context |= {
        "owners": ownership(project, context["everybody"], context["today"]),
        "income": project.clause("income", context["today"]),
        "sections": registry.sections("project_results", request.actor, project),
    }
    return render(request, "projects/project/results.html", context)


def agreement(request, uid):
    """The clauses, who signed, what was amended."""
    context = shell(request, uid, "agreement")
    project = context["project"]
    clauses = Clause.objects.visible_to(request.actor).filter(project=project)
    holding = {clause.kind: clause for clause in clauses.holding(context["today"])}
    context |= {
        "clauses": [(kind, label, holding.get(kind)) for kind, label in Clause.Kind.choices],
        "panel": panel(latest(request.actor, project, KIND), request.actor, invite_url(request.actor, project)),
        "talk": talk(request.actor, project),
        "amendments": Amendment.objects.visible_to(request.actor).filter(project=project).order_by("-number"),
        "turns": Turn.objects.visible_to(request.actor).filter(project=project).order_by("-pk"),
    }
    return render(request, "projects/project/agreement.html", context)


def history(request, uid):
    """Everything that the record tells the reader about it."""
    context = shell(request, uid, "history")
    before = request.GET.get("before", "")
    before = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    events = feed(request.actor, context["project"].uid, limit=51, before=before)
    context["events"], context["earlier"] = _strands(context, events[:50]), events[49]["id"] if len(events) > 50 else None
    return render(request, "projects/project/history.html", context)


def _strands(context: dict, events: list[dict]) -> list[dict]:
    """Each event in the colour of the party that acted."""
    strands = {str(party.institution.uid): party.strand for party in context["everybody"]}
    return [event | {"strand": strands.get(event["institution"])} for event in events]
