"""An opinion map, its statements, the reactions to them, and the picture last drawn.

Who reacted is kept as a mark: the same for the same person within one map, another in the next, and telling nothing to
whoever has the database without the key of the installation. No moment of a reaction is kept.
"""

from __future__ import annotations

from django.db import models

LONGEST = 140


class OpinionMap(models.Model):
    """The opinion map of one matter. Open until ``closes``; ``revision`` counts the changes of reactions."""

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=LONGEST, blank=True)
    opened = models.DateTimeField()
    opened_by = models.CharField(max_length=26)
    organ = models.CharField(max_length=80)
    closes = models.DateTimeField()
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "chain"], name="opinion_map_matter")]

    def __str__(self) -> str:
        return self.chain


class Statement(models.Model):
    """A short statement. ``author`` is the mark of who added it, empty for those that the map was opened with.

    ``aside``: set aside by an officer, for ``reasons``, and no longer part of the picture.
    """

    map = models.ForeignKey(OpinionMap, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=LONGEST, blank=True)
    author = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField()
    erased = models.BooleanField(default=False)
    aside = models.DateTimeField(null=True)
    aside_organ = models.CharField(max_length=80, blank=True)
    reasons = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["map", "number"], name="opinion_statement_number")]

    def __str__(self) -> str:
        return self.text


class Voice(models.Model):
    """Somebody who reacted; ``revision`` is that of the map when she last did."""

    map = models.ForeignKey(OpinionMap, on_delete=models.CASCADE, related_name="voices")
    mark = models.CharField(max_length=24)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["map", "mark"], name="opinion_voice_once")]
        indexes = [models.Index(fields=["map", "revision"], name="opinion_voice_waiting")]

    def __str__(self) -> str:
        return str(self.pk)


class Reaction(models.Model):
    """What somebody says to a statement: 1 agrees, -1 disagrees, 0 passes."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="reactions")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="reactions")
    value = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "statement"], name="opinion_reaction_once"),
            models.CheckConstraint(condition=models.Q(value__in=[-1, 0, 1]), name="opinion_reaction_value"),
        ]

    def __str__(self) -> str:
        return str(self.value)


class Picture(models.Model):
    """What was last drawn, from the reactions up to ``revision``; ``key`` is the fingerprint of those."""

    map = models.OneToOneField(OpinionMap, on_delete=models.CASCADE, primary_key=True, related_name="picture")
    revision = models.PositiveBigIntegerField()
    as_of = models.DateTimeField()
    key = models.CharField(max_length=64)
    found = models.TextField()

    def __str__(self) -> str:
        return str(self.as_of)
