"""What is recorded of costs, settlements and distributions. Receipts and payments are the ledger's."""
from django.utils.translation import gettext_lazy as _

from ip.models import Settlement
from ip.policies import floors
from ip.wording import article_of, in_a_row
from record.registry import EventKind, add_event_kinds
from record.wording import money


def _money(facts: dict) -> dict:
    return {**facts, "amount": money(facts["amount"], facts["currency"])}


def _floors(facts: dict) -> dict:
    """The articles that were not reached, as people cite them."""
    known = {floor.key: floor for floor in floors()}
    return {**facts, "articles": in_a_row(article_of(known[row["floor"]]) for row in facts["floors"] if row["floor"] in known)}


def _settled(facts: dict) -> dict:
    return {**_money(facts), "basis": Settlement.Basis(facts["basis"]).label}


def _opened(facts: dict) -> dict:
    return {**facts, **{name: money(facts[name], facts["currency"]) for name in ("life_to_date", "pool")}}


add_event_kinds(
    EventKind("floors.passed", _("{actor} agreed to {subject} on written grounds, although it falls short of {articles}"), house=True,
              words=_floors),
    EventKind("cost.recorded", _("{actor} recorded costs of {amount} for {asset}"), house=True, words=_money),
    EventKind("cost.reversed", _("{actor} took back costs of {amount} for {asset}"), house=True, words=_money),
    EventKind("settlement.prepared", _("{actor} prepared the settlement of {amount} between {institution}: {basis}"), words=_settled),
    EventKind("settlement.posted", _("{amount} was settled for {institution}: {basis}"), words=_settled),
    EventKind("settlement.returned", _("{actor} returned the settlement between {institution}")),
    EventKind("settlement.reversed", _("The settlement between {institution} was taken back")),
    EventKind("distribution.prepared", _("{actor} prepared the distribution of {amount} from {receipt}"), house=True, words=_money),
    EventKind("distribution.returned", _("{actor} returned the distribution {subject}"), house=True),
    EventKind("distribution.voided", _("The distribution {subject} no longer stands: it was withdrawn or computed anew"), house=True),
    EventKind("distribution.approved", _("{actor} approved the distribution {subject}"), house=True, words=_money),
    EventKind("distribution.posted", _("{subject} was posted: {amount}"), house=True, words=_money),
    EventKind("distribution.reversed", _("{actor} took {subject} back: {amount}"), house=True, words=_money),
    EventKind("opening.prepared", _("{actor} entered an opening balance for {asset}: {life_to_date} shared, {pool} still to be recovered"),
              house=True, words=_opened),
    EventKind("opening.posted", _("{actor} approved the opening balance for {asset}: {life_to_date} shared, {pool} still to be recovered"),
              house=True, words=_opened),
    EventKind("opening.returned", _("{actor} returned the opening balance for {asset}"), house=True),
    EventKind("opening.reversed", _("{actor} took back the opening balance for {asset}"), house=True, words=_opened),
    EventKind("share.held", _("{actor} held the share of {person}: {amount}"), house=True, words=_money),
    EventKind("share.release_proposed", _("{actor} proposed to release the held share of {person}"), house=True),
    EventKind("share.release_returned", _("{actor} did not release the held share of {person}"), house=True),
    EventKind("share.released", _("{actor} released the held share of {person}, {amount}, to {to}"), house=True, words=_money),
)
