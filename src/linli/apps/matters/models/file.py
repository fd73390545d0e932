"""A file that somebody attached."""

from django.db import models

from linli.apps.matters.models.matter import Matter


class File(models.Model):
    """Its bytes lie under the data folder by ``sha256``; ``seal`` is the commitment that the record carries.

    Without a ``matter`` it belongs to the entry ``seq`` of the community's own chain.
    """

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True, related_name="files")
    seal = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.CharField(max_length=26)
    organ = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "seal"], name="file_seal")]
        indexes = [
            models.Index(fields=["matter", "seq"], name="file_entry"),
            models.Index(
                fields=["community", "seq"], condition=models.Q(matter__isnull=True), name="file_own_entry"
            ),
        ]

    def __str__(self) -> str:
        return self.name
