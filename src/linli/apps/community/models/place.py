"""The official table of named places, and what its editions changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linli.apps.community.models.bytewise import BytewiseField

LAST, ABOVE = Q(level=5), Q(level__lt=5)


class Place(models.Model):
    """One line of the table. ``code`` has 12 digits; ``level`` runs from 1 (province) to 5 (community or village).

    The parent is not a foreign key: an extract of the table names parents that it does not hold. ``initials`` are
    those of the name in pinyin. ``since`` and ``until`` are the days of the editions that first had it and that no
    longer have it; empty where no edition tells.
    """

    code = BytewiseField(max_length=12, primary_key=True)
    name = BytewiseField(max_length=100)
    level = models.PositiveSmallIntegerField()
    parent_code = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    initials = BytewiseField(max_length=100, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["parent_code"], name="place_children"),
            # Nearly all places are of the last level: sorted by one column they are sorted in half the time.
            models.Index(fields=["name"], condition=LAST, name="place_last_by_name"),
            models.Index(fields=["initials"], condition=LAST, name="place_last_by_initials"),
            models.Index(fields=["level", "name"], condition=ABOVE, name="place_by_name"),
            models.Index(fields=["level", "initials"], condition=ABOVE, name="place_by_initials"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class FormerName(models.Model):
    """A name that the place with this code had until a day."""

    code = models.CharField(max_length=12)
    name = BytewiseField(max_length=100)
    initials = BytewiseField(max_length=100)
    until = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["code"], name="former_code"),
            models.Index(fields=["name"], name="former_by_name"),
            models.Index(fields=["initials"], name="former_by_initials"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Succession(models.Model):
    """A place that has ended went into another one on a day; into several where it was divided."""

    code = models.CharField(max_length=12)
    successor = models.CharField(max_length=12)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "successor"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.code} → {self.successor}"


class Edition(models.Model):
    """A table that was loaded: of which day, whether it was the whole table, and what it changed."""

    day = models.DateField()
    whole = models.BooleanField()
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    renamed = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.day)
