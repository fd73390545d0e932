"""The charter: what a neighbourhood has written down about how it governs itself.

Every class here is read from YAML by :mod:`linli.core.charter.load`; field names are the keys, with ``-`` for ``_``.
"""

import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from linli.core.charter.part import Part
from linli.core.charter.rule import read_formula
from linli.core.charter.source import Document, Source
from linli.core.charter.stages import CondT, Deed, Names, Objections, Requirement, Rule, Stage
from linli.core.charter.terms import By, ByT, DueT, DurationT, EveryT, NotReadable, RangeT, read_date, reader
from linli.core.charter.text import Text

Level = Literal["grid", "community", "street", "district", "city", "province", "country", "law"]
Subject = Literal["organs", "procedures", "cases", "money", "law"]
"""What a charter is mostly about, so that people find it among others."""
Nature = Literal["self-government", "party", "state", "civil", "market"]


ALWAYS = date(1000, 1, 1)
"""The day that the loader gives to a value written without dates."""


def _dated(value: Any) -> Any:
    return {ALWAYS.isoformat(): value} if isinstance(value, str) else value


def _one_character(text: str) -> str:
    if len(text) != 1 or not unicodedata.category(text).startswith("L"):
        raise NotReadable(
            f"「{text[:40]}」不是一个字，印章上只刻一个字",
            f"“{text[:40]}” is not one character; a seal bears one",
        )
    return text


def _answered_by_hand(given: Objections | None) -> Objections | None:
    if given and given.opens:
        raise NotReadable(
            "对栏目的异议由人答复，不另开程序，请删去 opens",
            "objections to a section are answered by somebody; they open no procedure, so leave out “opens”",
        )
    return given


Register = Literal["buildings", "stairwells", "dwellings", "units", "households", "residents", "party"]
"""A register that a community keeps of what and who is there."""
Registers = Annotated[tuple[Register, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)]
SealT = Annotated[str, AfterValidator(_one_character)]
DateT = Annotated[date, reader(read_date)]
FormulaT = Annotated[str, AfterValidator(read_formula)]
"""A number, or how one is worked out from others, such as ``500 + 20 * households``."""
Dated = Annotated[dict[DateT, FormulaT], BeforeValidator(_dated)]
"""A value that changes in time: the value in force on a day is that of the latest date not after it."""
DatedBy = Annotated[dict[DateT, ByT], BeforeValidator(_dated)]
"""Who takes part, where that changes in time."""


class PlaceKind(Part):
    """A kind of place below, at or above the charter's level, such as a stairwell or an electoral group."""

    title: Text
    within: Names = ()
    source: Source | None = None


class SeatClass(Part):
    """Some of an organ's seats: whom they are for, who fills them, and whether they vote."""

    title: Text
    seats: RangeT | None = None
    by: ByT | None = None
    members: Literal["persons", "households", "units", "organs"] = "persons"
    votes: Literal["yes", "no"] = "yes"
    when: CondT | None = None
    source: Source | None = None


class Organ(Part):
    """A body that acts. Exactly one key says how it comes about.

    ``everyone``: all persons of whom the condition holds; ``assembly-of``: the members of that organ, meeting;
    ``union``: the members of several, each person once; ``elected-by``, ``chosen-by``, ``appointed-by``: by whom its
    seats are filled; ``outside``: a body that this charter does not make (a department, a street).
    ``at``: one for every place of that kind, or ``each``: one at every place, whatever its kind.
    ``convened-by``: who calls its sittings and counts its paper ballots; where it is absent, any of its members.
    ``minutes-within``: how long after a sitting its minutes are signed, and thereby public.
    ``minutes-for``: the organs whose members read them, beside its own and its conveners'; where it is absent,
    everybody. From ``minutes-open-after`` the sitting, everybody does.
    ``sees``: the registers that a member may look into, of the part of the place for which the seat is.
    """

    title: Text
    nature: Nature | Literal[""] = ""
    at: str = ""
    everyone: CondT | None = None
    assembly_of: str = ""
    union: tuple[str, ...] = ()
    elected_by: str = ""
    chosen_by: str = ""
    appointed_by: str = ""
    outside: Text | None = None
    members: Literal["persons", "households", "units", "organs"] = "persons"
    seats: RangeT | None = None
    classes: dict[str, SeatClass] = Field(default_factory=dict)
    composition: CondT | None = None
    term: DurationT | None = None
    chair: Text | None = None
    convened_by: Names = ()
    minutes_within: DurationT | None = None
    minutes_for: Names = ()
    minutes_open_after: DurationT | None = None
    answers_to: Names = ()
    may_recall: Names = ()
    sees: Registers = ()
    apart_from: Names = ()
    when: CondT | None = None
    says: Text | None = None
    source: Source | None = None


FILLINGS = ("everyone", "assembly_of", "union", "elected_by", "chosen_by", "appointed_by", "outside")


class Relation(Part):
    """How one organ stands to another."""

    from_: str
    does: Literal[
        "guides",
        "assists",
        "serves",
        "supervises",
        "appraises",
        "commands",
        "funds",
        "leads",
        "coordinates",
        "reports-to",
    ]
    to: str
    never: Literal["", "yes"] = ""
    source: Source | None = None


class FactKind(Part):
    """A typed fact that a matter carries, asked for when it is put."""

    title: Text
    type: Literal["yes-no", "number", "money", "date", "choice", "place", "household", "person", "charter"]
    choices: dict[str, Text] = Field(default_factory=dict)
    optional: Literal["", "yes"] = ""
    source: Source | None = None


class KnownFact(FactKind):
    """A typed fact that the register holds of a person, a household or a place, and that rules may ask for."""

    of: Literal["person", "household", "place"] = "person"


class ItemKind(Part):
    """What a matter's items are, such as nominees or projects, and the facts that each carries."""

    title: Text
    facts: dict[str, FactKind] = Field(default_factory=dict)


class Procedure(Part):
    """The way a kind of matter goes, stage by stage; it begins with the first stage written.

    ``appeals-within``: by when whoever conducts it decides an appeal against the hiding of a comment on a matter.
    """

    title: Text
    decides: dict[str, Text]
    stages: dict[str, Stage]
    source: Source | None = None
    at: str = ""
    says: Text | None = None
    when: CondT | None = None
    facts: dict[str, FactKind] = Field(default_factory=dict)
    items: ItemKind | None = None
    requires: tuple[Requirement, ...] = ()
    parties: DatedBy | None = None
    discloses: Names = ()
    appeals_within: DurationT | None = None

    @property
    def partners(self) -> By | None:
        """Who can be a party by the latest that is written."""
        return self.parties[max(self.parties)] if self.parties else None

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What any outcome of any stage enacts, in the order written."""
        return tuple(deed for stage in self.stages.values() for deed in stage.deeds)


class Duty(Part):
    """What somebody must do again and again, for each of some subjects."""

    title: Text
    by: ByT
    every: EveryT
    does: Literal["visit", "report", "inspect", "publish", "meet"]
    subjects: CondT | None = None
    of: Literal["", "households", "persons", "places", "units"] = ""
    missed: str = ""
    says: Text | None = None
    source: Source | None = None


class Owes(Part):
    """Money due at each period, or once, from one organ to another; ``amount`` is yuan, dated where it changes."""

    title: Text
    from_: str
    to: str
    amount: Dated
    every: EveryT | None = None
    source: Source | None = None


class Allotment(Part):
    """How a fund is shared out: in proportion to a measure, in whole cents by largest remainder."""

    to: ByT
    in_proportion_to: str
    every: EveryT
    source: Source | None = None


class Fund(Part):
    """Money with a purpose: who pays in, on what it may be spent, and who decides.

    Nothing is paid out of it but by a decision of one of ``decided-by``, and as ``requires`` allows.
    """

    title: Text
    held_by: str = ""
    owes: dict[str, Owes] = Field(default_factory=dict)
    decided_by: Names = ()
    requires: tuple[Requirement, ...] = ()
    allots: Allotment | None = None
    says: Text | None = None
    source: Source | None = None


class Measure(Part):
    """Something observed, or worked out from what is recorded (``equals``); never a money figure.

    ``floor`` is the least that the charter allows, ``ceiling`` the most, ``target`` what it aims at.
    """

    title: Text
    of: str = ""
    unit: str = ""
    every: EveryT | None = None
    by: ByT | None = None
    equals: FormulaT | None = None
    floor: Dated | None = None
    ceiling: Dated | None = None
    target: Dated | None = None
    source: Source | None = None


class CatalogueItem(Part):
    """An entry of a catalogue, and between which days it belongs to it (``until`` excluded)."""

    zh: str
    en: str
    from_: DateT | None = None
    until: DateT | None = None


class Catalogue(Part):
    """A list that rules refer to."""

    title: Text
    items: dict[str, CatalogueItem]
    source: Source | None = None


class Disclosure(Part):
    """A section of what is published; with ``every`` it is also due at each period.

    What is published in it can be objected to ``for`` a time, where ``objections`` says by whom.
    """

    zh: str
    en: str
    by: ByT | None = None
    every: EveryT | None = None
    within: DueT | None = None
    for_: DurationT | None = None
    objections: Annotated[Objections | None, AfterValidator(_answered_by_hand)] = None
    source: Source | None = None


class Charter(Part):
    """One charter file, read and well-formed.

    ``says`` is the charter in a sentence and ``about`` in a paragraph; ``subject`` and ``seal``, the one character
    that stands for it, are for the shelf on which people look for it.
    """

    charter: str
    version: str
    title: Text
    level: Level
    says: Text | None = None
    about: Text | None = None
    subject: Subject | None = None
    seal: SealT = ""
    zone: str = "Asia/Shanghai"
    extends: Names = ()
    sources: dict[str, Document] = Field(default_factory=dict)
    facts: dict[str, KnownFact] = Field(default_factory=dict)
    places: dict[str, PlaceKind] = Field(default_factory=dict)
    organs: dict[str, Organ] = Field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    rules: dict[str, Rule] = Field(default_factory=dict)
    procedures: dict[str, Procedure] = Field(default_factory=dict)
    duties: dict[str, Duty] = Field(default_factory=dict)
    funds: dict[str, Fund] = Field(default_factory=dict)
    measures: dict[str, Measure] = Field(default_factory=dict)
    catalogues: dict[str, Catalogue] = Field(default_factory=dict)
    disclosures: dict[str, Disclosure] = Field(default_factory=dict)
