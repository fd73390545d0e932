"""Households, the people in them, and who keeps the register."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from linli.apps.community.models.bytewise import BytewiseField
from linli.apps.community.models.community import Community
from linli.apps.community.models.dwellings import Dwelling


class Household(models.Model):
    """Who lives together. ``number`` counts in the community; ``code`` is the number that the community itself gave."""

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="households", db_index=False, db_constraint=False
    )
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=60, blank=True)
    home = models.ForeignKey(Dwelling, on_delete=models.PROTECT, null=True, related_name="households")
    kind = models.CharField(max_length=10, blank=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="household_number"),
            models.UniqueConstraint(
                fields=["community", "code"], condition=~Q(code=""), name="household_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code or str(self.number)


class Person(models.Model):
    """Somebody in the register. The record knows only the pseudonym; the name stays in this row.

    ``number`` stands in for the name where the reader may not see it. ``public`` is set when a seat is taken: who
    holds office does so under their name, and what was done in office stays so.
    """

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="residents", db_index=False, db_constraint=False
    )
    pseudonym = BytewiseField(max_length=26)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons",
        db_index=False,
    )  # fmt: skip
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="members",
        db_constraint=False,
    )  # fmt: skip
    public = models.BooleanField(default=False)
    departed = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "pseudonym"], name="person_pseudonym"),
            models.UniqueConstraint(fields=["community", "number"], name="person_number"),
            models.UniqueConstraint(
                fields=["community", "account"], condition=Q(account__isnull=False), name="person_account"
            ),
        ]
        # Few people in a register have an account.
        indexes = [
            models.Index(fields=["account"], condition=Q(account__isnull=False), name="person_of_account")
        ]

    def __str__(self) -> str:
        return str(self.pseudonym)


class ClerkRole(models.Model):
    """An account that keeps the register of a community: enrols, seats, by recorded acts."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="clerks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clerkships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "account"], name="clerk_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.community_id}"
