"""Numbers given out."""

from django.db import models


class Counter(models.Model):
    """The last number given out in a year; its row is the lock under which the next one is given."""

    class Kind(models.TextChoices):
        MATTER = "matter"
        SITTING = "sitting"
        NOTICE = "notice"

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "kind", "year"], name="counter_year")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.year}"
