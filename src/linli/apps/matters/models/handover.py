"""What one holder of a seat leaves for the next."""

from django.db import models


class HandoverNote(models.Model):
    """A note of who sits in an organ for whoever comes after; one each, written over until the seat is left."""

    community = models.ForeignKey("community.Community", on_delete=models.CASCADE, related_name="+")
    organ = models.CharField(max_length=80)
    person = models.CharField(max_length=26)
    text = models.TextField()
    written = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "organ", "person"], name="handover_note_once")
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.person}"
