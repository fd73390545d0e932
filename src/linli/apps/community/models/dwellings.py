"""Buildings, stairwells and dwellings of a community, to which parts they belong, and the units that are in it."""

from django.db import models

from linli.apps.community.models.community import Community


class Building(models.Model):
    """A building. ``key`` is what its name is told by; ``touched`` the number of the table that last wrote this row."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="buildings")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)
    floors = models.PositiveIntegerField(null=True)
    stairwells = models.PositiveIntegerField(null=True)
    grid = models.CharField(max_length=60, blank=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="building_key")]

    def __str__(self) -> str:
        return self.name


class Dwelling(models.Model):
    """A dwelling in a building. ``key`` is stairwell and number as told apart; ``area`` counts hundredths of a m²."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="dwellings")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="dwellings")
    key = models.CharField(max_length=130)
    stairwell = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60)
    area = models.PositiveIntegerField(null=True)
    use = models.CharField(max_length=10, blank=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["building_id", "id"]
        constraints = [models.UniqueConstraint(fields=["building", "key"], name="dwelling_key")]

    def __str__(self) -> str:
        return f"{self.stairwell} {self.number}".strip()


class Stairwell(models.Model):
    """A stairwell of a building: how many floors and dwellings it serves, and whether it has a lift."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="stairwells")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="own_stairwells")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    floors = models.PositiveIntegerField(null=True)
    dwellings = models.PositiveIntegerField(null=True)
    lift = models.BooleanField(null=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["building_id", "id"]
        constraints = [models.UniqueConstraint(fields=["building", "key"], name="stairwell_key")]

    def __str__(self) -> str:
        return self.name


class Piece(models.Model):
    """A building, or one stairwell of it, that belongs to a part of the place, such as a courtyard or a group.

    ``level`` is the kind of part, as charters name it, and ``part`` what this one is called; empty where it belongs to
    none any more. What is said of a stairwell goes before what is said of its building. ``key`` tells it from others of
    the building: the kind of part, and what the stairwell is told by. The grid of a whole building is a field of it.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="pieces")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="pieces")
    key = models.CharField(max_length=150)
    level = models.CharField(max_length=80)
    stairwell = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=60, blank=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["building_id", "id"]
        constraints = [models.UniqueConstraint(fields=["building", "key"], name="piece_key")]

    def __str__(self) -> str:
        return f"{self.level} {self.part}"


class Unit(models.Model):
    """A unit of the area: an office, a school, a shop. ``sealed`` is the phone of whoever speaks for it."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="units")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="units")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    sealed = models.BinaryField(default=b"")
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="unit_key")]

    def __str__(self) -> str:
        return self.name
