"""What the register knows of a person beyond the name, and who looked at what of it is secret."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from linli.apps.community.models.bytewise import BytewiseField
from linli.apps.community.models.community import Community
from linli.apps.community.models.people import Person


class Resident(models.Model):
    """What the register holds of a person and the record never does.

    ``sealed`` is what is secret of it: ID number, phone and birth date (:mod:`linli.apps.community.personal`). ``mark``
    finds an ID number again without opening it. ``touched`` is the number of the table that last wrote this row.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="resident", db_constraint=False
    )
    # No index of its own: who lists a community's residents comes by its people, in order.
    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    sex = models.CharField(max_length=10, blank=True)
    sealed = models.BinaryField(default=b"")
    mark = BytewiseField(max_length=64, blank=True)
    relation = models.CharField(max_length=10, blank=True)
    party = models.BooleanField(null=True)
    owner = models.BooleanField(null=True)
    registered = models.BooleanField(null=True)
    lives = models.BooleanField(null=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "mark"], condition=~Q(mark=""), name="resident_mark")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PartyMember(models.Model):
    """What the register of party members says of a person: the branch, since which day, full or probationary."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="party_member"
    )
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    branch = models.CharField(max_length=60, blank=True)
    joined = models.CharField(max_length=10, blank=True)
    stage = models.CharField(max_length=12, blank=True)
    touched = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)


class Crowd(models.Model):
    """Whom a list showed, or a table held that went out: all of them sealed in few bytes (:mod:`.crowds`).

    ``mark`` is the same for the same people, so that they are kept once however often they are looked at.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    mark = BytewiseField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "mark"], name="crowd_mark")]

    def __str__(self) -> str:
        return str(self.pk)


class Look(models.Model):
    """Somebody looked at what is sealed: of one person, of a ``crowd``, or (neither) of rows being mended.

    ``why`` is what somebody who sees a part of the registers gave as the reason, sealed; the clerk gives none.
    ``asked``, sealed, is to what a list was narrowed.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="looks")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    crowd = models.ForeignKey(Crowd, on_delete=models.PROTECT, null=True, related_name="looks")
    what = models.CharField(max_length=20)
    why = models.BinaryField(default=b"")
    asked = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class Correction(models.Model):
    """Somebody asks for her own file to be corrected: what the matter at ``chain`` is about, and for whom.

    The record of the matter tells neither. ``request`` is the seal of what is asked, by which it stands there,
    ``reply`` that of the reasons given; ``cover`` the name under which who asked stands in it. ``number`` counts in the
    community. ``asker`` is who sees the part of the register in which she lives and reported it, None where she asked
    herself; ``by_keeper`` whether who keeps the registers answers it, rather than an organ of the charter. ``told`` is
    when who asked had the answer in hand, by her own word or by that of the clerk who gave it to her. Those from
    before corrections were matters have no chain; what was asked, why, and the answer are ``sealed``.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corrections")
    column = models.CharField(max_length=20)
    sealed = models.BinaryField(default=b"")
    chain = models.CharField(max_length=40, blank=True)
    cover = models.CharField(max_length=26, blank=True)
    request = models.CharField(max_length=64, blank=True)
    reply = models.CharField(max_length=64, blank=True)
    by_keeper = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    told = models.DateTimeField(null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="correction_number"),
            models.UniqueConstraint(
                fields=["community", "chain"], condition=~Q(chain=""), name="correction_chain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column} {self.number}"
