"""What the officers say a discussion comes to."""

from django.db import models

from linli.apps.talk.models.comment import Discussion


class Summary(models.Model):
    """One summary; the newest that is ``pinned`` stands above the discussion, the others stay readable."""

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="summaries")
    person = models.CharField(max_length=26)
    organ = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    pinned = models.BooleanField(default=True)
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "person", "key"], condition=~models.Q(key=""), name="summary_key"
            ),
            models.UniqueConstraint(
                fields=["discussion"], condition=models.Q(pinned=True), name="summary_pinned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id}"
