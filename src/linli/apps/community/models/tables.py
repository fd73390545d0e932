"""Tables brought in: where each stands, and the rows of it that need a hand."""

from django.conf import settings
from django.db import models

from linli.apps.community.models.community import Community


class BroughtTable(models.Model):
    """A file brought in for one register. ``number`` counts in the community; ``file`` and ``undo`` are sealed, and so
    are ``swaps``, what is put for what in all rows, and ``repeated``, what is wrong in the same way in many of them.

    ``revision`` is the state of the registers that the preview was made from, ``seq`` the length of the community's
    chain when it was entered. ``beat`` is when the work on it last gave a sign of life.
    """

    class State(models.TextChoices):
        CHECKING = "checking"
        CHECKED = "checked"
        REFUSED = "refused"
        APPLYING = "applying"
        APPLIED = "applied"
        UNDOING = "undoing"
        UNDONE = "undone"
        DROPPED = "dropped"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveIntegerField()
    shape = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    file = models.BinaryField(default=b"")
    undo = models.BinaryField(default=b"")
    swaps = models.BinaryField(default=b"")
    repeated = models.BinaryField(default=b"")
    counts = models.JSONField(default=dict)
    note = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    beat = models.DateTimeField(null=True)
    entered = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="table_number")]

    def __str__(self) -> str:
        return f"{self.shape} {self.number}"


class TableRow(models.Model):
    """A row that is wrong or was mended. ``typed`` and ``mend`` are sealed JSON: cells by column."""

    table = models.ForeignKey(BroughtTable, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    typed = models.BinaryField()
    mend = models.BinaryField(default=b"")
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["table", "line"], name="table_line")]

    def __str__(self) -> str:
        return str(self.line)


class TableStage(models.Model):
    """A part of what a checked table comes to, sealed; written at the check and entered as it stands.

    ``preview`` says what becomes of its rows one by one, and how many are new, changed or the same.
    """

    table = models.ForeignKey(BroughtTable, on_delete=models.CASCADE, related_name="stages")
    place = models.PositiveIntegerField()
    data = models.BinaryField()
    preview = models.BinaryField(default=b"")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["table", "place"], name="table_place")]

    def __str__(self) -> str:
        return str(self.place)
