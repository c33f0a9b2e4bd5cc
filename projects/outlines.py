"""Projects as a public body sees them: how they go, and the body's own money in them. Amounts in minor units."""
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from projects.health import Level
from projects.models import Contribution, ContributionMade, Milestone, Outline, Participation, Project
from projects.standing import standings

RUNNING = (Project.State.RUNNING, Project.State.CLOSING)  # what the body's money is spent in now


def with_own_money(rows: QuerySet[Outline], institution: int) -> QuerySet[Outline]:
    """Each with `promised` and `brought` by the body, in the project's currency, and the `role` in which it takes part."""
    here = {"participation__project": OuterRef("pk"), "participation__institution": institution}
    sums = {
        name: Coalesce(Subquery(model.objects.filter(**here).order_by().values("participation__project")
                                .annotate(sum=Sum("amount")).values("sum")), 0)
        for name, model in (("promised", Contribution), ("brought", ContributionMade))
    }  # fmt: skip
    role = Participation.objects.filter(project=OuterRef("pk"), institution=institution).values("role")[:1]
    return rows.annotate(**sums, part=Subquery(role))


def figures(rows: QuerySet[Outline]) -> dict:
    """What all of them come to: how many run and are late, milestones accepted of all, own money by currency."""
    found = list(rows.select_related("owner"))
    known = standings(found)
    money: dict[str, list[int]] = {}
    for row in found:
        sums = money.setdefault(row.currency, [0, 0])
        sums[0], sums[1] = sums[0] + row.promised, sums[1] + row.brought  # type: ignore[attr-defined]  # from with_own_money
    accepted = Q(state=Milestone.State.ACCEPTED)
    plan = Milestone.objects.filter(project__in=[row.pk for row in found]).exclude(state=Milestone.State.CANCELLED)
    return {
        "count": len(found), "running": sum(row.state in RUNNING for row in found),
        "late": sum(standing.health.level == Level.LATE for standing in known.values()),
        "money": [(currency, *sums) for currency, sums in sorted(money.items()) if any(sums)],
        **plan.aggregate(milestones=Count("pk"), accepted=Count("pk", filter=accepted)),
    }  # fmt: skip


def inside(row: Outline, institution: int) -> dict:
    """What the page of one shows: the outline of its plan, its parties, and what the body promised and brought."""
    own = {"participation__project": row, "participation__institution": institution}
    return {
        "milestones": list(Milestone.objects.filter(project=row).order_by("position")),
        "parties": list(Participation.objects.filter(project=row).parties().select_related("institution")),
        "promised": list(Contribution.objects.filter(**own)), "brought": list(ContributionMade.objects.filter(**own)),
        "standing": standings([row])[row.pk],
    }  # fmt: skip
