"""The course of events as pages show it."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import models

from linli.core.engine.entry import Entered
from linli.core.engine.events import Event
from linli.core.engine.sitting import SittingEvent
from linli.core.engine.struct import reader, write

_matter_events = reader(tuple[Event, ...])
_entered = reader(Entered)
_sitting_events = reader(tuple[SittingEvent, ...])


class Step(models.Model):
    """What one entry of a matter or a sitting brought about, so that a page need not read the record.

    Votes are left out: there are many, and nobody is shown how one went. ``events``, ``entered`` (who entered it for
    whom it is of), ``on`` (the day of the paper) and ``door`` are as in the entry, empty where not written there.
    """

    community = models.ForeignKey("community.Community", on_delete=models.CASCADE, related_name="+")
    chain = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    stage = models.CharField(max_length=80, blank=True)
    person = models.CharField(max_length=26, blank=True)
    organ = models.CharField(max_length=80, blank=True)
    events = models.TextField()
    entered = models.TextField(blank=True)
    on = models.DateField(null=True)
    door = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "chain", "seq"], name="step_entry")]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"

    @property
    def hand(self) -> Entered | None:
        """Who entered it for whom it is of; None where people acted themselves."""
        return _entered.decode(self.entered) if self.entered else None

    @property
    def happened(self) -> tuple[Any, ...]:
        """The events, read."""
        events = _sitting_events if self.chain.startswith("sitting/") else _matter_events
        found: tuple[Any, ...] = events.decode(self.events)
        return found


def events_text(events: tuple[msgspec.Struct, ...]) -> str:
    """Events as they are written in an entry."""
    return write(events).decode()
