"""What a program may say."""
from django.utils.translation import gettext as _
from rest_framework import serializers

from record.api.parser import texts
from record.errors import NotVisible


class One(serializers.UUIDField):
    """A row by its uid, of those that the actor sees: another is as if it were not there."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(**kwargs)

    def bind(self, field_name, parent):
        """Of an answer: null wherever the model's own key, or one on the way to it, may be."""
        super().bind(field_name, parent)
        of = getattr(getattr(parent, "Meta", None), "model", None)
        for name in self.source_attrs if self.read_only and of else ():
            field = next((known for known in of._meta.get_fields() if known.name == name), None)
            self.allow_null |= getattr(field, "null", False)
            of = getattr(field, "related_model", None)
            if of is None:
                break

    def to_internal_value(self, data):
        uid = super().to_internal_value(data)
        row = self.model.objects.visible_to(self.context["request"].actor).filter(uid=uid).first()
        if row is None:
            raise serializers.ValidationError(NotVisible.message)
        return row

    def to_representation(self, row):
        return str(row.uid)


class Data(serializers.JSONField):
    """JSON of whatever form. Where it comes as the text of a form's field it is held to what is asked of a body of JSON, too."""

    def to_internal_value(self, data):
        try:
            found = super().to_internal_value(data)
            if any(b"\0" in text.encode() for text in texts(found)):
                self.fail("invalid")
        except (RecursionError, UnicodeEncodeError):
            self.fail("invalid")
        return found


class Input(serializers.Serializer):
    """What a write takes. A field that it does not know is refused."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: [_("There is no such field here.")] for name in unknown})
        return super().to_internal_value(data)


class SeenInput(Input):
    """A write to something that was read: its version (or, for decisions, its fingerprint) as it was then."""

    seen = serializers.CharField(max_length=64)
