"""Comments, their older wordings, and who stands behind them."""

from django.db import models


class Discussion(models.Model):
    """The discussion of one matter. Locked while somebody writes; ``last`` is the number of its last comment."""

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "chain"], name="discussion_chain")]

    def __str__(self) -> str:
        return self.chain


class Comment(models.Model):
    """Something that somebody said. ``number`` counts within the matter; ``answers`` is what it replies to.

    ``under`` is the comment at the head of its thread; None for a head. ``gone`` says why its words are no longer
    there; the row stays, so that what was said to it keeps its place. ``salt`` is what the record's commitment to the
    words needs; it goes with them.
    """

    class Gone(models.TextChoices):
        DELETED = "deleted"
        ERASED = "erased"

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.CharField(max_length=26)
    organ = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    gone = models.CharField(max_length=7, choices=Gone.choices, blank=True)
    gone_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)
    supported = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discussion", "number"], name="comment_number"),
            models.UniqueConstraint(
                fields=["discussion", "person", "key"], condition=~models.Q(key=""), name="comment_key"
            ),
        ]
        indexes = [
            models.Index(fields=["discussion", "under", "-number"], name="comment_newest"),
            models.Index(fields=["discussion", "under", "-supported", "-number"], name="comment_supported"),
            models.Index(fields=["person", "-at"], name="comment_person"),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id} {self.number}"


class Wording(models.Model):
    """How a comment read before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(blank=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.comment_id}"


class Support(models.Model):
    """Somebody stands behind a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="supports")
    person = models.CharField(max_length=26)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="support_once")]
        indexes = [models.Index(fields=["person"], name="support_person")]

    def __str__(self) -> str:
        return f"{self.comment_id}"
