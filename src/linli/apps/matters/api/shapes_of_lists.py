"""The shapes of sittings, disclosures, desks and procedures."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from linli.apps.matters.api.shapes import (
    BuildingShape,
    ChoiceShape,
    DeedShape,
    EventShape,
    FactAskedShape,
    FieldShape,
    MatterRowShape,
    SayingShape,
    SittingRowShape,
    WhyNotShape,
    choices_of,
)
from linli.rest.shapes import Shape


class AttendeeShape(Shape):
    """Somebody at a sitting, or who may come."""

    name: str
    present: bool
    since: datetime | None


class SittingShape(SittingRowShape):
    """A sitting: who is there, what it is about, what the caller may do in it."""

    chair: str = Field(description="Who called it.")
    called: datetime
    text: SayingShape
    agenda: list[MatterRowShape]
    people: list[AttendeeShape] = Field(description="At most two hundred, those who are there first.")
    people_total: int
    here: bool = Field(description="Whether the caller has signed in.")
    open_votes: list[str] = Field(description="The matters in which a vote opened in this sitting goes on.")
    deeds: list[DeedShape]
    why_not: list[WhyNotShape]
    events: list[EventShape]

    @staticmethod
    def resolve_present(obj: Any) -> int:
        return sum(one.present for one in obj.people)

    @staticmethod
    def resolve_members(obj: Any) -> int:
        return int(obj.people_total)


class SittingDoneShape(Shape):
    """What a deed in a sitting brought about."""

    chain: str
    seq: int
    repeated: bool
    sitting: SittingShape


class DisclosureShape(Shape):
    """Something that was made public, in a matter or for a period."""

    section: str
    section_title: str
    title: str = Field(description="Empty where it has none of its own.")
    text: str
    at: datetime
    period: str = Field(description="The period that it is about, in words.")
    none: bool = Field(description="There was nothing to disclose; the text says why.")
    notice: bool
    year: int | None = Field(description="The year in which the notice was numbered.")
    number: int | None
    building: BuildingShape | None = Field(
        description="The building that it concerns; null for the whole community."
    )
    down: str = Field(description="Empty while it stands; else `withdrawn` or `corrected`.")
    matter: MatterRowShape | None = Field(
        description="The matter in which it was published, if it was in one."
    )


class DeskRowShape(Shape):
    """One thing that waits."""

    matter: MatterRowShape | None
    do: str = Field(description="The deed that is waited for.")
    sentence: str
    section: str
    due_at: datetime | None
    group: Literal["late", "today", "coming", "ahead"]
    organ: str = Field(description="The capacity in which the caller does it.")
    organ_title: str

    @staticmethod
    def resolve_do(obj: Any) -> str:
        return str(obj.act)

    @staticmethod
    def resolve_organ(obj: Any) -> str:
        return str(obj.capacity)


class ErrandShape(Shape):
    """One thing that waits in no matter."""

    key: str = Field(description="It stays the same as long as this waits.")
    title: str
    url: str = Field(description="The page where it is done, from the root of this server.")
    due_at: datetime | None
    group: Literal["late", "today", "coming"]
    organ: str = Field(
        description="The capacity in which the caller does it; empty for what waits for herself."
    )
    organ_title: str = Field(description="The body whose turn it is.")

    @staticmethod
    def resolve_organ(obj: Any) -> str:
        return str(obj.capacity)


class DeskShape(Shape):
    """What waits for the caller."""

    counts: dict[str, int] = Field(description="Of the rows; the errands are not among them.")
    rows: list[DeskRowShape]
    errands: list[ErrandShape] = Field(description="What waits outside of matters, all of it on every page.")
    page: int
    pages: int


class ProcedureShape(Shape):
    """A procedure that can be begun."""

    procedure: str = Field(description="Its name in the charter.", examples=["four-deliberations"])
    title: str
    says: str
    kinds: list[ChoiceShape]
    facts: list[FactAskedShape]
    organ: str = Field(description="In which capacity the caller may begin it; empty where she may not.")
    who: str = Field(description="Who begins it.")
    items: FieldShape | None = Field(description="The items that it brings, one a line of `listed`.")

    @staticmethod
    def resolve_kinds(obj: Any) -> list[ChoiceShape]:
        return choices_of(obj.kinds)

    @staticmethod
    def resolve_items(obj: Any) -> Any:
        return obj.listing
