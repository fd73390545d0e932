"""What somebody does. Names are imperative; ``do`` in the written form tells them apart.

Whatever people type enters as a :data:`Seal`, a salted commitment, so that a text can be erased without breaking
the record; rules never read texts.
"""

from __future__ import annotations

from typing import Annotated, Literal, final

from msgspec import UNSET, Meta, Struct, UnsetType

from linli.core.engine.struct import kebab_tag

Seal = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
"""64 hexadecimal digits that commit to a text or a file; empty where there is none."""

FactValue = str | int | bool
Points = dict[str, bool] | UnsetType
"""Which points of a checklist were found fulfilled; not written where the stage has none."""


CLERK = "clerk"
"""Who keeps the registers, where an organ would be named; that somebody is this is the installation's to say."""


class Actor(Struct, frozen=True):
    """Who acts: a pseudonym, and the organ for which that person acts."""

    person: str
    organ: str


class _Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    pass


class Submit(_Act, frozen=True):
    """Begin a matter. ``kind`` is one of those the procedure decides."""

    procedure: str
    kind: str
    title: Seal
    text: Seal
    facts: dict[str, FactValue] = {}
    files: tuple[Seal, ...] = ()


class Revise(_Act, frozen=True):
    """Put a proposal that came back again, changed."""

    title: Seal
    text: Seal
    facts: dict[str, FactValue] = {}


@final
class Withdraw(_Act, frozen=True):
    """Take the matter back; only who put it may."""

    reasons: Seal = ""


class NewItem(Struct, frozen=True, forbid_unknown_fields=True):
    """What one item says, and the facts that the charter asks of each."""

    title: Seal
    text: Seal = ""
    facts: dict[str, FactValue] = {}
    files: tuple[Seal, ...] = ()


class SubmitItems(_Act, frozen=True):
    """Begin a matter that brings its first items with it."""

    procedure: str
    kind: str
    title: Seal
    text: Seal
    items: tuple[NewItem, ...]
    facts: dict[str, FactValue] = {}
    files: tuple[Seal, ...] = ()


class AddItem(_Act, frozen=True):
    """Add an item to the matter while items are gathered."""

    item: NewItem


class RetractItem(_Act, frozen=True):
    """Take back an item that one has added, while items are gathered."""

    number: int
    reasons: Seal = ""


class SortItem(_Act, frozen=True):
    """Put one item into one of the bins, with reasons; until the last is sorted it can be put into another."""

    number: int
    bin: str
    reasons: Seal
    points: Points = UNSET


class Support(_Act, frozen=True):
    """Stand behind the matter while supports are gathered."""


class Retract(_Act, frozen=True):
    """Take one's support back."""


class State(_Act, frozen=True):
    """Say something in a deliberation."""

    text: Seal


class Minute(_Act, frozen=True):
    """Leave the minutes of a deliberation."""

    text: Seal
    files: tuple[Seal, ...] = ()


class Sort(_Act, frozen=True):
    """Put the matter into one of the bins, with reasons."""

    bin: str
    reasons: Seal
    points: Points = UNSET


class Open(_Act, frozen=True):
    """Open the poll or the deliberation; who is entitled is fixed now."""


@final
class Vote(_Act, frozen=True):
    """Answer the poll: yes, no, abstain, or a score."""

    choice: str | int


@final
class VoteItems(_Act, frozen=True):
    """Answer a poll over items: those chosen (none is a blank ballot), or a score for each by its number."""

    chosen: tuple[int, ...] = ()
    scores: dict[str, int] = {}


class Count(Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of a paper count, each a number of people or ballots.

    ``scores`` is how many gave each score. Of a poll over items it is how many ballots each item got, by its number;
    where the items are scored, by number and score, as in ``3:5``; blank ballots are then those that ``abstain``.
    """

    present: int
    issued: int
    returned: int
    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    scores: dict[str, int] = {}


class EnterCount(_Act, frozen=True):
    """Enter the figures of the paper count; two people must enter the same."""

    count: Count


class Close(_Act, frozen=True):
    """Close what is open: a poll, a deliberation, a gathering of supports."""


class Post(_Act, frozen=True):
    """Put the notice up."""

    text: Seal
    files: tuple[Seal, ...] = ()


class Object(_Act, frozen=True):
    """Object to what is published."""

    text: Seal


class Answer(_Act, frozen=True):
    """Answer an objection: it is upheld or dismissed, with reasons."""

    objection: int
    verdict: Literal["upheld", "dismissed"]
    reasons: Seal


class Report(_Act, frozen=True):
    """Report progress."""

    text: Seal
    files: tuple[Seal, ...] = ()


class Finish(_Act, frozen=True):
    """Say that the work is done, with evidence where it is asked for."""

    text: Seal
    files: tuple[Seal, ...] = ()


class HandBack(_Act, frozen=True):
    """Say that the work cannot be done, with reasons."""

    reasons: Seal


class Defer(_Act, frozen=True):
    """Put the work off, with reasons."""

    reasons: Seal


class Extend(_Act, frozen=True):
    """Take the longer time that the stage allows, once, with reasons."""

    reasons: Seal


@final
class Disclose(_Act, frozen=True):
    """Make one of the disclosures owed, or say that there is none to make, because …"""

    section: str
    text: Seal
    none: bool = False
    files: tuple[Seal, ...] = ()


class Offer(_Act, frozen=True):
    """Offer the matter to an organ of those that the stage names."""

    to: str
    reasons: Seal = ""


class Accept(_Act, frozen=True):
    """Take over what was offered: who accepts holds the matter from now on."""


class Return(_Act, frozen=True):
    """Give back what was offered, with reasons; whoever held the matter still does."""

    reasons: Seal


class Pay(_Act, frozen=True):
    """Pay whole cents from the fund of the stage, which is thereby over."""

    cents: int
    text: Seal
    files: tuple[Seal, ...] = ()


class NameParty(_Act, frozen=True):
    """Name somebody as a party of the matter: a person in an organ, or an organ as a whole."""

    organ: str
    person: str = ""


class Join(_Act, frozen=True):
    """Say that one takes part as the party that one was named as."""


class Decline(_Act, frozen=True):
    """Take no part, or no longer; possible until the parties vote."""

    reasons: Seal = ""


class Establish(_Act, frozen=True):
    """Say what has come to be so, of the facts for which a matter waits."""

    facts: dict[str, FactValue]


class Divide(_Act, frozen=True):
    """Begin the strands of a split: one for each organ or place named."""

    among: tuple[str, ...]


@final
class InStrand(_Act, frozen=True):
    """Do something in one of the strands of the matter."""

    strand: str
    act: Act


class Tick(_Act, frozen=True):
    """Time has passed; nobody's deed."""


Act = (
    Submit | Revise | Withdraw | Support | Retract | State | Minute | Sort | Open | Vote | EnterCount | Close | Post
    | Object | Answer | Report | Finish | HandBack | Defer | Extend | Disclose | Tick
    | Offer | Accept | Return | Pay | NameParty | Join | Decline
    | SubmitItems | AddItem | RetractItem | SortItem | VoteItems
    | Establish | Divide | InStrand
)  # fmt: skip
