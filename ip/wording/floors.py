"""What the law asks for the people who made a result, in words: reached, owed, or only a standard that is shown."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ip.policies import statutes
from ip.rules import Finding
from ip.wording.articles import article_of, quoted
from ip.wording.parts import in_words, share
from record.wording import money

BASES = {
    "net": gettext_lazy("the law does not define net income: the receipt less tax and direct costs is measured"),
    "gross": gettext_lazy("of the income, without any deduction"),
    "equity": gettext_lazy("of the shares or the contribution formed by the result"),
    "operating_profit": gettext_lazy("of the operating profit of the year"),
    "reward_total": gettext_lazy("of the whole reward"),
    "per_patent": gettext_lazy("for each patent"),
}


@dataclass(frozen=True)
class ToldFloor:
    """One floor as a row of `.voices`: `mark` ok (reached), bad (owed and missing), due (shown only)."""

    mark: str
    text: str
    article: str
    base: str  # what was measured, and who says so
    articles: list[dict]  # the statute, quoted
    exception: str  # on which grounds the law lets one go on
    blocks: bool


def tell_floors(findings: Iterable[Finding], currency: str) -> list[ToldFloor]:
    """What was measured, and what is asked for persons who are not told apart; what says nothing here is left out."""
    return [_told(finding, currency) for finding in findings if finding.required is not None or finding.floor.to != "persons"]


def _told(finding: Finding, currency: str) -> ToldFloor:
    floor = finding.floor
    mark, text = _said(finding, currency)
    base = in_words(floor.base_defined.data()) if floor.base_defined else str(BASES.get(floor.base, ""))
    exception = in_words(floor.exception.data()) if floor.exception else ""
    return ToldFloor(
        mark, text, article_of(floor), base, quoted(statutes()[key] for key in floor.articles), exception, finding.blocks
    )


def _said(finding: Finding, currency: str) -> tuple[str, str]:
    floor = finding.floor
    whom = in_words(floor.for_whom.data())
    if finding.required is None:
        said = {"part": share(finding.part) if finding.part is not None else "", "whom": whom}
        return "due", _("%(part)s of the reward is for %(whom)s: measured once they are recorded on the page of the asset") % said
    said = {
        "to": _("persons") if floor.to == "persons" else whom,
        "part": share(finding.part) if finding.part is not None else money(finding.required, currency),
        "base": money(finding.base_amount, currency), "given": money(finding.paid, currency), "short": money(finding.short_by, currency),
    }  # fmt: skip
    if finding.rounded_away:
        return "ok", _("%(given)s to %(to)s reaches %(part)s of %(base)s before the last unit is rounded") % said
    if finding.reached:
        return "ok", _("%(given)s to %(to)s reaches %(part)s of %(base)s") % said
    if finding.breaks:
        return "bad", _("%(given)s to %(to)s is %(short)s less than %(part)s of %(base)s, the least that is owed") % said
    if floor.force == "may":
        return "due", _("%(given)s to %(to)s; %(part)s of %(base)s may be set, but is not owed") % said
    if floor.force == "standard":
        return "due", _("%(given)s to %(to)s; %(part)s of %(base)s is the standard; whether own rules may go below it is unsettled") % said
    if not floor.confirmed:
        return "due", _("%(given)s to %(to)s; %(part)s of %(base)s is said to be asked, which no text that we hold confirms") % said
    return "due", _("%(given)s to %(to)s; %(part)s of %(base)s is owed only without a rule of one’s own") % said
