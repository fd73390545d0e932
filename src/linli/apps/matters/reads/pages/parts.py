"""What several pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

Tone = Literal["done", "failed", "plain"]
FieldKind = Literal[
    "title", "text", "reasons", "files", "choice", "score", "count", "bin", "verdict", "objection", "none", "people",
    "starts", "agenda", "first", "to", "party", "who", "yuan", "among", "facts", "item", "items", "scores", "listed",
    "points", "matters", "hands", "building",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """The building that something is about, by its number in the register."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as a sentence, its clause and source in words, and where it stands in the charter."""

    text: str
    clause: str = ""
    source: str = ""
    path: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact to fill in; ``type`` as in the charter (yes-no, number, money, date, choice …)."""

    name: str
    title: str
    type: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in for a deed. ``choices`` are values with their words, ``asked`` the facts asked for.

    ``each`` are the items that are scored or counted, by their numbers.
    """

    name: FieldKind
    label: str
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    asked: tuple[FactAsked, ...] = ()
    each: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """One act that the viewer may do now, in the capacity ``organ``.

    ``act`` is the engine's name (``enter-count``), or ``call-sitting``. ``final`` says what cannot be undone.
    A deed without fields is one button. ``strand`` is the path of the strand in which it is done, and ``expects`` then
    names the stages that the viewer saw.
    """

    act: str
    title: str
    organ: str
    organ_title: str
    fields: tuple[Field, ...] = ()
    section: str = ""
    sitting: str = ""
    primary: bool = False
    final: str = ""
    strand: str = ""
    expects: str = ""

    @property
    def which(self) -> tuple[str, str, str]:
        """What tells this deed from the others of its page."""
        return (self.act, self.section, self.strand)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One act that the viewer may not do now: why, by which clause, and what instead."""

    act: str
    title: str
    what: str
    code: str = ""
    clause: str = ""
    source: str = ""
    path: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that somebody typed; ``erased`` where it has been erased and only its seal is left."""

    text: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody attached."""

    seal: str
    title: str
    kind: Literal["photo", "file"]
    media_type: str
    size: str
    by: str = ""
    at: datetime | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class CourseEvent:
    """One line of the course of events; ``seq`` is the entry's sequence in the chain.

    ``notice``: a notice was posted, which can be printed. ``entered`` says who entered it for whom it is of, ``door``
    through which door it came; empty where they acted themselves, and where the record does not say it.
    """

    at: datetime
    text: str
    seq: int
    state: Tone = "plain"
    chip: str = ""
    detail: str = ""
    files: tuple[Attachment, ...] = ()
    notice: bool = False
    entered: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The community's last checkpoint; ``root`` is empty before the first."""

    at: datetime | None = None
    root: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """How near attendance is to what is needed; whole numbers of people."""

    label: str
    have: int
    whole: int
    need: int
    have_text: str
    need_text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting in a list; ``cancelled`` where it was ended before it began."""

    chain: str
    year: int
    number: int
    organ: str
    organ_title: str
    starts: datetime
    ended: bool
    present: int
    members: int
    here: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter in a list. ``say`` tells whether the viewer has a say in the stage that is running."""

    chain: str
    year: int
    number: int
    title: str
    procedure: str
    kind: str
    stage: str
    stage_title: str
    status: str
    status_text: str
    due: str
    due_at: datetime | None
    days_left: int | None
    late: bool
    say: bool
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file that the viewer may fetch: where its bytes lie, and how it is to be called."""

    path: Path
    name: str
    media_type: str


NOTHING_SAID = Saying("")
