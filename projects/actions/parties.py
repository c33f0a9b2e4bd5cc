"""Who takes part in a draft, and what each party plans to bring. After signing only an amendment changes these."""
from django.utils.translation import gettext as _

from partners.models import Institution
from projects.actions.draft import amount as checked_amount
from projects.actions.draft import own_draft
from projects.models import Contribution, ContributionKind, Participation, Project
from record.actions import action, change, record
from record.errors import Invalid, NotVisible


@action
def add_party(*, actor, project: Project, institution: Institution, role: str) -> Participation:
    """Name a party; it sees nothing before the project is put before it."""
    project = own_draft(actor, project)
    check_party(project, institution, role)
    party = Participation.objects.create(project=project, institution=institution, role=role, strand=next_strand(project))
    change(project)
    record("project.party_added", project, about={"party": institution}, role=role, strand=party.strand)
    return party


def check_party(project: Project, institution: Institution, role: str) -> None:
    if role not in Participation.Role.values or role == Participation.Role.LEAD:
        raise Invalid(_("A party is a partner, a funder or a supervisor; the lead is the one who logs."), field="role")
    if project.participations.filter(institution=institution, until=None).exists():
        raise Invalid(_("This institution takes part already, or is asked to."), field="institution")


def next_strand(project: Project) -> int:
    """The first colour that no party has; from the fifth on parties share the last."""
    taken = set(project.participations.values_list("strand", flat=True))
    return min(set(range(1, Participation.STRANDS + 1)) - taken, default=Participation.STRANDS)


@action
def remove_party(*, actor, project: Project, party: Participation) -> None:
    """Take a party out of the draft, with what it planned to bring."""
    project, party = own_draft(actor, project, _of(project, party))
    if party.role == Participation.Role.LEAD:
        raise Invalid(_("The lead stays: whoever else leads logs the project."))
    if project.team.filter(institution=party.institution).exists():
        raise Invalid(_("People of this party are in the team; take them out first."))
    if project.milestones.naming(party).exists():
        raise Invalid(_("A milestone names this party; change the plan first."))
    uid = str(party.institution.uid)
    for clause in project.clauses.all():
        named = [clause.terms.get("party"), *(part["institution"] for part in clause.terms.get("parts", ()))]
        latest = not project.clauses.filter(kind=clause.kind, number__gt=clause.number).exists()
        if latest and uid in named:
            raise Invalid(_("The clause “%(clause)s” names this party; change it first.") % {"clause": clause.get_kind_display()})
    party.contributions.all().delete()
    party.delete()
    change(project)
    record("project.party_removed", project, about={"party": party.institution})


def _of(project: Project, row: Participation) -> Participation:
    if row.project_id != project.pk:
        raise NotVisible
    return row


@action
def promise_contribution(
    *, actor, project: Project, party: Participation, kind: str, since, until, amount: int, what: str = ""
) -> Contribution:
    """Plan what a party brings in a period: cash or in kind, minor units of the project's currency."""
    project, party = own_draft(actor, project, _of(project, party))
    check_contribution(project, kind=kind, since=since, until=until, amount=amount)
    row = Contribution.objects.create(participation=party, kind=kind, since=since, until=until, amount=amount, what=what)
    change(project)
    facts = {"brings": kind, "since": since, "until": until, "amount": amount, "currency": project.currency}
    record("project.promised", project, about={"party": party.institution, "contribution": row}, **facts)
    return row


def check_contribution(project: Project | None, *, kind: str, since, until, amount: int) -> None:
    """Invalid at the field; without a project its period is not asked."""
    checked_amount(amount)
    if kind not in ContributionKind.values:
        raise Invalid(_("A contribution is in cash or in kind."), field="kind")
    if until < since:
        raise Invalid(_("The period ends before it begins."), field="until")
    if project and ((project.start and since < project.start) or (project.end and until > project.end)):
        raise Invalid(_("The period lies within the project’s."), field="since")


@action
def withdraw_contribution(*, actor, project: Project, contribution: Contribution) -> None:
    """Take a planned contribution out of the draft."""
    party = _of(project, contribution.participation)
    project, contribution = own_draft(actor, project, contribution)
    about = {"party": party.institution, "contribution": contribution}
    record("project.unpromised", project, about=about, amount=contribution.amount, currency=project.currency)
    contribution.delete()
    change(project)
