"""Invitations, and which account was tied to which person, by whom and upon what proof."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from linli.apps.community.models.community import Community
from linli.apps.community.models.people import Person


class Invitation(models.Model):
    """One code for one account. Only a mark of the code is kept: nobody can read the code from here.

    A founder's has no community. ``account`` is who accepted it; for a new password, whose it is from the beginning.
    ``by`` is empty where it was made at the terminal; ``wrong`` counts wrong answers to the question by which the
    invited person shows who she is.
    """

    class Role(models.TextChoices):
        RESIDENT = "resident"
        CLERK = "clerk"
        FOUNDER = "founder"
        RENEWAL = "renewal"

    class Way(models.TextChoices):
        PAPER = "paper"
        LINK = "link"
        PHONE = "phone"
        PRESENT = "present"

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    mark = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    expires = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    revoked = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class Tie(models.Model):
    """An account was tied to a person: ``how`` it was shown that they are the same, and by whom it was entered.

    ``by`` is empty where the person proved it alone, or where it was done at the terminal.
    """

    class How(models.TextChoices):
        IDENTITY = "identity"
        PHONE = "phone"
        NAME = "name"
        PRESENT = "present"
        CLERK = "clerk"
        TERMINAL = "terminal"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="ties"
    )
    how = models.CharField(max_length=10, choices=How.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended__isnull=True), name="tie_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.at}"


class Founder(models.Model):
    """An account that may found communities on this installation; inside of one it has no right thereby."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="founder")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
