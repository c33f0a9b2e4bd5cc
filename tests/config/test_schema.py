"""The OpenAPI document: whole, unambiguous, and without a name that only a generator would give."""
import re

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema


def test_every_choice_and_body_has_a_name_of_its_own(db, capsys):
    with GENERATOR_STATS.silence():
        schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    assert not GENERATOR_STATS, "See `manage.py spectacular --validate`: name it in ENUM_NAME_OVERRIDES, or call one of two bodies otherwise."
    assert [name for name in schema["components"]["schemas"] if re.search(r"[0-9a-f]{2}[0-9a-f]Enum$", name)] == []
