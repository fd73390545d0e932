"""The texts of charters that were ever in force here."""

from django.db import models


class CharterText(models.Model):
    """One charter with all that it extends, named by its hash: what is in force never changes under a matter.

    ``texts`` maps each slug of the closure to the text of its file. Shared by the communities that adopted it.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    slug = models.CharField(max_length=100)
    version = models.CharField(max_length=100)
    texts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"
