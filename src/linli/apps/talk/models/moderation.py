"""What readers told the moderators, and what these did: the rows behind the entries of the community's chain."""

from django.db import models

from linli.apps.talk.models.comment import Comment


class Report(models.Model):
    """A reader told the moderators of a comment. ``settled`` is when one of them hid it or let it stand."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    person = models.CharField(max_length=26)
    ground = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="report_once")]
        indexes = [
            models.Index(fields=["comment"], condition=models.Q(settled=None), name="report_waiting"),
            models.Index(fields=["person", "-at"], name="report_person"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.ground}"

    @property
    def answered(self) -> bool:
        """Whether a moderator has dealt with it, and the comment still says what it said then."""
        edited = self.comment.edited
        return self.settled is not None and (edited is None or edited <= self.settled)


class Hiding(models.Model):
    """A comment was hidden by the entry ``seq`` of the community's chain; the appeal against it, and what came of it.

    ``reasons`` and ``decided`` are seals of texts in the record. The words of the appeal stand here alone, with their
    salt, and are seen by who wrote them and by the moderators.
    """

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="hidings")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.CharField(max_length=26)
    organ = models.CharField(max_length=80)
    ground = models.CharField(max_length=10)
    reasons = models.CharField(max_length=64)
    appeal = models.TextField(blank=True)
    appeal_salt = models.CharField(max_length=32, blank=True)
    appealed = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, blank=True)
    decided = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_person = models.CharField(max_length=26, blank=True)
    decided_organ = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "seq"], name="hiding_entry")]
        indexes = [models.Index(fields=["community", "-seq"], name="hiding_newest")]

    def __str__(self) -> str:
        return f"{self.seq} {self.ground}"
