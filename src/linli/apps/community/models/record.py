"""The record: entries of all chains, checkpoints over them, and the log of refusals."""

import msgspec
from django.db import models
from django.db.models import Q

from linli.apps.community.models.bytewise import BytewiseField
from linli.apps.community.models.community import Community
from linli.core.record.checkpoint import CheckpointLine, KeyLine


class Entry(models.Model):
    """One entry of one chain: exactly the bytes that were hashed.

    ``actor`` is a pseudonym, empty for the clock. ``position`` is its place in the archive, given at a checkpoint.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    # No index of its own: every constraint below begins with it, and every act would write it.
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+", db_index=False)
    chain = BytewiseField(max_length=60)
    seq = models.PositiveBigIntegerField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    data = models.TextField()
    at = models.DateTimeField()
    actor = BytewiseField(max_length=26, blank=True)
    key = BytewiseField(max_length=64, blank=True)
    position = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["community", "chain", "seq"], name="entry_seq"),
            # Across chains: the form that begins a matter, sent twice, must not begin two.
            models.UniqueConstraint(
                fields=["community", "actor", "key"], condition=~Q(key=""), name="entry_key"
            ),
            # Without what has no position yet: else a server without statistics may look for the entry before by it.
            models.UniqueConstraint(
                fields=["community", "position"], condition=Q(position__isnull=False), name="entry_position"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "id"], condition=Q(position__isnull=True), name="entry_loose")
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class Checkpoint(models.Model):
    """A signed statement of the record's root after ``size`` entries; ``data`` is its line in the archive."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    data = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="checkpoint_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.root[:8]}"

    @property
    def line(self) -> CheckpointLine:
        """The checkpoint with its signature, as the archive carries it."""
        return msgspec.json.decode(self.data, type=CheckpointLine)


class SigningKey(models.Model):
    """A public key taken into use by a community; ``size`` entries had a position then. The private half is a file."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    public = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    data = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="key_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.public[:8]}"

    @property
    def line(self) -> KeyLine:
        """The key with its signature, as the archive carries it."""
        return msgspec.json.decode(self.data, type=KeyLine)


class RefusalLog(models.Model):
    """What was refused, for those who want to know where the charter bites. Not chained."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    chain = models.CharField(max_length=60)
    actor = models.CharField(max_length=26, blank=True)
    organ = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=40)
    clause = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "-at"], name="refusal_newest")]

    def __str__(self) -> str:
        return f"{self.code} {self.chain}"
