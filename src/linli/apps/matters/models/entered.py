"""What was entered for people by somebody else: the receipt that the record does not hold."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class EnteredAct(models.Model):
    """One act entered for ``person``: by whom, what was looked at, whether she contests it and what came of that.

    ``chain`` and ``seq`` are its entry. ``counted`` where it counts (a vote, a support), ``replaced`` once she has
    answered anew. ``on`` is the day of the paper. ``contest`` and ``answer`` are sealed. ``told`` is when she had the
    answer in hand, by her own word or by that of the clerk who gave it to her.
    """

    class Verdict(models.TextChoices):
        UPHELD = "upheld"
        DISMISSED = "dismissed"

    community = models.ForeignKey("community.Community", on_delete=models.CASCADE, related_name="+")
    chain = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.CharField(max_length=26)
    by_person = models.CharField(max_length=26, blank=True)
    by_organ = models.CharField(max_length=80)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    seen = models.CharField(max_length=5)
    number = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True)
    act = models.CharField(max_length=20)
    procedure = models.CharField(max_length=80)
    stage = models.CharField(max_length=80)
    visit = models.PositiveIntegerField()
    strand = models.CharField(max_length=300, blank=True)
    counted = models.BooleanField(default=False)
    replaced = models.BooleanField(default=False)
    contest = models.TextField(blank=True)
    contested = models.DateTimeField(null=True)
    contested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    told = models.DateTimeField(null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "chain", "seq"], name="entered_entry")]
        indexes = [
            models.Index(fields=["community", "person", "-at"], name="entered_person"),
            models.Index(fields=["community", "-at"], name="entered_newest"),
            models.Index(
                fields=["community", "contested"],
                condition=models.Q(contested__isnull=False),
                name="entered_contested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
