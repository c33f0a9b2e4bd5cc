"""Statements on paper, in the active language: a person's own, and a whole distribution for staff."""
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person
from ip.models import Distribution, Signature
from ip.paper import Paper
from ip.statements import Amount, Where, chain, share_of, totals
from ip.units import names_of_keys
from ip.wording import Told, tell
from record.wording import day, money

CHAIN = 110  # millimetres that one amount with its reasons takes as a rule


def printed_statement(person: Person, amounts: list[Amount], on: date) -> bytes:
    """What a person gets: all amounts at a glance, then why, one chain for each. Nobody else's share stands in it."""
    bound = amounts[0].line.distribution.fingerprint if len(amounts) == 1 else ""
    paper = Paper(_("Statement of income from results"), _bound(bound) if bound else _("As of %(day)s") % {"day": day(on)})
    paper.say(_("%(name)s · as of %(day)s") % {"name": person.name, "day": day(on)})
    for where, sums in totals(amounts).items():
        for currency, total in sums.items():
            paper.entry(str(where.label), money(total, currency))
    if not amounts:
        paper.say(_("No distribution has given anything to you so far."))
    if len(amounts) > 1:
        paper.head(_("At a glance"))
        for amount in amounts:
            paper.entry(_title(amount), money(amount.line.amount, amount.line.distribution.currency), [said_where(amount)])
    for amount in amounts:
        _amount(paper, amount)
    return bytes(paper.output())


def _title(amount: Amount) -> str:
    return " · ".join(filter(None, [amount.line.distribution.scope.asset.title, amount.group, day(amount.line.distribution.on)]))


def _amount(paper: Paper, amount: Amount) -> None:
    line, distribution = amount.line, amount.line.distribution
    paper.head(_title(amount), room=CHAIN)
    _steps(paper, chain(line), distribution.currency)
    if line.adjusts:
        paper.entry(_("From a held share that two people released"), money(line.amount, distribution.currency), strong=True)
    paper.say(said_where(amount))
    for payout in amount.payouts:
        paper.say(_("Paid on %(day)s: %(amount)s") % {
            "day": day(payout.payment.paid_on), "amount": money(payout.amount, distribution.currency)})  # fmt: skip
    for text in (*said_basis(distribution), said_share(line)):
        if text:
            paper.say(text, grey=100)
    paper.say(_bound(distribution.fingerprint), 8, 100)


def said_where(amount: Amount) -> str:
    """How far it has come; of a held share, why."""
    held = amount.held
    if amount.where == Where.HELD and held:
        return _("Held: %(why)s. %(reasons)s") % {"why": held.get_why_display(), "reasons": held.reasons}
    return " · ".join(filter(None, [str(amount.where.label), amount.why]))


def said_basis(distribution: Distribution) -> list[str]:
    """By which policy, prepared and approved by whom and when."""
    version = distribution.policy_version
    said = {"policy": version.title, "number": version.number, "since": day(version.since)}
    texts = [_("Policy: %(policy)s, version %(number)s, which holds since %(since)s.") % said]
    if distribution.posting and distribution.approved_by:
        people = {"preparer": distribution.prepared_by.person.name, "approver": distribution.approved_by.person.name,
                  "day": day(distribution.posting.on), "number": distribution.number}  # fmt: skip
        texts.append(_("Prepared by %(preparer)s, approved by %(approver)s and posted on %(day)s as %(number)s.") % people)
    return texts


def said_share(line) -> str:
    """When and how the share was signed, or that it is not."""
    share = share_of(line)
    if share is None:
        return ""
    signature = Signature.objects.filter(share=share).first()
    if signature is None:
        return _("The share is not signed.")
    return _("The share was signed on %(day)s (%(how)s).") % {"day": day(signature.signed_on), "how": signature.get_how_display()}


def printed_distribution(distribution: Distribution, actor, on: date) -> bytes:
    """Every line with its reason, for staff: names of the persons as the actor sees them."""
    currency = distribution.currency
    names = names_of_keys(actor, distribution.lines.values_list("key", flat=True))
    paper = Paper(_("Distribution %(number)s") % {"number": distribution}, _bound(distribution.fingerprint))
    paper.say(f"{distribution.institution.name} · {distribution.scope.asset.title} · {day(distribution.on)}")
    paper.say(_("%(state)s · printed on %(day)s") % {"state": distribution.get_state_display(), "day": day(on)}, grey=100)
    paper.head(_("From receipt to person"))
    _steps(paper, tell(distribution.trace, names=names), currency)
    if adjusting := list(distribution.lines.exclude(adjusts=None).select_related("person").order_by("line")):
        paper.head(_("Held shares that were released"))
        for line in adjusting:
            paper.entry(line.person.name, money(line.amount, currency))
    paper.head(_("On what it stands"))
    for text in said_basis(distribution):
        paper.say(text)
    return bytes(paper.output())


def _steps(paper: Paper, steps: list[Told], currency: str) -> None:
    for step in steps:
        notes = [step.why, step.clause, *step.doubts]
        paper.entry(step.label, money(step.amount, currency), notes, strong=step.code in ("received", "net", "person"))


def _bound(digest: str) -> str:
    return _("Fingerprint %(fingerprint)s") % {"fingerprint": digest}
