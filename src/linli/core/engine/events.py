"""What thereby happened. Names are past tense; ``was`` in the written form tells them apart and never changes.

Every event says when it counts from (``at``): for what the clock does this is the due moment, however late the
clock was delivered.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from linli.core.engine.acts import Actor, Count, FactValue, Seal
from linli.core.engine.effect import Effect, Void
from linli.core.engine.electorate import Roll
from linli.core.engine.struct import kebab_tag

Kind = Literal[
    "propose", "gather", "deliberate", "screen", "poll", "publish", "work", "wait", "assign", "split"
]
"""What runs, whatever surface word the charter uses for it."""

End = Literal["done", "refused", "lapsed", "withdrawn"]


class _Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="was", tag=kebab_tag):
    at: datetime


class Submitted(_Event, frozen=True):
    by: Actor
    procedure: str
    kind: str
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    level: str
    files: tuple[Seal, ...] = ()


class Revised(_Event, frozen=True):
    by: Actor
    title: Seal
    text: Seal
    facts: dict[str, FactValue]


class StageEntered(_Event, frozen=True):
    """``due`` is the first moment that is too late; ``provisional`` where a year's calendar is not out yet.

    ``remind`` is when a first reminder is due, where the stage asks for reports or reminders.
    """

    stage: str
    kind: Kind
    visit: int
    due: datetime | None = None
    provisional: bool = False
    remind: datetime | None = None


class Raised(_Event, frozen=True):
    """The matter goes up to the place above; ``level`` is the kind of place where it is now."""

    level: str


class StageLeft(_Event, frozen=True):
    stage: str
    outcome: str
    by_clock: bool = False


class Supported(_Event, frozen=True):
    by: Actor


class SupportRetracted(_Event, frozen=True):
    by: Actor


class Stated(_Event, frozen=True):
    by: Actor
    text: Seal


class TalkOpened(_Event, frozen=True):
    sitting: str = ""


class Minuted(_Event, frozen=True):
    by: Actor
    text: Seal
    present: int
    files: tuple[Seal, ...] = ()


class Sorted(_Event, frozen=True):
    by: Actor
    bin: str
    reasons: Seal


class PollOpened(_Event, frozen=True):
    roll: Roll
    sitting: str = ""


class VoteCast(_Event, frozen=True):
    """The voter's answer; a second one by the same voter replaces the first, where the stage allows it."""

    voter: str
    choice: str | int


class CountEntered(_Event, frozen=True):
    by: str
    count: Count


class CountsDiffered(_Event, frozen=True):
    """Two hands entered different figures: both counts are void, and the ballots are counted again."""

    by: str
    count: Count


class PollClosed(_Event, frozen=True):
    outcome: str
    figures: dict[str, int]


class NoticePosted(_Event, frozen=True):
    by: Actor
    text: Seal
    section: str
    until: datetime | None = None
    provisional: bool = False
    files: tuple[Seal, ...] = ()


class ObjectionRaised(_Event, frozen=True):
    by: Actor
    number: int
    text: Seal
    due: datetime


class ObjectionAnswered(_Event, frozen=True):
    """``by`` is None when the time to answer ran out: an objection nobody answers is upheld."""

    number: int
    verdict: Literal["upheld", "dismissed"]
    reasons: Seal
    by: Actor | None = None


class Reported(_Event, frozen=True):
    """``next`` is when the next report is missing."""

    by: Actor
    text: Seal
    files: tuple[Seal, ...] = ()
    next: datetime | None = None


class WorkEnded(_Event, frozen=True):
    by: Actor
    outcome: Literal["finished", "failed", "deferred"]
    text: Seal
    files: tuple[Seal, ...] = ()


class Extended(_Event, frozen=True):
    by: Actor
    due: datetime
    reasons: Seal


class Reminded(_Event, frozen=True):
    """A report that the stage asks for is missing, or the stage says to remind; ``next`` is the time after."""

    next: datetime


class Disclosed(_Event, frozen=True):
    by: Actor
    section: str
    text: Seal
    none: bool = False
    files: tuple[Seal, ...] = ()


class Offered(_Event, frozen=True):
    by: Actor
    to: str
    reasons: Seal = ""


class Accepted(_Event, frozen=True):
    """``by`` holds the matter from now on."""

    by: Actor


class Returned(_Event, frozen=True):
    by: Actor
    reasons: Seal


class Paid(_Event, frozen=True):
    by: Actor
    fund: str
    cents: int
    text: Seal
    files: tuple[Seal, ...] = ()


class PartyNamed(_Event, frozen=True):
    by: Actor
    organ: str
    person: str = ""


class PartyJoined(_Event, frozen=True):
    """``by`` is a party; ``whole`` where the organ is, whoever acts for it."""

    by: Actor
    whole: bool = False


class PartyLeft(_Event, frozen=True):
    by: Actor
    whole: bool = False
    reasons: Seal = ""


class Established(_Event, frozen=True):
    by: Actor
    facts: dict[str, FactValue]


class StrandBegan(_Event, frozen=True):
    """A strand begins within the matter; ``organ`` holds it, where it is an organ's; ``item`` is what it is about.

    Where ``procedure`` is given it is an objection's: ``by`` made it, with ``text``, as a matter of this ``kind``.
    """

    strand: str
    organ: str = ""
    procedure: str = ""
    kind: str = ""
    item: int = 0
    by: Actor | None = None
    text: Seal = ""


class StrandMoved(_Event, frozen=True):
    """Something happened in a strand."""

    strand: str
    event: Event


class Ended(_Event, frozen=True):
    """``awaits`` lists the disclosures still owed: the matter is closed only when they are made."""

    end: End
    reasons: Seal = ""
    awaits: tuple[str, ...] = ()


class ItemAdded(_Event, frozen=True):
    """``number`` counts the matter's items from 1, retracted ones included."""

    by: Actor
    number: int
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    files: tuple[Seal, ...] = ()


class ItemRetracted(_Event, frozen=True):
    by: Actor
    number: int
    reasons: Seal = ""


class ItemSorted(_Event, frozen=True):
    by: Actor
    number: int
    bin: str
    reasons: Seal


class BallotSet(_Event, frozen=True):
    """The items that are voted on, and how many places there are for them.

    ``goes_on`` where this poll goes on with an earlier one, whose chosen items stay chosen.
    """

    items: tuple[int, ...]
    seats: int
    goes_on: bool = False


class ItemsVoted(_Event, frozen=True):
    """The voter's answer; a second one by the same voter replaces the first, where the stage allows it."""

    voter: str
    chosen: tuple[int, ...] = ()
    scores: dict[str, int] = {}


class ItemsCounted(_Event, frozen=True):
    """What each item got, by its number, and what that comes to.

    ``ranked`` has all items in order, those that are equal together; ``tied`` those with equally many votes for too
    few places.
    """

    outcome: str
    tallies: dict[str, dict[str, int]]
    ranked: tuple[tuple[int, ...], ...] = ()
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


class Enacted(_Event, frozen=True):
    """What the outcome just reached changes outside the matter, and what it should have but could not."""

    effects: tuple[Effect, ...] = ()
    void: tuple[Void, ...] = ()


Event = (
    Submitted | Revised | StageEntered | Raised | StageLeft | Supported | SupportRetracted | Stated | TalkOpened
    | Minuted | Sorted | PollOpened | VoteCast | CountEntered | CountsDiffered | PollClosed | NoticePosted
    | ObjectionRaised | ObjectionAnswered | Reported | WorkEnded | Extended | Reminded | Disclosed | Ended
    | Offered | Accepted | Returned | Paid | PartyNamed | PartyJoined | PartyLeft
    | ItemAdded | ItemRetracted | ItemSorted | BallotSet | ItemsVoted | ItemsCounted
    | Established | StrandBegan | StrandMoved | Enacted
)  # fmt: skip
