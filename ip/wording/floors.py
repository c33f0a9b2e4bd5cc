"""What the law asks for the people who made a result, in words: reached, owed, or only a standard that is shown."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ip.policies import statutes
from ip.rules import Finding
from ip.wording.parts import in_words, share
from record.wording import money


@dataclass(frozen=True)
class ToldFloor:
    """One floor as a row of `.voices`: `mark` ok (reached), bad (owed and missing), due (shown only)."""

    mark: str
    text: str
    article: str
    base: str  # what was measured, and who says so


def tell_floors(findings: Iterable[Finding], currency: str) -> list[ToldFloor]:
    """Those that were measured; one whose base the case does not state says nothing."""
    return [_told(finding, currency) for finding in findings if finding.required is not None]


def _told(finding: Finding, currency: str) -> ToldFloor:
    floor = finding.floor
    said = {
        "part": share(floor.minimum), "base": money(finding.base_amount, currency),
        "given": money(finding.to_persons, currency), "required": money(finding.required, currency),
        "short": money(finding.short_by, currency),
    }  # fmt: skip
    if finding.reached:
        mark, text = "ok", _("%(given)s to persons reaches %(part)s of %(base)s") % said
    elif finding.breaks:
        mark, text = "bad", _("%(given)s to persons is %(short)s less than %(part)s of %(base)s, the least that is owed") % said
    elif floor.force == "may":
        mark, text = "due", _("%(given)s to persons; %(part)s of %(base)s may be set, but is not owed") % said
    else:
        mark, text = "due", _("%(given)s to persons; %(part)s of %(base)s is owed only without a rule of one’s own") % said
    law = statutes()[floor.articles[-1]].law
    article = _("%(law)s, art. %(number)s") % {"law": in_words(law.data()), "number": floor.number}
    defined = in_words(floor.base_defined.data()) if floor.base_defined else ""
    return ToldFloor(mark, text, article, defined or _("the law does not define net income: the receipt less direct costs is measured"))
