"""Who sees an allocation study: the staff of its parties who see the project or the asset, and nobody else."""
from django.db.models import Exists, OuterRef, Q

from ip.access.parts import NOBODY, within
from ip.access.results import AssetQuerySet, manages, writes
from projects import access as projects
from record.models import VisibleQuerySet


class StudyQuerySet(VisibleQuerySet):
    """Students and others who are only in the team of a project are no party to how its income is shared."""

    def seen_by(self, actor) -> Q:
        from ip.models import Asset, StudyParty
        from projects.models import Project

        party = Exists(StudyParty.objects.filter(study=OuterRef("pk"), institution=actor.institution))
        project = Exists(Project.objects.visible_to(actor).filter(pk=OuterRef("project")))
        asset = Exists(Asset.objects.filter(AssetQuerySet.from_inside(actor), pk=OuterRef("asset")))
        of_project = Q(project) & _in_scope(actor, "project.read", "project")
        of_asset = Q(asset) & _in_scope(actor, "asset.read", "asset__project")
        return Q(party) & (of_project | of_asset)

    def open(self):
        return self.filter(state="open")

    def unstated_by(self, actor):
        """Open ones in which the own institution has not stated a value yet."""
        from ip.models import StudyValue

        stated = StudyValue.objects.filter(study=OuterRef("pk"), stated_by__institution=actor.institution)
        return self.open().filter(~Exists(stated))


class OfStudyQuerySet(VisibleQuerySet):
    """Whoever sees the study sees its parties and values."""

    def seen_by(self, actor) -> Q:
        return within("Study", actor, "study")


def _in_scope(actor, capability: str, project: str) -> Q:
    """Rows where the actor holds the capability: everywhere at home, or in the row's project or its unit."""
    scopes = actor.scopes(capability)
    if actor.institution_uid in scopes:
        return ~NOBODY
    return Q(**{f"{project}__uid__in": scopes}) | Q(**{f"{project}__unit__uid__in": scopes}) if scopes else NOBODY


def opens_study(actor, about) -> bool:
    """May open a study of a project in which the own institution takes part, or of an asset that it owns."""
    from projects.models import Project

    return projects.takes_part(actor, about) if isinstance(about, Project) else writes(actor, about.project)


def states_values(actor, study) -> bool:
    """May state values for the own institution, a party of the study."""
    return study.parties.filter(institution=actor.institution).exists() and opens_study(actor, study.about)


def chooses_study(actor, study) -> bool:
    """May put the chosen one where it belongs: into a draft's clause, before the parties as amendment, or as owners' parts."""
    if study.project is None:
        return manages(actor, study.asset.manager_id, study.asset.project)
    drafted = study.project.state == "draft"
    return projects.leads(actor, study.project) if drafted else projects.takes_part(actor, study.project)


def withdraws_study(actor, study) -> bool:
    """Whoever's institution opened it may put it away."""
    return study.owner_id == actor.institution and opens_study(actor, study.about)
