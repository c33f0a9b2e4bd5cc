"""Inventors' shares, and how they are signed."""
import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from accounts.models import Person
from ip import actions
from ip.models import Asset, Share, ShareSet, Signature, SignedPaper
from ip.rules.shares import TO_PARTY
from partners.models import Institution, Unit
from record.api import NOTHING, Input, One, Rows, SeenInput, write
from record.files import keep


class ShareOut(serializers.ModelSerializer):
    share_set = One(ShareSet, read_only=True)
    person = One(Person, read_only=True, allow_null=True)
    unit = One(Unit, read_only=True, allow_null=True)
    path = serializers.ListField(read_only=True, child=serializers.UUIDField(), help_text="Units from the top of the tree down to it.")
    signed_on = serializers.DateField(source="signature.signed_on", read_only=True, default=None, allow_null=True)

    class Meta:
        model, fields = Share, ("uid", "share_set", "line", "person", "party", "part", "unit", "path", "signed_on")


class ShareSetOut(serializers.ModelSerializer):
    asset = One(Asset, read_only=True)
    institution = One(Institution, read_only=True)
    shares = ShareOut(many=True, read_only=True)

    class Meta:
        model = ShareSet
        fields = ("uid", "asset", "institution", "group", "number", "since", "whole", "fingerprint", "reasons", "shares")


class PartIn(Input):
    """Of a person, or of a party of the policy to which a part of the last set fell (its key)."""

    person = One(Person, required=False, allow_null=True)
    party = serializers.CharField(max_length=80, allow_blank=True, default="")
    part = serializers.IntegerField(min_value=1)
    unit = One(Unit, required=False, allow_null=True,
               help_text="For which it counts; null for none. Left out: as in the last set, else where the person works.")  # fmt: skip

    def validate(self, attrs):
        if bool(attrs.get("person")) == bool(attrs["party"]):
            raise serializers.ValidationError({"person": [_("Name a person, or a party.")]})
        return attrs


class NewShareSet(Input):
    """`seen`: the number of the last set of these people that was read, 0 for none. The order of `parts` is signed, too."""

    asset = One(Asset)
    group = serializers.CharField(max_length=80, allow_blank=True, default="",
                                  help_text="Key by which a policy names another group of persons; empty for the inventors.")  # fmt: skip
    seen = serializers.IntegerField(min_value=0)
    since = serializers.DateField()
    whole = serializers.IntegerField(min_value=1)
    parts = PartIn(many=True)
    reasons = serializers.CharField(max_length=2000, allow_blank=True, default="")


class ShareSetFilter(django_filters.FilterSet):
    asset = django_filters.UUIDFilter(field_name="asset__uid")
    group = django_filters.CharFilter()


class ShareSets(Rows):
    """How an institution's inventors share what it pays them for an asset."""

    model, serializer_class, filterset_class, related = ShareSet, ShareSetOut, ShareSetFilter, ("asset", "institution")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("shares__person", "shares__unit", "shares__signature", "shares__share_set")

    @write(NewShareSet)
    def create(self, actor, parts, **said):
        """Propose a set; each person is asked to sign."""
        payees = [one.get("person") or TO_PARTY + one["party"] for one in parts]
        pairs = [(payee, one["part"]) for payee, one in zip(payees, parts, strict=True)]
        units = {payee: one["unit"] for payee, one in zip(payees, parts, strict=True) if "unit" in one}
        return actions.propose_shares(actor=actor, parts=pairs, units=units, **said)


class ShareFilter(django_filters.FilterSet):
    share_set = django_filters.UUIDFilter(field_name="share_set__uid")


class Shares(Rows):
    """One person's part of a set."""

    model, serializer_class, filterset_class = Share, ShareOut, ShareFilter
    related = ("share_set__asset", "share_set__institution", "person", "unit", "signature")

    @write(SeenInput)
    def sign(self, actor, share, **said):
        """One's own share; `seen` is the fingerprint of the set."""
        return actions.sign_share(actor=actor, share=share, **said).share

    @write(Input, answer=NOTHING)
    def send_link(self, actor, share):
        """Mail a personal link to sign without an account."""
        actions.send_link(actor=actor, share=share)


class SignatureOut(serializers.ModelSerializer):
    share = One(Share, read_only=True)

    class Meta:
        model, fields = Signature, ("uid", "share", "how", "signed_on", "fingerprint")


class SignatureFilter(django_filters.FilterSet):
    share_set = django_filters.UUIDFilter(field_name="share__share_set__uid")


class Signatures(Rows):
    """That somebody agreed to their share, and how."""

    model, serializer_class, filterset_class, related = Signature, SignatureOut, SignatureFilter, ("share",)


class PaperOut(serializers.ModelSerializer):
    share = One(Share, read_only=True)
    sha256 = serializers.CharField(source="scan.sha256", read_only=True)

    class Meta:
        model, fields = SignedPaper, ("uid", "version", "share", "name", "sha256", "signed_on", "state", "reasons")


class NewPaper(Input):
    share = One(Share)
    file = serializers.FileField()
    signed_on = serializers.DateField()


class Refusal(SeenInput):
    reasons = serializers.CharField(max_length=2000)


class Papers(Rows):
    """Scans of signed papers; a signature once a second person has confirmed it."""

    model, serializer_class, related = SignedPaper, PaperOut, ("share", "scan")

    def get_parsers(self):
        multipart = self.request and self.request.content_type.startswith("multipart/")
        return [MultiPartParser()] if multipart else super().get_parsers()

    @write(NewPaper)
    def create(self, actor, share, file, signed_on):
        """File the scan of a paper (multipart/form-data)."""
        scan = keep(file, file.name)
        return actions.file_paper(actor=actor, share=share, scan=scan, name=file.name, signed_on=signed_on)

    @write(SeenInput, answer=SignatureOut)
    def confirm(self, actor, paper, **said):
        """The second person: it is signed."""
        return actions.confirm_paper(actor=actor, paper=paper, **said)

    @write(Refusal)
    def refuse(self, actor, paper, **said):
        """The second person: it does not show what it should."""
        return actions.refuse_paper(actor=actor, paper=paper, **said)
