"""What a checked table comes to, as it is kept, sealed, between the check and the entering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Struct

from linli.apps.community.models import (
    Building,
    Community,
    Dwelling,
    Household,
    PartyMember,
    Person,
    Piece,
    Resident,
    Stairwell,
    Unit,
)
from linli.apps.community.previews import FACT, Change, Difference
from linli.apps.community.sealing import seal, unseal
from linli.core.engine.acts import FactValue

MODELS: dict[str, Any] = {
    "building": Building,
    "stairwell": Stairwell,
    "dwelling": Dwelling,
    "piece": Piece,
    "unit": Unit,
    "household": Household,
    "person": Person,
    "resident": Resident,
    "party": PartyMember,
}
"""By the words in which stages speak of them; rows are entered in this order and taken back in the other."""

Facts = dict[str, FactValue]


class Changed(Struct, array_like=True):
    """A row that becomes other: the fields as they will be and as they were."""

    key: int
    fields: dict[str, Any]
    before: dict[str, Any]


class Told(Struct, array_like=True):
    """Facts of a person already in the record: as they will be and as they were."""

    who: str
    facts: Facts
    before: Facts


class Seating(Struct, array_like=True):
    """A seat to be taken. ``until`` is a day, empty for the term that the charter gives."""

    who: str
    organ: str
    chair: bool = False
    seat_class: str = ""
    until: str = ""
    how: str = "elected"
    level: str = ""


class Covering(Struct, array_like=True):
    """For which parts of the place a seat is to be, and was."""

    who: str
    organ: str
    parts: tuple[str, ...]
    before: tuple[str, ...] = ()


class Stage(Struct, array_like=True):
    """A part of a table. ``new`` holds columns by model; a household named by a number below zero is one of the new
    ones of the table, counted from -1. ``enrol`` says by place in ``facts`` what the record learns of each newcomer.
    """

    new: dict[str, dict[str, list[Any]]] = {}
    newcomers: dict[str, list[Any]] = {}
    """What the register holds of each new person."""
    changed: dict[str, list[Changed]] = {}
    facts: list[Facts] = []
    enrol: list[int] = []
    told: list[Told] = []
    seats: list[Seating] = []
    covers: list[Covering] = []


def differing(columns: Iterable[str], old: Any, new: Mapping[str, Any]) -> list[Difference]:
    """What would become other in some columns; ``old`` has them as attributes."""
    return [Difference(key, getattr(old, key), new[key]) for key in columns]


def told_of(told: Told) -> list[Difference]:
    """What the record would learn."""
    return [Difference(f"{FACT}{name}", told.before[name], value) for name, value in told.facts.items()]


@dataclass(slots=True)
class Laid:
    """Some rows laid beside the registers: what is to be kept of them, and how many are new, changed, the same."""

    stage: Stage = field(default_factory=Stage)
    new: int = 0
    changes: list[Change] = field(default_factory=list)
    alike: list[int] = field(default_factory=list)
    """Lines that change nothing."""
    rivals: list[int] = field(default_factory=list)
    """Places in the block of rows that will be wrong unless a later row makes room."""

    def add(self, model: str, record: dict[str, Any]) -> None:
        """A new row."""
        columns = self.stage.new.setdefault(model, {name: [] for name in record})
        for name, value in record.items():
            columns[name].append(value)

    def change(self, model: str, key: int, fields: dict[str, Any], before: dict[str, Any]) -> None:
        """A row becomes other."""
        if fields:
            self.stage.changed.setdefault(model, []).append(Changed(key, fields, before))

    def tell(self, line: int, differences: list[Difference], key: int = 0) -> None:
        """A row of the file changes this of what is stored under a key, perhaps nothing."""
        if differences:
            self.changes.append(Change(line, key, differences))
        else:
            self.alike.append(line)


_write = msgspec.msgpack.Encoder().encode
_read = msgspec.msgpack.Decoder(Stage).decode


def close(stage: Stage, community: Community) -> bytes:
    """A stage as it is stored."""
    return seal(_write(stage), _use(community))


def open_stage(data: bytes | memoryview, community: Community) -> Stage:
    """What :func:`close` was given."""
    return _read(unseal(bytes(data), _use(community)))


def _use(community: Community) -> str:
    return f"stage {community.pk}"
