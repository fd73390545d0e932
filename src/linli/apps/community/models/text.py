"""Texts behind the seals of the record."""

from django.db import models

from linli.apps.community.models.community import Community


class SealedText(models.Model):
    """What a seal commits to, and the salt. Erasing takes both; the seal in the record stays and tells nothing.

    Of a file, ``text`` is its card (name, type, size, hash). What is ``closed`` is no part of the public archive: both
    are encrypted together in ``text``, and only a gate opens them.
    """

    class Kind(models.TextChoices):
        TEXT = "text"
        FILE = "file"

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    seal = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.TEXT)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    closed = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "seal"], name="text_seal")]

    def __str__(self) -> str:
        return self.seal[:8]

    @property
    def erased(self) -> bool:
        """Whether nothing is left of it but the seal."""
        return self.erased_at is not None
