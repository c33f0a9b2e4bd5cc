"""Numbers of documents: per institution, series and year, without gaps, given when a document is issued."""
from django.db import models


class Counter(models.Model):
    """The last number given. Numbers are given by `record.numbers.next_number` only."""

    institution = models.UUIDField()
    series = models.CharField(max_length=20)  # what is numbered, such as "P" for projects
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "series", "year"], name="one_counter_per_series")]
