"""What somebody is to be told of."""

from django.db import models


class Telling(models.Model):
    """Something happened that concerns ``person``: a reply to her, her comment hidden, her appeal answered.

    ``seq`` is the number of the reply, or the entry by which it was hidden.
    """

    class Kind(models.TextChoices):
        REPLY = "reply"
        HIDDEN = "hidden"
        APPEAL = "appeal"

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    chain = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    person = models.CharField(max_length=26)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "id"], name="telling_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.chain} {self.seq}"
