"""The stage kinds of a procedure, each with just the keys it can have."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from linli.core.charter.part import Part
from linli.core.charter.rule import Choice, Cond, Items, read_choice, read_cond, read_items
from linli.core.charter.source import Source
from linli.core.charter.terms import ByT, Due, DueT, DurationT, EveryT, RangeT, TargetT, reader
from linli.core.charter.text import Text

CondT = Annotated[Cond, reader(read_cond)]
ChoiceT = Annotated[Choice, reader(read_choice)]
ItemsT = Annotated[Items, reader(read_items)]
Names = Annotated[tuple[str, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)]


class Rule(Part):
    """How a poll is decided: void, then quorum, then pass or choose. ``rule: left-to-people`` says that it is not."""

    title: Text | None = None
    void: CondT | None = None
    quorum: CondT | None = None
    pass_: CondT | None = None
    choose: ChoiceT | None = None
    rule: Literal["", "left-to-people"] = ""
    source: Source | None = None


class Requirement(Part):
    """What the facts of a matter must be for an outcome or a procedure; ``remedy`` says what to do otherwise."""

    that: CondT
    remedy: Text
    source: Source | None = None


Mended = Literal["residents"]
"""A register whose entries are each about one person, and can be mended one by one."""


class Deed(Part):
    """What an outcome changes outside its matter. The list of ``do`` is closed.

    ``mend`` enters in a ``register`` what the matter asks for, which is sealed: a procedure that does so is closed.
    """

    do: Literal["seat", "vacate", "adopt", "place", "classify", "oblige", "owe", "pay", "open", "mend"]
    organ: str = ""
    seat_class: str = ""
    who: str = ""
    fund: str = ""
    to: str = ""
    amount: str = ""
    every: EveryT | None = None
    term: DurationT | None = None
    procedure: str = ""
    fact: str = ""
    register_: Mended | Literal[""] = ""
    what: Text | None = None
    source: Source | None = None


Deeds = Annotated[tuple[Deed, ...], BeforeValidator(lambda v: [v] if isinstance(v, dict) else v)]


class Objections(Part):
    """Who may object to what is published, who answers, and within what time."""

    from_: ByT
    answered_by: ByT
    within: DurationT
    opens: str = ""


class _Stage(Part):
    """What every stage can say. ``title`` is what people read on the rail; ``then`` leads each outcome on.

    ``handled`` says whether its deeds are done one by one or for several matters together; where it is silent,
    :mod:`linli.core.charter.at_once` says which. ``ends_with`` is the key of the time that goes before ``within``, in
    the kinds of stages that have one.
    """

    outcomes: ClassVar[tuple[str, ...]] = ()
    timer_outcome: ClassVar[str] = "lapsed"
    ends_with: ClassVar[str] = ""

    title: Text
    by: ByT | None = None
    then: dict[str, TargetT]
    says: Text | None = None
    within: DueT | None = None
    remind: EveryT | None = None
    handled: Literal["", "one-by-one", "together"] = ""
    apart_from: Names = ()
    requires: tuple[Requirement, ...] = ()
    when: CondT | None = None
    enacts: dict[str, Deeds] = Field(default_factory=dict)
    source: Source | None = None

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What any of its outcomes enacts, in the order written."""
        return tuple(deed for deeds in self.enacts.values() for deed in deeds)

    @property
    def times(self) -> dict[str, Due]:
        """What it says of when it must be over, by its keys; the first goes before the second."""
        keys = (self.ends_with, "within") if self.ends_with else ("within",)
        return {key: due for key in keys if (due := getattr(self, key)) is not None}


class _Meeting(_Stage):
    """A stage held in a sitting or over some days. ``notice`` is how long before a sitting it must be called."""

    ends_with = "over"
    at: Literal["", "sitting"] = ""
    over: DueT | None = None
    notice: DurationT | None = None


class Propose(_Stage):
    """提: put or revise the text, the facts and the items of the matter."""

    outcomes = ("submitted", "withdrawn")
    kind: Literal["propose"]


class Gather(_Stage):
    """征: collect items or supports."""

    ends_with = "over"
    outcomes = ("enough", "too-few")
    timer_outcome = "too-few"
    kind: Literal["gather"]
    of: Literal["supports", "items"] = "supports"
    over: DueT | None = None
    enough: CondT | None = None


class Deliberate(_Meeting):
    """议: talk, leaving minutes."""

    outcomes = ("concluded", "not-held")
    timer_outcome = "not-held"
    kind: Literal["deliberate"]


class Screen(_Stage):
    """筛: sort the matter, or each of its items, into one of the bins, with reasons. The bins are the outcomes."""

    kind: Literal["screen"]
    of: Literal["matter", "items"] = "matter"
    bins: dict[str, Text]
    checklist: dict[str, Text] = Field(default_factory=dict)
    extend: DurationT | None = None


class Poll(_Meeting):
    """决: the entitled answer, and a rule decides.

    ``ballot`` is open (who voted how is recorded) or paper (counted by two hands). ``ask`` is a yes or no, or scores
    on ``scale``, or items. ``counts`` says how heads are counted: persons, households or owners. ``rule`` is a name
    among the charter's rules, or a rule written in place. ``closes: everyone`` also closes when all have answered.
    """

    outcomes: ClassVar[tuple[str, ...]] = (
        "passed",
        "failed",
        "no-quorum",
        "void",
        "elected",
        "short",
        "tied",
    )
    kind: Literal["poll"]
    rule: str | Rule = ""
    ballot: Literal["open", "paper", "secret"] = "open"
    ask: Literal["yes-no", "score", "items"] = "yes-no"
    scale: RangeT | None = None
    items: ItemsT | None = None
    counts: Literal["persons", "households", "owners"] = "persons"
    may_change: Literal["", "yes"] = ""
    closes: Literal["", "everyone"] = ""
    enter_within: DurationT | None = None


class Publish(_Stage):
    """示: a notice stands; objections are answered. ``for`` is how long, ``section`` the disclosure that it makes."""

    outcomes = ("unopposed", "upheld", "dismissed")
    kind: Literal["publish"]
    section: str = ""
    for_: DueT | None = None
    objections: Objections | None = None


class Assign(_Stage):
    """派: offer the matter to an organ, which accepts or returns it with reasons."""

    outcomes = ("accepted", "returned")
    kind: Literal["assign"]
    to: ByT


class Work(_Stage):
    """办: carry out, reporting progress. ``evidence: required`` asks for a photo or a file at the finish."""

    outcomes = ("finished", "failed", "deferred")
    kind: Literal["work"]
    progress: EveryT | None = None
    evidence: Literal["", "required"] = ""
    extend: DurationT | None = None


class Wait(_Stage):
    """待: until a date or a condition."""

    ends_with = "until"
    outcomes = ("reached", "expired")
    timer_outcome = "expired"
    kind: Literal["wait"]
    until: DueT | None = None
    condition: CondT | None = None


class Split(_Stage):
    """分: strands that run side by side, named by their first stages or one for ``each``, joined by a rule."""

    outcomes = ("joined", "broken")
    timer_outcome = "broken"
    kind: Literal["split"]
    strands: tuple[str, ...] = ()
    each: Literal["", "items", "places", "organs"] = ""
    first: str = ""
    join: CondT | None = None


class Verify(Screen):
    """核: another hand checks. A screen whose bins are fulfilled and faulty, apart from who did the work."""

    kind: Literal["verify"]  # type: ignore[assignment]  # a surface word with its own tag
    bins: dict[str, Text] = Field(
        default_factory=lambda: {
            "fulfilled": Text(zh="合格", en="fulfilled"),
            "faulty": Text(zh="不合格", en="faulty"),
        }
    )


class Appraise(Poll):
    """评: a poll that asks for a score, by default 1 to 5."""

    outcomes = ("passed", "failed", "no-quorum")
    kind: Literal["appraise"]  # type: ignore[assignment]  # a surface word with its own tag
    ask: Literal["yes-no", "score", "items"] = "score"


class Pay(Work):
    """拨: pay from a fund; finishing enacts the payment."""

    kind: Literal["pay"]  # type: ignore[assignment]  # a surface word with its own tag
    fund: str
    amount: str


Stage = Annotated[
    Propose
    | Gather
    | Deliberate
    | Screen
    | Poll
    | Publish
    | Assign
    | Work
    | Wait
    | Split
    | Verify
    | Appraise
    | Pay,
    Field(discriminator="kind"),
]
