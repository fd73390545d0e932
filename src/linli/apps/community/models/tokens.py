"""Tokens: by which a program acts for the holder of an account."""

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A token. Only its hash is kept (``mark``) and its last four characters, by which the holder tells it again.

    ``scopes`` are the permissions, divided by spaces. What it may do is never more than the holder may.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    mark = models.CharField(max_length=64, unique=True)
    ends = models.CharField(max_length=4)
    scopes = models.CharField(max_length=120)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made", "-id"]

    def __str__(self) -> str:
        return f"…{self.ends}"
