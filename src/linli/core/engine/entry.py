"""One entry of the record: an act, what thereby happened, and the link to the entry before it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from linli.core.engine.acts import Act, Actor
from linli.core.engine.events import Event
from linli.core.engine.language import LANGUAGE
from linli.core.engine.roster import CommunityAct
from linli.core.engine.sitting import SittingAct, SittingEvent
from linli.core.engine.struct import reader, write

TAG = b"linli entry 1\n"
_TAGGED = hashlib.sha256(TAG)
GENESIS = "0" * 64


class Cited(Struct, frozen=True, forbid_unknown_fields=True):
    """The state of another chain that a decision looked at, by chain name and sequence."""

    chain: str
    seq: int


Door = Literal["page", "program", "tablet", "clerk", "clock", "terminal"]
"""Through which door an act came: a page, a program with a token, the tablet at a sitting's door, somebody who entered
it for another, the clock, the command line."""


class Entered(Struct, frozen=True, forbid_unknown_fields=True):
    """Who entered an act for the person whose act it is, and how that person said so: on a signed paper, or present.

    ``paper`` is the number under which the signed paper is kept.
    """

    by: Actor
    how: Literal["paper", "present"]
    paper: Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{0,20}\Z")] = ""


class _Link(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``chain`` is ``community``, ``matter/2026/17`` or ``sitting/2026/3``; ``seq`` counts from 1 in each.

    ``language`` is the number of the engine's meaning in which it was decided.

    ``at`` is when it was recorded, ``on`` the day claimed for an act done on paper, ``roster`` the sequence of the
    community's chain that the decision looked at, ``key`` what makes sending the same form twice harmless. ``door`` is
    through which door it came; it is not written where that is not known, as in all entries before there were doors.
    """

    language: int = LANGUAGE
    chain: str
    seq: int
    prev: str
    at: datetime
    charter: str
    roster: int
    by: Actor
    key: str = ""
    on: date | None = None
    door: Door | UnsetType = UNSET


class MatterEntry(_Link, frozen=True, kw_only=True, tag_field="entry", tag="matter"):
    """``entered`` is who entered it for ``by``, whose act it is; not written where people acted themselves."""

    act: Act
    events: tuple[Event, ...]
    sitting: Cited | None = None
    entered: Entered | UnsetType = UNSET


class SittingEntry(_Link, frozen=True, kw_only=True, tag_field="entry", tag="sitting"):
    act: SittingAct
    events: tuple[SittingEvent, ...]


class CommunityEntry(_Link, frozen=True, kw_only=True, tag_field="entry", tag="community"):
    """What happened in the community's chain is the act itself."""

    act: CommunityAct


Entry = MatterEntry | SittingEntry | CommunityEntry

_reader = reader(Entry)


def read_entry(data: bytes | str) -> Any:
    """An entry from its bytes; raises msgspec.ValidationError or msgspec.DecodeError."""
    return _reader.decode(data)


def seal(entry: Entry) -> tuple[bytes, str]:
    """The entry's canonical bytes and their hash, which the next entry of the chain names as ``prev``."""
    data = write(entry)
    return data, hash_of(data)


def hash_of(data: bytes) -> str:
    """SHA-256 of an entry's bytes under our tag, in hexadecimal."""
    tagged = _TAGGED.copy()
    tagged.update(data)
    return tagged.hexdigest()
