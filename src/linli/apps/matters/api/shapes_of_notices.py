"""The shapes of minutes, of sections of what is published, and of what is published outside of matters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from linli.apps.matters.api.shapes import (
    BuildingShape,
    FileShape,
    MatterRowShape,
    ObjectionShape,
    SayingShape,
    WhyNotShape,
)
from linli.rest.shapes import Shape


class ChangedShape(Shape):
    """A line of the minutes beside what the record gives."""

    kind: Literal["kept", "added", "removed"]
    text: str


class MinutesShape(Shape):
    """The minutes of a sitting."""

    chain: str = Field(examples=["sitting/2026/3"])
    organ: str
    organ_title: str
    ended: bool = Field(description="Whether the sitting is over.")
    cancelled: bool = Field(description="Whether it was ended before it began: there are no minutes of it.")
    signed: bool
    signed_at: datetime | None
    signed_by: str
    seal: str = Field(description="The hash of the signed text in the record.")
    text: str = Field(description="What is to be signed, or was; empty for who may not read it yet.")
    drawn: str = Field(description="What the record gives.")
    erased: bool
    changes: list[ChangedShape] = Field(description="How the text differs from what the record gives.")
    stamp: int = Field(description="The version of the text, 0 where nobody has corrected it.")
    corrected_by: str
    may_correct: bool
    may_sign: bool
    capacity: str = Field(description="As what to send `organ`.")
    readers: list[str] = Field(
        description="The organs for whose members the signed minutes are; none where they are for everybody."
    )
    audience: str = Field(description="The same in words.")
    opens: datetime | None = Field(
        description="From when they are for everybody all the same; null where that never comes, or where they are."
    )
    closed: WhyNotShape | None = Field(description="Why the caller does not read them, once they are signed.")


class PeriodShape(Shape):
    """What became of one period of a section."""

    begins: date
    title: str
    due_at: datetime
    became: str = Field(description="open, on-time, late, none or missing.")
    year: int | None = Field(description="The year and number of the notice that stands for it.")
    number: int | None


class OwedShape(Shape):
    """A matter that still has to be published in a section."""

    matter: MatterRowShape
    organ_title: str
    due: str
    late: bool


class SectionShape(Shape):
    """A section of what the charter wants published."""

    name: str = Field(description="What to send as `section`.", examples=["finance"])
    title: str
    says: list[str] = Field(description="What the charter says of it.")
    source: str
    path: str = Field(description="Where it stands in the charter file.")
    who: str
    capacity: str = Field(
        description="The organ in which the caller may publish in it; empty where she may not."
    )
    regular: bool = Field(description="Whether it is published by periods.")
    missing: list[PeriodShape]
    now: PeriodShape | None = Field(description="The period that is running.")
    owed: list[OwedShape]
    count: int = Field(description="How much has been published in it.")
    last: datetime | None


class RefShape(Shape):
    """Another notice."""

    year: int
    number: int
    text: str


class NoticeShape(Shape):
    """Something that was published outside of matters."""

    seq: int = Field(description="The entry of the community's record; what to send as `instead_of`.")
    year: int
    number: int
    number_text: str
    title: str
    section: str = Field(description="Empty for a notice in no section.")
    section_title: str
    period: date | None
    period_title: str
    organ: str
    organ_title: str
    by: str
    at: datetime
    building: BuildingShape | None = Field(
        description="The building that it concerns; null for the whole community."
    )
    text: SayingShape
    table: list[list[str]] = Field(description="The cells of its table, row by row.")
    files: list[FileShape]
    none: bool = Field(description="There was nothing to publish; the text says why.")
    down: str = Field(description="Empty while it stands; else withdrawn or corrected.")
    reasons: SayingShape
    correction: RefShape | None = Field(description="What corrects it.")
    corrects: RefShape | None = Field(description="What it corrects.")
    objecting: str = Field(description="Who may object until when, and who answers.")
    objections: list[ObjectionShape]
    may: list[str] = Field(description="What the caller may do with it in the capacity asked for (`organ`).")

    @staticmethod
    def resolve_may(obj: Any) -> list[str]:
        return sorted(obj.may)


class NoticeDoneShape(Shape):
    """What came of publishing."""

    seq: int = Field(description="The entry of the community's record.")
    repeated: bool = Field(description="It was done before, with the same key.")
    notice: NoticeShape
