"""The official table of named places."""

from django.db import models


class Place(models.Model):
    """One line of the table. ``code`` has 12 digits; ``level`` runs from 1 (province) to 5 (community or village).

    The parent is not a foreign key: an extract of the table names parents that it does not hold.
    """

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=100)
    level = models.PositiveSmallIntegerField()
    parent_code = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["parent_code", "code"], name="place_children"),
            models.Index(fields=["name"], name="place_name"),
        ]

    def __str__(self) -> str:
        return self.name
