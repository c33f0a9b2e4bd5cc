"""What the parties have brought, day by day."""
from django.utils.translation import gettext as _

from projects import access
from projects.actions.draft import amount as checked_amount
from projects.models import ContributionKind, ContributionMade, Participation, Project
from record import clock
from record.actions import action, commit_to, expect, lock, record, refuse, require, see
from record.errors import Invalid


@action
def record_contribution(
    *, actor, party: Participation, kind: str, on, amount: int, what: str = ""
) -> ContributionMade:
    """Say that a party has brought something, on a day, in the project's currency. Once written it stays.

    A party's own project staff say it; for a party that does not use Trihelix, the lead's do.
    """
    project = see(actor, party.project)
    project, party = lock(project, party)
    require(access.speaks_for(actor, project, party), _("Only project staff of that party can record its contributions."))
    expect(project, *Project.ALIVE)
    checked_amount(amount)
    if kind not in ContributionKind.values:
        raise Invalid(_("A contribution is in cash or in kind."), field="kind")
    if on > clock.today(project.owner.zone):
        raise Invalid(_("This day has not come yet."), field="on")
    row = ContributionMade.objects.create(
        participation=party, kind=kind, on=on, amount=amount, what=what, recorded_by_id=actor.membership
    )
    _recorded("project.contributed", project, row)
    return row


@action
def take_back_contribution(*, actor, contribution: ContributionMade) -> ContributionMade:
    """Undo a row by its negative; both stay."""
    see(actor, contribution)
    project, party, contribution = lock(contribution.participation.project, contribution.participation, contribution)
    require(access.speaks_for(actor, project, party), _("Only project staff of that party can record its contributions."))
    refuse(contribution.takes_back_id is not None, _("This row takes another one back; record it anew instead."))
    expect(project, *Project.ALIVE)
    if ContributionMade.objects.filter(takes_back=contribution).exists():
        raise Invalid(_("This was taken back already."))
    row = ContributionMade.objects.create(
        participation=party, kind=contribution.kind, on=contribution.on, amount=-contribution.amount,
        what=contribution.what, takes_back=contribution, recorded_by_id=actor.membership,
    )  # fmt: skip
    _recorded("project.contribution_taken_back", project, row)
    return row


def _recorded(kind: str, project: Project, row: ContributionMade) -> None:
    commit_to(row)
    about = {"party": row.participation.institution, "contribution": row}
    record(kind, project, about=about, on=row.on, amount=row.amount, currency=project.currency, brings=row.kind)
