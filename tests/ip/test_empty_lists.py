"""An empty list says how to begin only to whoever may begin."""
import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.plain]


@pytest.mark.parametrize(
    ("page", "begins", "other"),
    [
        ("ip:studies", "open one on the page of their project", "their staff open one"),
        ("ip:disclosures", "Tell the office about a result", "as far as your role reads them"),
        ("ip:assets", "What comes of the work is disclosed first", "when your institution owns a part of them"),
    ],
)
def test_who_may_not_begin_is_told_what_will_stand_there(world, page, begins, other):
    told = {who: world.client("linhai", who).get(reverse(page)).content.decode() for who in ("officer", "viewer")}
    assert [(begins in told[who], other in told[who]) for who in told] == [(True, False), (False, True)]


def test_only_who_writes_policies_is_told_how_to_begin_one(world):
    begins = "Begin with a formula that a university has published"
    told = [begins in world.client("linhai", who).get(reverse("ip:policies")).content.decode() for who in ("administrator", "viewer")]
    assert told == [True, False]
