"""The plan of the world's projects: two milestones that sum to the whole."""
from datetime import timedelta

from projects import actions
from projects.models import Milestone, Participation, Project

PLAN = ((40, 120, 80_000_000), (60, 240, 84_000_000))  # weight, days from the start, payment


def plan(world, project: Project, *, lead="linhai", partner="haoyuan", approvers=()) -> list[Milestone]:
    """Delivered and paid to the lead, accepted and paid by the partner."""
    officer = world.actor(lead, "officer")
    party = {p.institution_id: p for p in Participation.objects.filter(project=project)}
    payee, payer = party[world.institutions[lead].pk], party[world.institutions[partner].pk]
    return [
        actions.plan_milestone(
            actor=officer, project=project, title_en=f"Milestone {number}", title_zh=f"里程碑 {number}",
            due=project.start + timedelta(days=days), weight=weight, payment=payment, payer=payer, payee=payee,
            responsible=payee, approvers=[world.institutions[i] for i in approvers or (partner,)],
            criteria=[("200 cells, yield at least 92 %", "trial report"), ("300 cycles at 45 °C", "")],
        )
        for number, (weight, days, payment) in enumerate(PLAN, 1)
    ]  # fmt: skip
