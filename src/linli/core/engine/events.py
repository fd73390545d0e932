"""What thereby happened. Names are past tense; ``was`` in the written form tells them apart and never changes.

Every event says when it counts from (``at``): for what the clock does this is the due moment, however late the
clock was delivered.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from linli.core.engine.acts import Actor, Count, FactValue, Points, Seal
from linli.core.engine.effect import Effect, Void
from linli.core.engine.electorate import Roll
from linli.core.engine.events_items import BallotSet as BallotSet
from linli.core.engine.events_items import Happened
from linli.core.engine.events_items import ItemAdded as ItemAdded
from linli.core.engine.events_items import ItemRetracted as ItemRetracted
from linli.core.engine.events_items import ItemsCounted as ItemsCounted
from linli.core.engine.events_items import ItemSorted as ItemSorted
from linli.core.engine.events_items import ItemsVoted as ItemsVoted

Kind = Literal[
    "propose", "gather", "deliberate", "screen", "poll", "publish", "work", "wait", "assign", "split"
]
"""What runs, whatever surface word the charter uses for it."""

End = Literal["done", "refused", "lapsed", "withdrawn"]


class Submitted(Happened, frozen=True):
    by: Actor
    procedure: str
    kind: str
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    level: str
    files: tuple[Seal, ...] = ()


class Revised(Happened, frozen=True):
    by: Actor
    title: Seal
    text: Seal
    facts: dict[str, FactValue]


class StageEntered(Happened, frozen=True):
    """``due`` is the first moment that is too late; ``provisional`` where a year's calendar is not out yet.

    ``remind`` is when a first reminder is due, where the stage asks for reports or reminders.
    """

    stage: str
    kind: Kind
    visit: int
    due: datetime | None = None
    provisional: bool = False
    remind: datetime | None = None


class Raised(Happened, frozen=True):
    """The matter goes up to the place above; ``level`` is the kind of place where it is now."""

    level: str


class StageLeft(Happened, frozen=True):
    stage: str
    outcome: str
    by_clock: bool = False


class StageSkipped(Happened, frozen=True):
    """A stage that is not for this matter or this place is passed over, and left as if with ``outcome``.

    Nobody decided anything in it, and nothing that the outcome enacts takes effect.
    """

    stage: str
    outcome: str


class Supported(Happened, frozen=True):
    by: Actor


class SupportRetracted(Happened, frozen=True):
    by: Actor


class Stated(Happened, frozen=True):
    by: Actor
    text: Seal


class TalkOpened(Happened, frozen=True):
    sitting: str = ""


class Minuted(Happened, frozen=True):
    by: Actor
    text: Seal
    present: int
    files: tuple[Seal, ...] = ()


class Sorted(Happened, frozen=True):
    by: Actor
    bin: str
    reasons: Seal
    points: Points = UNSET


class PollOpened(Happened, frozen=True):
    roll: Roll
    sitting: str = ""


class VoteCast(Happened, frozen=True):
    """The voter's answer; a second one by the same voter replaces the first, where the stage allows it.

    ``groups`` are the kinds that the rule counts apart of which the voter is.
    """

    voter: str
    choice: str | int
    groups: tuple[str, ...] | UnsetType = UNSET


class CountEntered(Happened, frozen=True):
    by: str
    count: Count


class CountsDiffered(Happened, frozen=True):
    """Two hands entered different figures: both counts are void, and the ballots are counted again."""

    by: str
    count: Count


class PollClosed(Happened, frozen=True):
    outcome: str
    figures: dict[str, int]


class NoticePosted(Happened, frozen=True):
    by: Actor
    text: Seal
    section: str
    until: datetime | None = None
    provisional: bool = False
    files: tuple[Seal, ...] = ()


class ObjectionRaised(Happened, frozen=True):
    by: Actor
    number: int
    text: Seal
    due: datetime


class ObjectionAnswered(Happened, frozen=True):
    """``by`` is None when the time to answer ran out: an objection nobody answers is upheld."""

    number: int
    verdict: Literal["upheld", "dismissed"]
    reasons: Seal
    by: Actor | None = None


class Reported(Happened, frozen=True):
    """``next`` is when the next report is missing."""

    by: Actor
    text: Seal
    files: tuple[Seal, ...] = ()
    next: datetime | None = None


class WorkEnded(Happened, frozen=True):
    by: Actor
    outcome: Literal["finished", "failed", "deferred"]
    text: Seal
    files: tuple[Seal, ...] = ()


class Extended(Happened, frozen=True):
    by: Actor
    due: datetime
    reasons: Seal


class Reminded(Happened, frozen=True):
    """A report that the stage asks for is missing, or the stage says to remind; ``next`` is the time after."""

    next: datetime


class Disclosed(Happened, frozen=True):
    by: Actor
    section: str
    text: Seal
    none: bool = False
    files: tuple[Seal, ...] = ()


class Offered(Happened, frozen=True):
    by: Actor
    to: str
    reasons: Seal = ""


class Accepted(Happened, frozen=True):
    """``by`` holds the matter from now on."""

    by: Actor


class Returned(Happened, frozen=True):
    by: Actor
    reasons: Seal


class Paid(Happened, frozen=True):
    by: Actor
    fund: str
    cents: int
    text: Seal
    files: tuple[Seal, ...] = ()


class PartyNamed(Happened, frozen=True):
    by: Actor
    organ: str
    person: str = ""


class PartyJoined(Happened, frozen=True):
    """``by`` is a party; ``whole`` where the organ is, whoever acts for it."""

    by: Actor
    whole: bool = False


class PartyLeft(Happened, frozen=True):
    by: Actor
    whole: bool = False
    reasons: Seal = ""


class Established(Happened, frozen=True):
    by: Actor
    facts: dict[str, FactValue]


class StrandBegan(Happened, frozen=True):
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


class StrandMoved(Happened, frozen=True):
    """Something happened in a strand."""

    strand: str
    event: Event


class Ended(Happened, frozen=True):
    """``awaits`` lists the disclosures still owed: the matter is closed only when they are made."""

    end: End
    reasons: Seal = ""
    awaits: tuple[str, ...] = ()


class Enacted(Happened, frozen=True):
    """What the outcome just reached changes outside the matter, and what it should have but could not."""

    effects: tuple[Effect, ...] = ()
    void: tuple[Void, ...] = ()


Event = (
    Submitted | Revised | StageEntered | Raised | StageLeft | Supported | SupportRetracted | Stated | TalkOpened
    | Minuted | Sorted | PollOpened | VoteCast | CountEntered | CountsDiffered | PollClosed | NoticePosted
    | ObjectionRaised | ObjectionAnswered | Reported | WorkEnded | Extended | Reminded | Disclosed | Ended
    | Offered | Accepted | Returned | Paid | PartyNamed | PartyJoined | PartyLeft
    | ItemAdded | ItemRetracted | ItemSorted | BallotSet | ItemsVoted | ItemsCounted
    | Established | StrandBegan | StrandMoved | Enacted | StageSkipped
)  # fmt: skip
