"""A question whose SQL is made once is answered as the queryset would answer it, for any number of keys."""
import uuid

import pytest

from partners.models import Institution
from record.prepared import Prepared

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "uid", "kind", "made_at", "uses_trihelix")


@pytest.mark.parametrize("key", ["pk", "uid"])
def test_it_answers_as_the_queryset_does(world, key):
    rows = Institution.objects.order_by("pk").values_list(*COLUMNS)
    ask, keys = Prepared(rows, key), [getattr(one, key) for one in world.institutions.values()]
    for many in (1, 2, 3, 4, 3):
        assert ask(keys[:many]) == list(rows.filter(**{f"{key}__in": keys[:many]}))
    assert ask([]) == ask([uuid.uuid4() if key == "uid" else 0]) == []


def test_a_question_with_a_parameter_of_its_own_is_none(world):
    with pytest.raises(ValueError, match="asked by more than its keys"):
        Prepared(Institution.objects.filter(kind="university").values_list("pk"))([world.linhai.pk])
