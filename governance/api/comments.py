"""What is said about objects: comments, questions that decide nothing, answers."""
import django_filters
from django.db.models import Exists, OuterRef
from rest_framework import serializers

from accounts.models import Person
from governance import actions
from governance.matters import matter
from governance.models import Comment
from partners.models import Institution
from record.api import Input, One, Rows, write
from record.errors import Invalid, NotVisible


class CommentOut(serializers.ModelSerializer):
    """`of` and `subject` name what it is about; `asks` makes it a question, `answers` an answer."""

    institution = One(Institution, source="membership.institution", read_only=True, help_text="In whose name it was said.")
    speaker = serializers.SerializerMethodField(help_text="By whom, where whoever asks sees the person.")
    asks = One(Institution, read_only=True, allow_null=True)
    answers = One(Comment, read_only=True, allow_null=True)

    class Meta:
        model = Comment
        fields = ("uid", "of", "subject", "institution", "speaker", "text", "language", "asks", "answers", "made_at")

    def get_speaker(self, row) -> str:
        return row.membership.person.name if row.person_seen else ""


class NewComment(Input):
    of = serializers.CharField(max_length=60, help_text="The kind of what it is about, such as projects.milestone.")
    subject = serializers.UUIDField()
    text = serializers.CharField(max_length=4000)
    asks = One(Institution, allow_null=True, default=None, help_text="One of its parties, of whom an answer is asked.")
    answers = One(Comment, allow_null=True, default=None, help_text="A comment on the same.")


class CommentFilter(django_filters.FilterSet):
    class Meta:
        model, fields = Comment, ("of", "subject")


class Comments(Rows):
    """What was said about whatever one sees. Nothing is edited or taken back."""

    model, serializer_class, filterset_class = Comment, CommentOut, CommentFilter
    related = ("membership__institution", "membership__person", "asks", "answers")

    def get_queryset(self):
        people = Person.objects.visible_to(getattr(self.request, "actor", None))
        return super().get_queryset().annotate(person_seen=Exists(people.filter(pk=OuterRef("membership__person"))))

    @write(NewComment)
    def create(self, actor, of, subject, **said):
        """Say something, ask a party, or answer."""
        try:
            _kind, row = matter(actor, of, subject)
        except NotVisible as error:
            raise Invalid(error.message, field="subject")
        return self.get_queryset().get(pk=actions.comment(actor=actor, subject=row, **said).pk)
