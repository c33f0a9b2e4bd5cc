"""A Lambert model agreement as the ownership clause of a project: who owns by it, and the text in both languages."""
from ip.owners import commissioned
from ip.rules.lambert import Agreement
from partners.models import Institution
from projects.models import Project


def clause_of(project: Project, agreement: Agreement) -> dict:
    """{"terms", "text_en", "text_zh"} for write_clause. The university's side are those who develop, the sponsor's those who
    commission; where several own, they own in equal parts."""
    developers, sponsors = commissioned(project)
    owners = {"university": developers, "sponsor": sponsors, "exploiter": sponsors[:1], "each": []}[agreement.owner]
    others = [party for party in (*developers, *sponsors) if party not in owners]
    return {
        "terms": _terms(project, agreement, owners),
        "text_en": _text(agreement.clause.en, "and", ", ", owners, others, "name_en"),
        "text_zh": _text(agreement.clause.zh, "和", "、", owners, others, "name_zh"),
    }


def fits(project: Project, agreement: Agreement) -> bool:
    """Whether it is for so many parties, and has an owner among them."""
    developers, sponsors = commissioned(project)
    several = len(developers) + len(sponsors) > 2
    sides = {"university": developers, "sponsor": sponsors, "exploiter": sponsors, "each": developers}
    return (agreement.parties == "several") == several and bool(sides[agreement.owner])


def _terms(project: Project, agreement: Agreement, owners: list[Institution]) -> dict:
    if agreement.owner == "each":
        return {"rule": "each"}
    if len(owners) > 1:
        return {"rule": "joint", "whole": len(owners), "parts": [{"institution": str(one.uid), "part": 1} for one in owners]}
    if owners[0].pk == project.owner_id:
        return {"rule": "lead"}
    return {"rule": "client", "party": str(owners[0].uid)}


def _text(clause: str, last: str, comma: str, owners: list[Institution], others: list[Institution], field: str) -> str:
    def listed(institutions: list[Institution]) -> str:
        names = [getattr(one, field) or one.name for one in institutions]
        *first, end = names or ["–"]
        spaced = f" {last} " if comma == ", " else last
        return comma.join(first) + spaced + end if first else end

    return clause.format(owner=listed(owners), others=listed(others))
