"""The deeds in a matter as they are sent: each says what it needs, and does it by the action of that name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from linli.apps.matters import actions
from linli.apps.matters.api.sent import Facts, FilesGiven, Name, Points, To, Typed, files_of
from linli.core.engine.acts import Count
from linli.rest.shapes import Given

Whole = Annotated[int, Field(ge=0, le=10_000_000)]
Nothing = Typed("")


class EnteredFor(Given):
    """For whom it is entered by the caller, in what capacity, and how the caller knows that it is her will."""

    person: Annotated[int, Field(ge=1, le=99_999_999)] = Field(
        description="Her number in the register.", examples=[17]
    )
    capacity: Name = Field(
        description="`clerk`, or an organ with seats that convenes the stage.",
        examples=["clerk", "committee"],
    )
    seen: Literal["card", "known", "paper"] = Field(
        description="She is there and her identity card was looked at, or she is known; or a paper that she signed."
    )
    paper: str = Field("", max_length=20, description="The number under which the signed paper is kept.")
    on: date | None = Field(
        None,
        strict=False,
        description="The day that stands on the paper: not before the stage began, not after today.",
    )
    again: bool = Field(
        False, description="An answer of hers that is counted already may be replaced by this one."
    )


class Act(Given):
    """What every deed says, beside its own."""

    organ: Name = Field(
        description="The capacity: for which organ of the charter it is done.", examples=["committee"]
    )
    expects: str = Field(
        "",
        max_length=400,
        description="`expects` of the matter as read: at any other stage nothing is done.",
        examples=["resolve#1"],
    )
    strand: str = Field(
        "", max_length=300, description="The strand in which it is done, where the stage is divided."
    )
    sitting: str = Field(
        "",
        max_length=40,
        description="The sitting in which it is done; found by itself where there is only one.",
    )
    entered: EnteredFor | None = Field(
        None,
        description="Who has no phone: it is her act, with her right; `organ` is then the capacity in which she acts.",
    )


class Revise(Act):
    """Put a proposal that came back again, changed."""

    do: Literal["revise"]
    title: str = Typed()
    text: str = Typed()
    facts: Facts = {}

    def done(self, to: To) -> actions.Done:
        return actions.revise(**to, title=self.title, text=self.text, facts=self.facts)


class Withdraw(Act):
    """Take the matter back; only who put it may."""

    do: Literal["withdraw"]
    reasons: str = Nothing

    def done(self, to: To) -> actions.Done:
        return actions.withdraw(**to, reasons=self.reasons)


class Plain(Act):
    """A deed that says nothing: stand behind the matter or no longer, open, close, accept, take part."""

    do: Literal["support", "retract", "open", "close", "accept", "join"]

    def done(self, to: To) -> actions.Done:
        deeds = {
            "support": actions.support, "retract": actions.retract, "open": actions.open_poll, "close": actions.close,
            "accept": actions.accept, "join": actions.join,
        }  # fmt: skip
        return deeds[self.do](**to)


class State(Act):
    """Say something in a deliberation."""

    do: Literal["state"]
    text: str = Typed()

    def done(self, to: To) -> actions.Done:
        return actions.state(**to, text=self.text)


class WithFiles(Act):
    """Words and files: the minutes of a deliberation, a notice, a report on the work, or that it is done."""

    do: Literal["minute", "post", "report", "finish"]
    text: str = Typed()
    files: FilesGiven = []

    def done(self, to: To) -> actions.Done:
        deeds = {
            "minute": actions.minute, "post": actions.post, "report": actions.report, "finish": actions.finish,
        }  # fmt: skip
        return deeds[self.do](**to, text=self.text, files=files_of(self.files))


class Object(Act):
    """Object to what is published."""

    do: Literal["object"]
    text: str = Typed()

    def done(self, to: To) -> actions.Done:
        return actions.object_(**to, text=self.text)


class WithReasons(Act):
    """Hand the work back, put it off, take the longer time that the stage allows, or return what was offered."""

    do: Literal["hand-back", "defer", "extend", "return"]
    reasons: str = Typed()

    def done(self, to: To) -> actions.Done:
        deeds = {
            "hand-back": actions.hand_back, "defer": actions.defer, "extend": actions.extend,
            "return": actions.return_,
        }  # fmt: skip
        return deeds[self.do](**to, reasons=self.reasons)


class Sort(Act):
    """Put the matter into one of the bins of the stage, with reasons."""

    do: Literal["sort"]
    bin: Name
    reasons: str = Typed()
    points: Points = {}

    def done(self, to: To) -> actions.Done:
        return actions.sort(**to, bin=self.bin, reasons=self.reasons, points=self.points)


class AddItem(Act):
    """Put an item; whom it names is given by register number or full name."""

    do: Literal["add-item"]
    title: str = Typed()
    text: str = Nothing
    facts: Facts = {}
    files: FilesGiven = []

    def done(self, to: To) -> actions.Done:
        files = files_of(self.files)
        return actions.add_item(**to, title=self.title, text=self.text, facts=self.facts, files=files)


class RetractItem(Act):
    """Take back an item that one has put."""

    do: Literal["retract-item"]
    item: Whole
    reasons: str = Nothing

    def done(self, to: To) -> actions.Done:
        return actions.retract_item(**to, number=self.item, reasons=self.reasons)


class SortItem(Act):
    """Put one item into one of the bins, with reasons."""

    do: Literal["sort-item"]
    item: Whole
    bin: Name
    reasons: str = Typed()
    points: Points = {}

    def done(self, to: To) -> actions.Done:
        return actions.sort_item(
            **to, number=self.item, bin=self.bin, reasons=self.reasons, points=self.points
        )


class Vote(Act):
    """Answer the poll: yes, no or abstain, or a whole number where scores are asked for."""

    do: Literal["vote"]
    choice: Literal["yes", "no", "abstain"] | Annotated[int, Field(ge=-1000, le=1000)] = Field(
        examples=["yes"]
    )

    def done(self, to: To) -> actions.Done:
        return actions.vote(**to, choice=self.choice)


class VoteItems(Act):
    """Choose items by their numbers (none is a blank ballot), or score each."""

    do: Literal["vote-items"]
    chosen: list[Whole] = Field(default_factory=list, max_length=1000)
    scores: dict[Name, Annotated[int, Field(ge=-1000, le=1000)]] = Field(
        default_factory=dict, max_length=1000
    )

    def done(self, to: To) -> actions.Done:
        return actions.vote_items(**to, chosen=self.chosen, scores=self.scores)


class EnterCount(Act):
    """Enter the figures of a paper count; the second hand's equal figures close the poll."""

    do: Literal["enter-count"]
    present: Whole
    issued: Whole
    returned: Whole
    yes: Whole = 0
    no: Whole = 0
    abstain: Whole = 0
    invalid: Whole = 0
    scores: dict[Name, Whole] = Field(default_factory=dict, max_length=1000)

    def done(self, to: To) -> actions.Done:
        figures = {name: getattr(self, name) for name in Count.__struct_fields__}
        return actions.enter_count(**to, count=Count(**figures))


class Answer(Act):
    """Answer an objection by its number: it is upheld or dismissed, with reasons."""

    do: Literal["answer"]
    objection: Whole
    verdict: Literal["upheld", "dismissed"]
    reasons: str = Typed()

    def done(self, to: To) -> actions.Done:
        return actions.answer(**to, objection=self.objection, verdict=self.verdict, reasons=self.reasons)


class Pay(Act):
    """Pay whole cents from the fund of the stage."""

    do: Literal["pay"]
    cents: Annotated[int, Field(ge=0, le=10**15)]
    text: str = Typed()
    files: FilesGiven = []

    def done(self, to: To) -> actions.Done:
        return actions.pay(**to, cents=self.cents, text=self.text, files=files_of(self.files))


class Divide(Act):
    """Begin one strand for each organ or place named."""

    do: Literal["divide"]
    among: list[Name] = Field(max_length=1000)

    def done(self, to: To) -> actions.Done:
        return actions.divide(**to, among=self.among)


class Establish(Act):
    """Say what has come to be so, of the facts for which the matter waits."""

    do: Literal["establish"]
    facts: Facts

    def done(self, to: To) -> actions.Done:
        return actions.establish(**to, facts=self.facts)


class Offer(Act):
    """Offer the matter to an organ."""

    do: Literal["offer"]
    to: Name
    reasons: str = Nothing

    def done(self, to: To) -> actions.Done:
        return actions.offer(**to, to=self.to, reasons=self.reasons)


class NameParty(Act):
    """Name a party: an organ as a whole, or one of its people by register number or full name."""

    do: Literal["name-party"]
    party: Name
    who: str = Field("", max_length=60)

    def done(self, to: To) -> actions.Done:
        return actions.name_party(**to, organ=self.party, who=self.who)


class Decline(Act):
    """Take no part as a party, or no longer."""

    do: Literal["decline"]
    reasons: str = Nothing

    def done(self, to: To) -> actions.Done:
        return actions.decline(**to, reasons=self.reasons)


class Disclose(Act):
    """Make one of the disclosures owed; with `none` the text says why there is nothing to disclose."""

    do: Literal["disclose"]
    section: Name
    text: str = Typed()
    none: bool = False
    files: FilesGiven = []

    def done(self, to: To) -> actions.Done:
        files = files_of(self.files)
        return actions.disclose(**to, section=self.section, text=self.text, none=self.none, files=files)


AnyAct = Annotated[
    Revise | Withdraw | Plain | State | WithFiles | Object | WithReasons | Sort | AddItem | RetractItem | SortItem
    | Vote | VoteItems | EnterCount | Answer | Pay | Divide | Establish | Offer | NameParty | Decline | Disclose,
    Field(discriminator="do"),
]  # fmt: skip


def verbs() -> Iterator[str]:
    """Every word that ``do`` can be."""
    for shape in AnyAct.__origin__.__args__:  # type: ignore[attr-defined]  # an annotated union
        yield from shape.model_fields["do"].annotation.__args__
