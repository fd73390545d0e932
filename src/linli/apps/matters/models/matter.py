"""A matter: its snapshot, and the columns that lists need so that they never open a snapshot."""

from __future__ import annotations

from django.db import models

from linli.core.engine.state import MatterState, read_state


class OpenMatters(models.Manager["Matter"]):
    """The matters that everybody may read."""

    def get_queryset(self) -> models.QuerySet[Matter]:
        """Without those that are closed."""
        return super().get_queryset().filter(closed=False)


class Matter(models.Model):
    """One matter. ``next_due`` is when the clock must next be delivered.

    ``last`` is when the last entry was recorded that moved it: a ballot or a support alone changes nothing that a list
    is ordered by. ``title`` is the public title as typed, empty once it is erased. ``entered`` is how many of its acts
    were entered for others. What is ``closed`` mends a register: lists and pages go by ``objects``, which leaves it
    out; ``every`` is for deeds, and for reads with a gate of their own (:mod:`linli.apps.matters.closed`).
    """

    class Status(models.TextChoices):
        OPEN = "open"
        DISCLOSING = "disclosing"
        DONE = "done"
        REFUSED = "refused"
        LAPSED = "lapsed"
        WITHDRAWN = "withdrawn"

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    procedure = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    charter_hash = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    stage = models.CharField(max_length=80)
    stage_kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    due = models.DateTimeField(null=True)
    next_due = models.DateTimeField(null=True)
    began = models.DateTimeField()
    last = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    proposer = models.CharField(max_length=26)
    proposer_organ = models.CharField(max_length=80)
    holder = models.CharField(max_length=26, blank=True)
    holder_organ = models.CharField(max_length=80, blank=True)
    snapshot = models.TextField()
    head_seq = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)
    entered = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)

    every = models.Manager["Matter"]()
    objects = OpenMatters()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "chain"], name="matter_chain"),
            models.UniqueConstraint(fields=["community", "year", "number"], name="matter_number"),
        ]
        indexes = [
            models.Index(fields=["next_due"], name="matter_next_due"),
            models.Index(fields=["community", "status", "stage_kind", "due"], name="matter_lists"),
            # Walked along by the square: see reads/walks.py.
            models.Index(
                fields=["community", "status", "stage_kind", "next_due", "-last"], name="matter_soonest"
            ),
            models.Index(fields=["community", "status", "stage_kind", "-last"], name="matter_moved"),
            models.Index(fields=["community", "-last"], name="matter_newest"),
            models.Index(
                fields=["community", "ended", "id"],
                condition=models.Q(ended__isnull=False),
                name="matter_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.chain

    @property
    def state(self) -> MatterState:
        """The snapshot, read."""
        return read_state(self.snapshot)


class Publication(models.Model):
    """Something made public: a notice, a disclosure, or that there is none to make.

    ``matter`` is what it is about; None for what was published in the community's own chain, where ``period`` is the
    first day of the period that it is for. Notices have a ``number`` of their year. ``building`` is the one that it
    concerns, beside the record; None for the whole community, and for what a matter published, which has its own.
    """

    class Down(models.TextChoices):
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True, related_name="publications")
    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    section = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    person = models.CharField(max_length=26)
    organ = models.CharField(max_length=80)
    text = models.CharField(max_length=64)
    none = models.BooleanField(default=False)
    notice = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=64, blank=True)
    table = models.CharField(max_length=64, blank=True)
    period = models.DateField(null=True)
    instead_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    building = models.ForeignKey("community.Building", on_delete=models.SET_NULL, null=True, related_name="+")
    down = models.CharField(max_length=9, choices=Down.choices, blank=True)
    reasons = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="publication_entry"),
            models.UniqueConstraint(
                fields=["community", "seq"],
                condition=models.Q(matter__isnull=True),
                name="publication_own_entry",
            ),
            models.UniqueConstraint(fields=["community", "year", "number"], name="publication_number"),
        ]
        indexes = [
            models.Index(fields=["community", "section", "-at"], name="publication_section"),
            models.Index(fields=["community", "-at"], name="publication_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id or 'community'} {self.section}"
