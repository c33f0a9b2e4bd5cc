"""A year of distributions is replayed by the versions that then held; what was altered since stands out."""
import csv
import io

import pytest
from django.urls import reverse

from ip.models import Distribution
from tests.audit.test_recompute import beneath
from tests.world import money


@pytest.fixture
def two(world):
    """Of one licence with costs, the second above the first."""
    deal = money.licensed(world, key="us-stanford-pre-change")
    money.spent(world, deal.asset, 1_234_567)
    return money.posted(world, deal, 10_000_001), money.posted(world, deal, 25_000_000)


def results(client, **asked) -> dict[str, str]:
    answer = client.get(reverse("audit:replay"), {**asked, "as": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    return {line[0]: line[7] for line in lines[1:]}


def test_every_distribution_of_a_year_comes_out_bit_by_bit(world, two):
    client = world.client("linhai", "auditor")
    year = two[0].on.year
    assert results(client, year=year) == {row.number: "the same, bit by bit" for row in two}
    assert results(client, year=year - 1) == {}
    page = client.get(reverse("audit:replay"), {"year": year}).content.decode()
    assert page.count("bit by bit") == 2


def test_a_reason_that_was_altered_in_the_trace_is_no_longer_bit_by_bit(world, two):
    """The amounts still hold, so that only the comparison of the whole trace sees it."""
    trace = Distribution.objects.get(pk=two[1].pk).trace
    trace["steps"][1]["name"]["en"] = "Another office"
    beneath("UPDATE ip_distribution SET trace = %s WHERE uid = %s", *stored(trace, two[1]))
    found = results(world.client("linhai", "auditor"))
    assert found[two[0].number] == "the same, bit by bit"
    assert found[two[1].number] != "the same, bit by bit"


def stored(trace, row) -> tuple:
    """As the columns hold them."""
    fields = Distribution._meta
    from django.db import connection

    return tuple(fields.get_field(name).get_db_prep_save(value, connection) for name, value in (("trace", trace), ("uid", row.uid)))
