"""A community that somebody prepares to found."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """One founding, its founder's alone until it is done. Nothing of it is in any record before.

    ``place`` is a code of the official table, ``model`` a charter of the gallery and ``charter`` the hash of what the
    founder saw of it. ``members`` are the first people in seats, as typed; they are forgotten once they are enrolled.
    ``saves`` counts how often it was kept, so that a page that is out of date overwrites nothing.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=100, blank=True)
    slug = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=100, blank=True)
    charter = models.CharField(max_length=64, blank=True)
    members = models.JSONField(default=list)
    saves = models.PositiveIntegerField(default=0)
    begun = models.DateTimeField()
    touched = models.DateTimeField()
    community = models.ForeignKey(
        "community.Community", on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-touched"]

    def __str__(self) -> str:
        return self.name or self.place or str(self.pk)
