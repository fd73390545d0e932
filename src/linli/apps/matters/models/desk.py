"""What waits for whom."""

from django.db import models

from linli.apps.matters.models.matter import Matter


class DeskItem(models.Model):
    """One thing in a matter that waits for an organ, or will; rewritten with every entry of the matter.

    ``act`` is the engine's name of the act, or ``call-sitting``; ``late`` where a reminder has gone out already.
    ``ahead``: not the organ's turn yet; it will be at ``stage``, at ``due`` at the earliest.
    """

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="desk_items")
    organ = models.CharField(max_length=80)
    act = models.CharField(max_length=20)
    section = models.CharField(max_length=80, blank=True)
    due = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    ahead = models.BooleanField(default=False)
    stage = models.CharField(max_length=80, blank=True)

    class Meta:
        # Walked along by the desk: see reads/walks.py.
        indexes = [
            models.Index(fields=["community", "organ", "ahead", "late", "due", "id"], name="desk_walk")
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.act}"
