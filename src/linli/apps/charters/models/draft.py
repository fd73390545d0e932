"""A charter that somebody is writing: theirs alone until they submit it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """One text of one person: of a community's charter, or of a model where ``community`` is empty.

    ``base`` is the hash of the version that it was begun from, ``saves`` counts how often it was kept.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(
        "community.Community", on_delete=models.CASCADE, related_name="+", null=True
    )
    model = models.CharField(max_length=100, blank=True)
    base = models.CharField(max_length=64)
    text = models.TextField()
    saves = models.PositiveIntegerField(default=0)
    saved = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "community"],
                condition=models.Q(community__isnull=False),
                name="draft_of_a_community",
            ),
            models.UniqueConstraint(
                fields=["account", "model"],
                condition=models.Q(community__isnull=True),
                name="draft_of_a_model",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.model or self.community_id}"
