"""What projects show on pages of lower floors: of a partner, of a person, and in the inbox."""
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from governance.models import Decision
from projects.health import Level
from projects.models import Amendment, Outline, Participation, Project, TeamMember
from projects.standing import standings
from record import clock
from record.registry import Section, add_sections

SHOWN = 8
LATELY = timedelta(days=30)  # how long an amendment that did not come to hold is spoken of
LATE_FIRST = (Level.LATE, Level.AT_RISK, Level.ON_TIME, Level.NONE)


def _listed(rows, **more) -> dict | None:
    """The newest of some projects, and how many there are; None where there is none."""
    count = rows.count()
    if not count:
        return None
    projects = list(rows.select_related("owner").order_by("-pk")[:SHOWN])
    known = standings(projects)
    shown = [(project, known[project.pk]) for project in projects]
    return {"projects": shown, "count": count, "url": reverse("projects:projects"), **more}


def with_partner(actor, institution) -> dict | None:
    """Projects in which we take part together; of our own institution all that one sees."""
    theirs = Participation.objects.filter(project=OuterRef("pk"), institution=institution)
    found = _listed(Project.objects.visible_to(actor).filter(Exists(theirs)))
    return found and found | {"url": f"{found['url']}?partner={institution.uid}"}


def of_person(actor, person) -> dict | None:
    """Projects in whose team somebody is, as far as the reader sees them."""
    team = TeamMember.objects.filter(project=OuterRef("pk"), person=person)
    return _listed(Project.objects.visible_to(actor).filter(Q(Exists(team)) | Q(investigator=person)))


def mine(actor, subject=None) -> dict | None:
    """Projects that I lead, work in, or write for my institution, and that are not over."""
    team = TeamMember.objects.filter(project=OuterRef("pk"), person__in=actor.same_person, until=None)
    own = Q(Exists(team)) | Q(investigator__in=actor.same_person)
    if actor.scopes("project.write"):
        own |= Q(owner=actor.institution)
    return _listed(Project.objects.visible_to(actor).filter(own).exclude(state__in=[*Project.OVER, Project.State.DRAFT]))


def drafts(actor, subject=None) -> dict | None:
    """Drafts that wait to be finished by somebody like me."""
    rows = Project.objects.led_by(actor).visible_to(actor).filter(state=Project.State.DRAFT)
    found = _listed(rows) if actor.scopes("project.write") else None
    return found and found | {"url": f"{found['url']}?state={Project.State.DRAFT}"}


def amendments(actor, subject=None) -> dict | None:
    """Amendments that are before the parties (those that wait for my own answer stand among the decisions) or wait for their day,
    and those that were lately not applied and that nobody has asked about again."""
    asked = Decision.objects.decidable_by(actor).values("subject")
    lately = clock.today(actor.zone) - LATELY
    lapsed = Q(state=Amendment.State.LAPSED, since__gte=lately, renewals=None, project__state__in=Project.ALIVE)
    rows = Amendment.objects.visible_to(actor).filter(Q(state__in=Amendment.OPEN) | lapsed).exclude(uid__in=asked)
    found = list(rows.select_related("project").order_by("-pk")[:SHOWN])
    return {"amendments": found} if found else None


def funded(actor, subject=None) -> dict | None:
    """For a public body: the projects in which it takes part and that are not over, what is late first."""
    rows = Outline.objects.visible_to(actor).exclude(state__in=Project.OVER).select_related("owner").order_by("-pk")
    known = standings(rows)
    if not known:
        return None
    late = sorted(rows, key=lambda row: LATE_FIRST.index(known[row.pk].health.level))
    return {"projects": [(row, known[row.pk]) for row in late[:SHOWN]], "count": len(late), "url": reverse("projects:funded")}


add_sections(
    Section("inbox", "projects/sections/funded.html", funded, order=25),
    Section("partner", "projects/sections/listed.html", with_partner, order=10),
    Section("person", "projects/sections/listed.html", of_person, order=10),
    Section("inbox", "projects/sections/mine.html", mine, order=30),
    Section("inbox", "projects/sections/drafts.html", drafts, order=40),
    Section("inbox", "projects/sections/amendments.html", amendments, order=35),
)
