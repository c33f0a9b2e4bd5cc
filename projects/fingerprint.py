"""What the parties sign: plan, money and clauses as canonical bytes, without timestamps."""
import hashlib
import json

from projects.models import Clause, Project
from projects.plan import plan_content
from record import clock

FIELDS = ("kind", "title_en", "title_zh", "summary", "start", "end", "currency", "budget")


def content(project: Project) -> dict:
    """All that is agreed by signing; the team and the state are not part of it."""
    said = {name: _plain(getattr(project, name)) for name in FIELDS}
    said["investigator"] = str(project.investigator.uid) if project.investigator else None
    said["parties"] = [_party(party) for party in project.participations.parties().select_related("institution")]
    said["milestones"] = plan_content(project)
    said["clauses"] = [clause_content(clause) for clause in _clauses(project)]
    return said


def fingerprint(project: Project) -> str:
    """SHA-256 of the canonical content, in hex."""
    return digest({"project": str(project.uid), **content(project)})


def digest(said: dict) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()).hexdigest()


def clause_content(clause: Clause) -> dict:
    return {name: getattr(clause, name) for name in ("kind", "text_en", "text_zh", "terms")}


def _clauses(project: Project):
    return project.clauses.holding(clock.today(project.owner.zone)).order_by("kind")


def _party(party) -> dict:
    promised = [
        {name: _plain(getattr(c, name)) for name in ("kind", "since", "until", "amount", "what")}
        for c in party.contributions.all()
    ]
    return {"institution": str(party.institution.uid), "role": party.role, "contributions": promised}


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
