"""Whose the results of a project are, as its clause says; where there is none the law says, which ip tells."""
from datetime import date

from projects.models import Clause, Project


def ownership(project: Project, parties, day: date) -> dict:
    """{"clause": the clause that holds or None, "shares": rows for a share bar, empty where nothing is in parts}.

    `parties`: all that ever took part; what was agreed with one that left still stands.
    """
    clause = project.clause(Clause.Kind.OWNERSHIP, day)
    terms = clause.terms if clause else {"rule": "law"}
    by_uid = {str(party.institution.uid): party for party in parties}
    if terms["rule"] == "joint":
        parts = [(by_uid.get(part["institution"]), part["part"]) for part in terms["parts"]]
    elif terms["rule"] in ("lead", "client"):
        owner = terms.get("party") or str(project.owner.uid)
        parts = [(by_uid.get(owner), 1)]
    else:
        parts = []
    shares = [{"label": p.institution.name, "part": n, "strand": p.strand} for p, n in parts if p]
    return {"clause": clause if terms["rule"] != "law" else None, "shares": shares}
