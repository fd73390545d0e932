"""What waits to be told, and what was sent. A row is claimed before it is sent, and never sent again once claimed."""

from django.db import models

from linli.apps.told.models.reader import Reader, Way


class Cursor(models.Model):
    """How far the news of a community has been read: rows that are only added by number, others since ``looked``."""

    community = models.OneToOneField(
        "community.Community", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    step = models.PositiveBigIntegerField(default=0)
    publication = models.PositiveBigIntegerField(default=0)
    talk = models.PositiveBigIntegerField(default=0)
    looked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}: {self.step}"


class Message(models.Model):
    """One piece of news for one reader, by the entry of the record that made it; its words are read when it is sent."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="messages")
    community = models.ForeignKey("community.Community", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    chain = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    organ = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "community", "kind", "chain", "seq"], name="message_once"
            ),
        ]
        indexes = [models.Index(fields=["reader", "settled"], name="message_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.chain} {self.seq}"


class Sending(models.Model):
    """What goes to one address at once: an urgent word, or the digest of a day (``key``)."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        EMPTY = "empty"
        FAILED = "failed"
        UNKNOWN = "unknown"

    way = models.ForeignKey(Way, on_delete=models.CASCADE, related_name="sendings")
    key = models.CharField(max_length=30)
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    made = models.DateTimeField()
    claimed = models.DateTimeField(null=True)
    messages = models.ManyToManyField(Message, related_name="sendings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["way", "key"], name="sending_once")]
        indexes = [models.Index(fields=["state", "made"], name="sending_waiting")]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
