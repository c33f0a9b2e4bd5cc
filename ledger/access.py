"""The books are seen by whoever may read the money of the institution; a payment also by the person who was paid."""
from django.db.models import Q

from record.models import VisibleQuerySet


def _house(actor, path: str) -> Q:
    return Q(**{path: actor.institution}) if actor.may_all("money.read") else Q(pk__in=[])


class AccountQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return _house(actor, "book")


class PostingQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return _house(actor, "book")


class EntryQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return _house(actor, "posting__book")


class ReceiptQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        return _house(actor, "institution")


class PaymentQuerySet(VisibleQuerySet):
    def seen_by(self, actor) -> Q:
        from accounts.models import Person

        me = Person.objects.filter(pk__in=actor.same_person).values("uid")
        return _house(actor, "institution") | Q(of="accounts.person", payee__in=me)
