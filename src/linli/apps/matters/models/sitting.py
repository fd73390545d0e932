"""A sitting: its snapshot and the columns of lists."""

from __future__ import annotations

from django.db import models

from linli.apps.matters.models.matter import Matter
from linli.core.engine.sitting import SittingState, read_sitting


class Sitting(models.Model):
    """One sitting of an organ; ``agenda`` are the matters it was called for, :meth:`matters` gives their order.

    ``minutes_due``: by when its minutes are to be signed, while they are not and the charter says so.
    """

    class Status(models.TextChoices):
        CALLED = "called"
        ENDED = "ended"

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    organ = models.CharField(max_length=80)
    chair = models.CharField(max_length=26)
    charter_hash = models.CharField(max_length=64)
    starts = models.DateTimeField()
    called = models.DateTimeField()
    last = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CALLED)
    members = models.PositiveIntegerField()
    present = models.PositiveIntegerField(default=0)
    snapshot = models.TextField()
    head_seq = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)
    minutes_due = models.DateTimeField(null=True)
    agenda = models.ManyToManyField(Matter, related_name="sittings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "chain"], name="sitting_chain"),
            models.UniqueConstraint(fields=["community", "year", "number"], name="sitting_number"),
        ]
        indexes = [
            models.Index(fields=["community", "status", "starts"], name="sitting_lists"),
            models.Index(
                fields=["community", "minutes_due"], condition=models.Q(minutes_due__isnull=False),
                name="sitting_minutes_due",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.chain

    @property
    def state(self) -> SittingState:
        """The snapshot, read."""
        return read_sitting(self.snapshot)

    def matters(self) -> list[Matter]:
        """The matters of the agenda in its order."""
        order = {chain: place for place, chain in enumerate(self.state.agenda)}
        return sorted(
            self.agenda.order_by("year", "number"), key=lambda one: order.get(one.chain, len(order))
        )

    @property
    def cancelled(self) -> bool:
        """Whether it was ended before it began: nothing was done in it."""
        return self.status == self.Status.ENDED and self.last < self.starts
