"""Minutes on their way: drafted from the record, corrected by people, signed in the sitting's own chain."""

from django.db import models

from linli.apps.matters.models.sitting import Sitting


class MinutesDraft(models.Model):
    """What the minutes of a sitting are to say; ``drawn`` is what the record gave when they were first corrected.

    ``stamp`` counts the versions, so that of two people at once the second is told.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="minutes_draft")
    drawn = models.TextField()
    text = models.TextField()
    person = models.CharField(max_length=26)
    changed = models.DateTimeField()
    stamp = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.sitting_id}"
