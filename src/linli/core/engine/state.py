"""Where a matter stands: the fold of its events."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from immutables import Map
from msgspec import Struct

from linli.core.engine.acts import Actor, Count, FactValue, Seal
from linli.core.engine.events import End, Roll
from linli.core.engine.struct import kebab_tag, reader


class _Stand(Struct, frozen=True, tag_field="is", tag=kebab_tag):
    pass


class Drafting(_Stand, frozen=True):
    """The proposal is with its proposer."""


class Gathering(_Stand, frozen=True):
    """Supporters in the order they came, with the organ they act for."""

    supports: Map[str, str] = Map()


class Talking(_Stand, frozen=True):
    """A deliberation; ``sitting`` is empty until one is cited."""

    sitting: str = ""
    statements: int = 0
    minuted: bool = False


class Sorting(_Stand, frozen=True):
    """Waiting to be sorted."""

    extended: bool = False


class HandCount(Struct, frozen=True):
    by: str
    count: Count


class Polling(_Stand, frozen=True):
    """``roll`` is None until the poll is opened; ``count`` is the first hand's, waiting for the second."""

    roll: Roll | None = None
    sitting: str = ""
    votes: Map[str, str | int] = Map()
    count: HandCount | None = None


class Objection(Struct, frozen=True):
    number: int
    by: Actor
    text: Seal
    raised: datetime
    due: datetime
    verdict: Literal["", "upheld", "dismissed"] = ""
    reasons: Seal = ""


class Standing(_Stand, frozen=True):
    """A notice; ``posted`` is None until it is up, ``until`` when it comes down."""

    posted: datetime | None = None
    until: datetime | None = None
    objections: tuple[Objection, ...] = ()


class Working(_Stand, frozen=True):
    """How many reports there were, and how many were missed."""

    reports: int = 0
    missed: int = 0
    extended: bool = False


class Offering(_Stand, frozen=True):
    """Waiting to be offered, then for ``to`` to accept or return it."""

    to: str = ""


class Waiting(_Stand, frozen=True):
    """Until the stage's due moment."""


class Disclosing(_Stand, frozen=True):
    """All stages are through; disclosures are still owed."""


class Closed(_Stand, frozen=True):
    """The matter has ended."""


Stand = (
    Drafting | Gathering | Talking | Sorting | Polling | Standing | Working | Waiting | Disclosing | Closed
    | Offering
)  # fmt: skip


class Passage(Struct, frozen=True):
    """One stay in a stage that is over."""

    stage: str
    visit: int
    entered: datetime
    left: datetime
    outcome: str
    figures: dict[str, int] = {}


class Made(Struct, frozen=True):
    """A disclosure made, or said to be none."""

    at: datetime
    by: Actor
    text: Seal
    none: bool = False


class Party(Struct, frozen=True):
    """One of the parties of a matter: a person, or an organ as a whole where ``person`` is empty."""

    organ: str
    person: str = ""
    joined: bool = False

    @property
    def key(self) -> str:
        """What a roll and a vote call this party; no pseudonym looks like an organ's."""
        return self.person or f"organ/{self.organ}"


class MatterState(Struct, frozen=True):
    """``level`` is the kind of place where the matter is, ``remind`` when the next reminder is due.

    ``holder`` is who accepted the matter, for ``holder_organ``; before anybody did, who put it. ``paid`` is in cents
    by fund. ``visits`` counts entries to each stage, ``loops`` the ``again`` taken from each outcome
    (``stage:outcome``).
    """

    id: str
    procedure: str
    kind: str
    proposer: Actor
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    began: datetime
    last: datetime
    stage: str
    entered: datetime
    now: Stand
    visit: int = 1
    due: datetime | None = None
    provisional: bool = False
    remind: datetime | None = None
    level: str = ""
    visits: dict[str, int] = {}
    loops: dict[str, int] = {}
    doers: dict[str, tuple[str, ...]] = {}
    passages: tuple[Passage, ...] = ()
    figures: dict[str, int] = {}
    disclosed: dict[str, Made] = {}
    holder: str = ""
    holder_organ: str = ""
    parties: tuple[Party, ...] = ()
    paid: dict[str, int] = {}
    end: End | None = None
    ended: datetime | None = None
    events: int = 0


_reader = reader(MatterState)


def read_state(data: bytes | str) -> MatterState:
    """A state from its written form."""
    state: MatterState = _reader.decode(data)
    return state
