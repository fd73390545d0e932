"""With which key what is sealed is sealed."""

from django.db import models


class SealingKey(models.Model):
    """Since when what is sealed is so with the key of a fingerprint: the last row. None before the first change."""

    fingerprint = models.CharField(max_length=16)
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.fingerprint
