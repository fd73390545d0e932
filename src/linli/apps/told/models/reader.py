"""Who wants to be told, what, when and in which way."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models


class Reader(models.Model):
    """How somebody wants to be told. ``secret`` is what the private addresses have in them; a new one ends the old.

    Hours are those of the clock in ``zone``. In quiet hours nothing goes out; where both are the same no hour is quiet.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    lang = models.CharField(max_length=2, default="zh")
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    digest_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.PositiveSmallIntegerField(default=22)
    quiet_until = models.PositiveSmallIntegerField(default=7)
    secret = models.CharField(max_length=43)

    def __str__(self) -> str:
        return str(self.account_id)

    def is_quiet(self, hour: int) -> bool:
        """Whether an hour of the clock is one in which nothing is sent."""
        begin, end = self.quiet_from, self.quiet_until
        return begin <= hour < end if begin <= end else hour >= begin or hour < end

    def digest_on(self, local: datetime) -> date | None:
        """Of which day the digest may go out at a moment of the clock; None where none may.

        One that falls into quiet hours goes out when they are over: where these go on past midnight, on the next day.
        """
        if self.is_quiet(local.hour):
            return None
        if local.hour >= self.digest_hour:
            return local.date()
        held = self.digest_hour >= self.quiet_from > self.quiet_until
        return local.date() - timedelta(days=1) if held else None

    def digest_due(self, day: date) -> datetime:
        """When the digest of a day is due by the hour chosen, quiet or not."""
        return datetime.combine(day, time(self.digest_hour), ZoneInfo(self.zone))


class Choice(models.Model):
    """How one kind of news reaches a reader, where not as usual."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=10)
    mode = models.CharField(max_length=6)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "kind"], name="choice_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.mode}"


class Way(models.Model):
    """One address that is told. ``address`` is sealed, ``shown`` what a page may show of it. ``secret``, sealed, is
    with what a webhook is signed that is older than the key of the registers.

    Nothing is sent before it is ``confirmed``. ``failures`` in a row push ``retry_at`` further and further away; with
    too many it is ``paused`` until its owner tries again.
    """

    class Kind(models.TextChoices):
        EMAIL = "email"
        WEBHOOK = "webhook"
        CHAT = "chat"

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    address = models.TextField()
    secret = models.TextField(blank=True, default="")
    shown = models.CharField(max_length=120)
    confirmed = models.BooleanField(default=False)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    paused = models.BooleanField(default=False)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return self.shown
