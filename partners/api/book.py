"""The partner book: private to the institution that keeps it."""
import django_filters
from rest_framework import serializers

from partners import actions
from partners.models import Contact, Institution, Relation
from record.api import NOTHING, Input, One, Rows, SeenInput, write


class ContactOut(serializers.ModelSerializer):
    partner = One(Institution, read_only=True, source="relation.partner")

    class Meta:
        model, fields = Contact, ("uid", "version", "partner", "name", "role", "email", "phone")


class PartnerOut(serializers.ModelSerializer):
    partner = One(Institution, read_only=True)
    name = serializers.CharField(source="partner.name", read_only=True)

    class Meta:
        model, fields = Relation, ("uid", "version", "partner", "name", "standing", "since", "notes")


class NewPartner(Input):
    partner = One(Institution)


class ChangedPartner(SeenInput):
    """The whole entry as it is to be."""

    standing = serializers.ChoiceField(Relation.Standing.choices)
    since = serializers.DateField()
    notes = serializers.CharField(max_length=4000, allow_blank=True)


class NewContact(Input, serializers.ModelSerializer):
    relation = One(Relation, help_text="The entry of the partner in the own book.")

    class Meta:
        model, fields = Contact, ("relation", "name", "role", "email", "phone")


class PartnerFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", help_text="Part of a name in either language, or an identifier.")
    partner = django_filters.UUIDFilter(field_name="partner__uid")
    standing = django_filters.ChoiceFilter(choices=Relation.Standing.choices)

    def named(self, rows, name, value):
        return rows.filter(partner__in=Institution.objects.visible_to(self.request.actor).named(value))


class ContactFilter(django_filters.FilterSet):
    partner = django_filters.UUIDFilter(field_name="relation__partner__uid")


class Partners(Rows):
    """Whom we know, and how we stand with them."""

    model, serializer_class, filterset_class, related = Relation, PartnerOut, PartnerFilter, ("partner",)

    @write(NewPartner)
    def create(self, actor, partner):
        """Take an institution of the directory into the book."""
        return actions.open_relation(actor=actor, partner=partner)

    @write(ChangedPartner)
    def change(self, actor, relation, **said):
        """Say how we stand, and what we know."""
        return actions.change_relation(actor=actor, relation=relation, **said)


class Contacts(Rows):
    """People whom we know at our partners."""

    model, serializer_class, filterset_class, related = Contact, ContactOut, ContactFilter, ("relation__partner",)

    @write(NewContact)
    def create(self, actor, relation, **said):
        """Note a person whom we know."""
        return actions.add_contact(actor=actor, relation=relation, **said)

    @write(Input, answer=NOTHING)
    def remove(self, actor, contact):
        """Blank what we knew of a person."""
        actions.remove_contact(actor=actor, contact=contact)
