"""Criteria by which the parties' contributions are judged, and weights that become contributions."""
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ip.actions.studies import about_study, asked, keep_values, whole_table
from ip.models import Method, Study, StudyCriterion, StudyValue
from ip.rules import exact_text
from ip.studying import Lacks, weights_of
from ip.wording.fair import tell_weighing
from record.actions import action, change, record
from record.errors import Invalid, WrongState

WEIGHED = {Method.AHP_EIGENVECTOR: "eigenvector", Method.AHP_GEOMETRIC: "geometric_mean"}


@action
def set_criteria(*, actor, study: Study, seen, names: Sequence[str]) -> Study:
    """The criteria under which contributions are compared from now on, none or from two on; a name that stood before keeps
    what was stated under it. 404, 403, 409, 422."""
    study = asked(actor, study, seen)
    names = [name.strip() for name in names if name.strip()]
    if names and not 2 <= len(names) <= StudyCriterion.MOST:
        raise Invalid(_("Name from 2 to %(most)d criteria, or none.") % {"most": StudyCriterion.MOST}, field="names")
    if len(set(names)) < len(names) or any(len(name) > 60 or "\x00" in name for name in names):
        raise Invalid(_("Each criterion has a name of its own, of at most 60 characters."), field="names")
    known = {criterion.name: criterion for criterion in study.criteria.all()}
    new = [name for name in names if name not in known]
    if len(known) + len(new) > StudyCriterion.LINES:
        raise Invalid(_("A study has at most %(most)d criteria in all.") % {"most": StudyCriterion.LINES}, field="names")
    study.criteria.exclude(name__in=names).update(dropped=True)
    study.criteria.filter(name__in=names).update(dropped=False)
    StudyCriterion.objects.bulk_create(
        StudyCriterion(study=study, line=line, name=name, language=get_language() or "en") for line, name in enumerate(new, len(known) + 1)
    )
    change(study)
    lines = list(study.criteria.filter(dropped=False).values_list("line", flat=True))
    record("study.criteria_set", study, about=about_study(study), criteria=lines)
    return study


@action
def adopt_weights(*, actor, study: Study, seen, method: str) -> Study:
    """The weights of an AHP method are stated as the parties' contributions, the method and its consistency ratios being the
    evidence: what contradicts itself says so there, too. 404, 403, 409, 422."""
    study = asked(actor, study, seen)
    if method not in WEIGHED:
        raise Invalid(_("There is no such method."), field="method")
    table = whole_table(study)
    try:
        weights, weighings = weights_of(table, WEIGHED[Method(method)])
    except Lacks as lacks:
        raise WrongState(_("Not stated for everyone: %(kind)s.") % {"kind": table.sheets[lacks.sheet]}) from lacks
    told = " ".join(tell_weighing(weighing, of).text for of, weighing in weighings)
    values = {party.bit: exact_text(weights[key]) for party, key in zip(table.parties, table.keys, strict=True)}
    evidence = f"{Method(method).label}. {told}"[:300]
    keep_values(actor, study, StudyValue.Kind.CONTRIBUTION, values, dict.fromkeys(values, evidence))
    return study
