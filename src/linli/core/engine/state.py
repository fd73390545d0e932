"""Where a matter stands: the fold of its events."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from immutables import Map
from msgspec import Struct

from linli.core.engine.acts import Actor, Count, FactValue, Seal
from linli.core.engine.effect import Effect, Void
from linli.core.engine.electorate import Roll
from linli.core.engine.events import End
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
    """``roll`` is None until the poll is opened; ``count`` is the first hand's, waiting for the second.

    Of a poll over items ``ballot`` has the items voted on, ``seats`` the places for them, and ``marks`` each voter's
    answer: 1 for an item chosen, or its score. ``groups`` has of which kinds each voter is, where the rule counts any
    apart.
    """

    roll: Roll | None = None
    sitting: str = ""
    votes: Map[str, str | int] = Map()
    count: HandCount | None = None
    ballot: tuple[int, ...] = ()
    seats: int = 0
    marks: Map[str, dict[str, int]] = Map()
    groups: Map[str, tuple[str, ...]] = Map()


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
    strands: dict[str, MatterState] = {}


class Working(_Stand, frozen=True):
    """How many reports there were, and how many were missed."""

    reports: int = 0
    missed: int = 0
    extended: bool = False


class Offering(_Stand, frozen=True):
    """Waiting to be offered, then for ``to`` to accept or return it."""

    to: str = ""


class Splitting(_Stand, frozen=True):
    """Strands that run side by side, each like a matter of its own, in the order in which they began."""

    strands: dict[str, MatterState] = {}


class Waiting(_Stand, frozen=True):
    """Until the stage's due moment."""


class Disclosing(_Stand, frozen=True):
    """All stages are through; disclosures are still owed."""


class Closed(_Stand, frozen=True):
    """The matter has ended."""


Stand = (
    Drafting | Gathering | Talking | Sorting | Polling | Standing | Working | Waiting | Disclosing | Closed
    | Offering | Splitting
)  # fmt: skip


class Item(Struct, frozen=True):
    """One item of the matter. ``bins`` has where each screen put it, ``behind`` the screen at which it stayed behind.

    ``reasons`` are those of the last sorting.
    """

    number: int
    by: Actor
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    added: datetime
    bins: dict[str, str] = {}
    reasons: Seal = ""
    behind: str = ""
    retracted: datetime | None = None


class Tally(Struct, frozen=True):
    """What a poll over items came to; ``seats`` is how many places there were."""

    seats: int
    tallies: dict[str, dict[str, int]]
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


class Election(Struct, frozen=True):
    """What the polls over items have come to so far, those that go on with an earlier one together.

    ``seats`` were to be filled when the first began, ``chosen`` are the items chosen in order; ``remaining`` are the
    others, most votes first, those that are equal together.
    """

    seats: int = 0
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    remaining: tuple[tuple[int, ...], ...] = ()


class Passage(Struct, frozen=True):
    """One stay in a stage that is over; ``strands`` says how each of its strands ended, if it had any."""

    stage: str
    visit: int
    entered: datetime
    left: datetime
    outcome: str
    figures: dict[str, int] = {}
    tally: Tally | None = None
    strands: dict[str, str] = {}


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


class Skip(Struct, frozen=True):
    """A stage passed over; ``after`` is how many stays in stages there had been by then."""

    stage: str
    at: datetime
    outcome: str
    after: int


class MatterState(Struct, frozen=True):
    """``level`` is the kind of place where the matter is, ``remind`` when the next reminder is due.

    ``holder`` is who accepted the matter, for ``holder_organ``; before anybody did, who put it. ``paid`` is in cents
    by fund. ``visits`` counts entries to each stage, ``loops`` the ``again`` taken from each outcome
    (``stage:outcome``). Of a strand, ``strand`` is its name and ``split`` the stage that began it.
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
    strand: str = ""
    split: str = ""
    effects: tuple[Effect, ...] = ()
    void: tuple[Void, ...] = ()
    end: End | None = None
    ended: datetime | None = None
    events: int = 0
    items: tuple[Item, ...] = ()
    election: Election = Election()
    tally: Tally | None = None
    skipped: tuple[Skip, ...] = ()


def strands_of(now: Stand) -> dict[str, MatterState]:
    """What runs within a stage: the strands of a split, or the procedures that objections opened."""
    return now.strands if isinstance(now, Splitting | Standing) else {}


_reader = reader(MatterState)


def read_state(data: bytes | str) -> MatterState:
    """A state from its written form."""
    state: MatterState = _reader.decode(data)
    return state
