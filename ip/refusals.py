"""What ip.rules does not take, told to people: the place in the document and what is wrong there, in their language."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from ip.rules import Refused
from ip.rules.origin import OWN, YEARS
from ip.wording.origins import Own, fact
from record.errors import Invalid

# One sentence for each code of ip.rules.errors.MESSAGES, with the facts that it carries; `at` is the place.
SENTENCES = {
    "missing": _("Missing: %(at)s."),
    "not_object": _("%(at)s must be an object: { … }."),
    "not_list": _("%(at)s must be a list: [ … ]."),
    "empty": _("%(at)s must not be empty."),
    "not_text": _("%(at)s must be text in quotes."),
    "bad_text": _("%(at)s holds a character that cannot be stored."),
    "too_long": _("%(at)s is longer than %(limit)s characters."),
    "not_bool": _("%(at)s must be true or false."),
    "not_date": _("%(at)s must be a date, written YYYY-MM-DD."),
    "not_json": _("This is not JSON: %(reason)s"),
    "too_deep": _("%(at)s is nested too deeply."),
    "duplicate": _("%(at)s: “%(name)s” stands here twice."),
    "unknown": _("%(at)s is not a feature of format 1."),
    "unknown_value": _("%(at)s: “%(value)s” is not a feature of format 1; it knows %(known)s."),
    "not_named": _("%(at)s: “%(value)s” is named nowhere; known are %(known)s."),
    "no_receipt": _("%(at)s: no receipt before this one has the number “%(value)s”."),
    "float": _("%(at)s is a binary fraction: write exact numbers as text, such as \"33.34\" or \"100/3\"."),
    "not_exact": _("%(at)s: “%(value)s” is not an exact number such as 33.34 or 100/3."),
    "not_integer": _("%(at)s must be a whole number of minor units."),
    "range": _("%(at)s is %(value)s, but must lie between %(low)s and %(high)s."),
    "sum": _("%(at)s: the parts sum to %(sum)s, not to %(whole)s."),
    "not_party": _("%(at)s: “%(name)s” is not one of the parties."),
    "idle_party": _("%(at)s: “%(name)s” has a share in no tier."),
    "two_persons": _("%(at)s: only one party can be that of the inventors; any other group of persons has a key of its own."),
    "of_group": _("%(at)s: “%(name)s” is shared among a group of persons of its own; this is known for the inventors only."),
    "to_group": _("%(at)s: “%(name)s” is shared by persons who signed for their parts; what falls to it would be nobody’s. "
                  "Name another party."),
    "no_group": _("%(at)s: “%(name)s” is no group of persons in this policy; known are %(known)s."),
    "gap": _("%(at)s: this tier begins at %(begins)s, but the tier before ends at %(ends)s (in minor units)."),
    "order": _("%(at)s must lie above %(low)s (in minor units)."),
    "open_end": _("%(at)s: the last tier must be open; a source that gives only a part says so under “partial”."),
    "closed_end": _("%(at)s: every tier but the last needs an end."),
    "flat_tiers": _("%(at)s: a flat formula has exactly one open tier."),
    "not_minor": _("%(at)s: %(value)s is finer than the smallest unit of %(currency)s."),
    "no_currency": _("%(at)s is needed, since the tiers name amounts."),
    "currency": _("The policy counts in %(policy)s, the money is in %(money)s."),
    "other_date": _("%(at)s: “%(name)s” is not a date that applies_by names."),
    "not_asked": _("%(at)s: the source answers this itself; there is nothing to choose."),
    "no_path": _("%(at)s: the document has nothing at “%(value)s”."),
    "unanswered": _("%(at)s: the source does not say this; answer it before the policy is used."),
    "beyond": _("The source gives the formula only up to %(limit)s (in minor units)."),
    "exceeds": _("%(at)s: %(value)s is more than the %(left)s that is left (in minor units)."),
    "not_optional": _("%(at)s: the policy has no deduction of this name that is chosen for each receipt."),
    "not_persons": _("%(at)s: “%(name)s” is not the party, at the top, that is shared among persons."),
    "no_persons": _("The policy names no party that is shared among persons."),
    "clash": _("“%(name)s” names a person and a line of the policy."),
    "unit_clash": _("“%(name)s” names a unit and something else."),
    "no_workday": _("The calendar has no working day within a year."),
    "no_date": _("The date “%(name)s” is needed to know which version holds."),
    "no_version": _("No version of the policy holds on these dates."),
    "many_versions": _("More than one version of the policy holds on these dates: %(ids)s."),
    "not_joint": _("%(at)s: this needs owners that are all parties."),
    "parts_need_rule": _("%(at)s: parts belong to an income that is shared by parts, and only to it."),
    "not_pair": _("%(at)s must be a pair of key and part."),
    "not_positive": _("%(at)s must be above zero."),
    "no_shortage": _("The claims sum to %(sum)s, which %(amount)s covers: there is nothing to ration."),
    "no_imputation": _("The parties have %(alone)s alone, but only %(total)s together."),
    "no_bearer": _("Common costs need the party that bore them."),
    "not_year_day": _("%(at)s must be a day of every year, written MM-DD."),
    "statutory_first": _("%(at)s: what a law grants of the gross comes before every other deduction."),
    "not_above": _("%(at)s: “%(name)s” is not a deduction above this one."),
    "credited": _("%(at)s needs a payee, and an amount that is given once in the life of the case."),
    "not_together": _("%(at)s does not go together with: %(other)s."),
    "not_without": _("%(at)s has no meaning without: %(other)s."),
    "not_beside": _("%(at)s: “%(name)s” does not stand beside “%(party)s”."),
    "closed": _("%(at)s: “%(name)s” is capped itself by a cap that stands before this one."),
    "factor_or_thresholds": _("%(at)s needs either a factor or thresholds."),
    "not_later": _("%(at)s must lie after the day before it."),
    "thresholds_count": _("%(at)s: %(given)s thresholds are stated, but the tiers have %(needed)s."),
    "no_day": _("The day of receipt is needed, since the thresholds are indexed."),
    "no_index": _("The table of the index %(index)s says nothing for %(day)s."),
    "undecided": _("%(at)s: it decides by which formula this money is shared, and nobody has said it."),
    "no_condition": _("%(at)s: say which money it shares; a formula can ask for %(known)s."),
    "covered": _("%(at)s: it never applies, since “%(name)s” above it applies already wherever it would."),
    "no_shares": _("The persons’ shares are needed, since the tiers run person by person."),
    "not_equal": _("%(at)s must be equal parts: the policy says so."),
    "not_person": _("%(at)s: “%(name)s” has no part in this share set."),
    "no_rule": _("%(at)s: the policy does not say what becomes of this part."),
    "no_shares_yet": _("%(at)s: “%(name)s” has no share set yet."),
    "not_compiled": _("The policy has features that only the full computation knows."),
    "not_read": _("%(at)s cannot be read: %(reason)s."),
    "nothing_to_divide": _("Parts that sum to zero cannot carry %(amount)s."),
}  # fmt: skip


def sentence(refused: Refused, own: Own | None = None) -> str:
    """In the active language; `own`: what the policy calls its circumstances."""
    at = refused.path
    if refused.code == "undecided" and at == f"{YEARS}first_income":
        return str(_("Years count from the first income of this asset, and its opening balance does not say when that was: take it back "
                     "and enter it with that day."))
    if refused.code == "undecided" or at.startswith(OWN):
        at = own[at][0] if own and at in own else fact(at)
    return SENTENCES[refused.code] % {"at": at, **refused.facts}


@contextmanager
def told(field: str | None = None, own: Own | None = None) -> Iterator[None]:
    """What the library refuses within the block becomes bad input at a field of the form."""
    try:
        yield
    except Refused as refused:
        raise Invalid(sentence(refused, own), field=field) from None
