"""Who sees a milestone and what belongs to it, and who may do what with it: role and relation, no state."""
from django.db.models import Exists, F, OuterRef, Q, Sum

from projects.access import OfProjectQuerySet, _on_team, _seen_project, _within, places
from record.models import VisibleQuerySet


class MilestoneQuerySet(OfProjectQuerySet):
    def changeable(self):
        """An amendment reaches what is neither before its approvers nor decided."""
        return self.filter(state__in=self.model.CHANGEABLE)

    def naming(self, party):
        """Milestones that a party delivers, pays, is paid for, or has to accept."""
        from projects.models import RequiredApprover

        asked = RequiredApprover.objects.filter(milestone=OuterRef("pk"), institution=party.institution)
        return self.filter(Q(responsible=party) | Q(payer=party) | Q(payee=party) | Q(Exists(asked)))

    def submittable_by(self, actor):
        """Milestones for which the actor may hand in: the responsible party's own, in the actor's scopes."""
        named = Q(project__investigator__in=actor.same_person)
        return self.filter(named | _of_project(actor, "milestone.submit"), responsible__institution=actor.institution)


def _of_project(actor, capability: str) -> Q:
    from projects.models import Project

    return Q(Exists(Project.objects.filter(_within(actor, capability), pk=OuterRef("project"))))


def _seen_milestone(actor, path: str = "milestone") -> Q:
    from projects.models import Milestone

    return Q(Exists(Milestone.objects.visible_to(actor).filter(pk=OuterRef(path))))


class OfMilestoneQuerySet(VisibleQuerySet):
    """Whoever sees the milestone sees its criteria, approvers, submissions and how it failed."""

    def seen_by(self, actor) -> Q:
        return _seen_milestone(actor)


class WorkFileQuerySet(VisibleQuerySet):
    """What is not yet submitted is seen by the people of the party that prepares it."""

    def seen_by(self, actor) -> Q:
        return _seen_milestone(actor) & Q(uploaded_by__institution=actor.institution)


class OfSubmissionQuerySet(VisibleQuerySet):
    """Files, self-assessments and conditions: whoever sees the submission."""

    def seen_by(self, actor) -> Q:
        return _seen_milestone(actor, "submission__milestone")


class FailurePartQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return _seen_milestone(actor, "failure__milestone")


def _money_of(actor, path: str = "") -> Q:
    """Rows of a project whose money the actor reads, or which the actor writes."""
    if actor.may_all("money.read"):
        return Q()
    from projects.models import Project

    written = Project.objects.filter(_within(actor, "project.write"), pk=OuterRef(f"{path}project"))
    return Q(Exists(written))


class IncomeQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        """Money is seen by who pays and who is paid: those who read money there, and the project's own staff."""
        either = Q(payer=actor.institution) | Q(payee=actor.institution)
        return either & _seen_project(actor, "project") & _money_of(actor)

    def receivable_by(self, actor):
        """What is expected to come in for the actor's own institution."""
        return self.filter(payee=actor.institution)

    def with_received(self):
        """`received`: minor units matched so far; a receipt that was reversed no longer counts."""
        return self.annotate(received=Sum("receipts__amount", filter=Q(receipts__receipt__state="recorded"), default=0))

    def open(self):
        """Not received in full; needs `with_received`."""
        return self.filter(received__lt=F("amount"))

    def in_state(self, state: str, day):
        """By the derived state, as ExpectedIncome.state_on() says it of one row; needs `with_received`."""
        whole, waits = Q(received__gte=F("amount")), Q(due=None)
        return self.filter({
            "matched": whole,
            "waiting": ~whole & waits,
            "part": ~whole & ~waits & Q(received__gt=0),
            "late": ~waits & Q(received=0, due__lt=day),
            "expected": ~waits & Q(received=0, due__gte=day),
        }[state])  # fmt: skip

    def named(self, text: str):
        """Part of the title of milestone or project, of the payer’s name, or the project’s number."""
        titles = ("milestone__title_en", "milestone__title_zh", "project__title_en", "project__title_zh", "project__number",
                  "payer__name_en", "payer__name_zh")  # fmt: skip
        found = Q(pk__in=[])
        for title in titles:
            found |= Q(**{f"{title}__icontains": text})
        return self.filter(found)


class IncomeReceiptQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        """Which receipt met it is known in the house that received."""
        seen = _seen_project(actor, "expected__project") & _money_of(actor, "expected__")
        return Q(expected__payee=actor.institution) & seen


def submits(actor, milestone) -> bool:
    """Hands in for the responsible party: whoever holds the capability there, or the project's investigator."""
    project = milestone.project
    own = milestone.responsible.institution_id == actor.institution
    return own and (actor.may("milestone.submit", *places(project)) or project.investigator_id in actor.same_person)


def prepares(actor, milestone) -> bool:
    """Puts files ready: whoever may submit, and the responsible party's people in the team."""
    if submits(actor, milestone):
        return True
    from projects.models import Project

    own = milestone.responsible.institution_id == actor.institution
    return own and Project.objects.filter(_on_team(actor), pk=milestone.project_id).exists()


def decides(actor, milestone) -> bool:
    """Speaks for an institution whose acceptance is required."""
    asked = milestone.approvers.filter(institution=actor.institution).exists()
    return asked and actor.may("milestone.decide", *places(milestone.project))
