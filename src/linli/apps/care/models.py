"""Requests to have data erased."""

from django.conf import settings
from django.db import models


class ErasureRequest(models.Model):
    """Somebody asks for some lots of her data to be erased; the clerk decides. ``number`` counts in the community.

    ``asked`` and ``granted`` are the keys of lots, divided by spaces. ``words`` are hers and ``reasons`` the clerk's,
    both sealed; her words go when it is decided. ``by`` entered it, ``decider`` decided. ``told`` is when she read the
    answer.
    """

    class State(models.TextChoices):
        OPEN = "open"
        GRANTED = "granted"
        PARTLY = "partly"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    community = models.ForeignKey("community.Community", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    person = models.ForeignKey("community.Person", on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=400)
    granted = models.CharField(max_length=400, blank=True)
    words = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField()
    due = models.DateTimeField()
    settled = models.DateTimeField(null=True)
    told = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="erasure_number"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="erasure_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.number}"


class Faded(models.Model):
    """So many things of a register went at ``at``, because they were over before ``before``: how many, never what.

    Without a community they were of the installation.
    """

    community = models.ForeignKey(
        "community.Community", on_delete=models.CASCADE, null=True, related_name="+"
    )
    register = models.CharField(max_length=40)
    at = models.DateTimeField()
    before = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.register} {self.count}"


class OwnErasure(models.Model):
    """The holder of an account had some lots of it erased at ``at``. ``mark`` tells nothing without the key."""

    mark = models.CharField(max_length=24, db_index=True)
    lots = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.lots
