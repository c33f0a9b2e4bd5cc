"""Writing the clauses of a draft."""
from django.utils import translation
from django.utils.translation import gettext as _

from projects import terms as rules
from projects.actions.draft import own_draft
from projects.models import Clause, Project
from record.actions import action, change, record
from record.errors import Invalid

LONGEST = 8000  # characters of a clause


@action
def write_clause(
    *, actor, project: Project, kind: str, terms: dict, text_en: str = "", text_zh: str = ""
) -> Clause:
    """A wording of one clause: terms that the house computes with, and their text; an empty text is made from the terms."""
    project = own_draft(actor, project)
    wording = worded(project, kind, terms, text_en, text_zh)
    last = project.clauses.filter(kind=kind).order_by("-number").first()
    if last and all(getattr(last, name) == value for name, value in wording.items()):
        return last
    clause = Clause.objects.create(project=project, kind=kind, number=last.number + 1 if last else 1, **wording)
    change(project)
    record("project.clause_written", project, clause=kind, number=clause.number, terms=clause.terms)
    return clause


def worded(project: Project, kind: str, terms: dict, text_en: str, text_zh: str, joining=()) -> dict:
    """Checked terms and both texts. `joining`: institutions that an amendment adds."""
    if kind not in Clause.Kind.values:
        raise Invalid(_("There is no such clause."), field="kind")
    institutions = [party.institution for party in project.participations.parties().select_related("institution")]
    institutions += joining
    for field, text in (("text_en", text_en), ("text_zh", text_zh)):
        if len(text) > LONGEST or "\x00" in text:
            raise Invalid(_("A text of at most %(most)d characters.") % {"most": LONGEST}, field=field)
    terms = rules.checked(kind, terms, {str(i.uid) for i in institutions})
    if kind == Clause.Kind.OTHER and not (text_en or text_zh):
        raise Invalid(_("Write the clause."), field="text_en")
    return {
        "terms": terms,
        "text_en": text_en.strip() or made_text(project, kind, terms, institutions, "en"),
        "text_zh": text_zh.strip() or made_text(project, kind, terms, institutions, "zh-hans"),
    }


def made_text(project: Project, kind: str, terms: dict, institutions, language: str) -> str:
    """The terms as a sentence of one language."""
    with translation.override(language):
        names = {str(i.uid): i.name for i in institutions}
        return rules.sentence(kind, terms, project.owner.name, names)
