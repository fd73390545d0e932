"""A community, and where its register stands."""

from django.db import models

from linli.apps.community.models.place import Place


class Community(models.Model):
    """A place that governs itself here.

    ``leaves`` and ``peaks`` are the frontier of the Merkle tree over all entries given a position so far (peaks:
    hexadecimal, joined by spaces), so that a checkpoint costs only what is new. ``registers`` counts how often a table
    changed the registers.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    charter_slug = models.CharField(max_length=100, blank=True)
    charter_hash = models.CharField(max_length=64, blank=True)
    demo = models.BooleanField(default=False)
    founded = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    leaves = models.PositiveBigIntegerField(default=0)
    peaks = models.TextField(blank=True)
    registers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place_id"]
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name


class RosterSnapshot(models.Model):
    """The roster as of ``seq`` entries of the community's chain, as written by the engine; ``head`` is the last hash.

    It can always be made again from the chain.
    """

    community = models.OneToOneField(
        Community, on_delete=models.CASCADE, primary_key=True, related_name="snapshot"
    )
    seq = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    data = models.TextField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.seq}"


class DemoFilling(models.Model):
    """Says that the demonstration is complete; written in the transaction that fills it."""

    version = models.PositiveSmallIntegerField(primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.version)
