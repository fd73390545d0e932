"""Which building a matter is about: beside the record, which does not know buildings."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from linli.apps.matters.models.matter import Matter


class Whereabouts(models.Model):
    """The building that a matter is about, as the proposer said or as it was put right; ``by`` whom, and when."""

    matter = models.OneToOneField(
        Matter, on_delete=models.CASCADE, primary_key=True, related_name="whereabouts"
    )
    building = models.ForeignKey("community.Building", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.matter_id} at {self.building_id}"
