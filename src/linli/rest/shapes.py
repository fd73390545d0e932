"""The shapes of what is sent and given, beside those that each app brings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from linli.rest import cursors

T = TypeVar("T")


class Shape(Schema):
    """Something that is given."""


class Given(Schema):
    """Something that is sent: nothing beyond its fields, nothing guessed (``"3"`` is no number), no null character."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        if _has_null(value):
            raise PydanticCustomError("null_character", "a null character")
        return value


def _has_null(value: Any) -> bool:
    """Whether a null character stands in a text, or in the texts of a list or an object."""
    match value:
        case str():
            return "\x00" in value
        case list():
            return any(map(_has_null, value))
        case dict():
            return any(map(_has_null, (*value, *value.values())))
        case _:
            return False


def _within_reach(value: datetime) -> datetime:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("moment_range", "out of reach")
    return value


FIRST_YEAR, LAST_YEAR = 1900, 2999
Moment = Annotated[AwareDatetime, AfterValidator(_within_reach)]
"""A moment with its zone, far from the ends of what a calendar holds."""


class Both(Shape):
    """A text in both languages."""

    zh: str = Field(description="In Chinese.")
    en: str = Field(description="In English.")


class Clause(Shape):
    """The part of the charter that forbids something."""

    path: str = Field(
        description="Where it stands in the charter file.",
        examples=["procedures.four-deliberations.stages.resolve"],
    )
    name: Both = Field(description="What it is called.")
    source: Both = Field(
        description="The document or law that the rule comes from; empty where none is named."
    )


class WrongField(Shape):
    """One thing that was sent and cannot be taken."""

    field: str = Field(description="Where it stands in the request.", examples=["body.title"])
    code: str = Field(description="Why, as a stable word.", examples=["missing"])
    says: Both = Field(description="Why, as a sentence.")


class ProblemBody(Shape):
    """What went wrong, and what helps (RFC 9457)."""

    type: str = Field(
        description="The kind of problem, an address at which it is explained.",
        examples=["/api/#problem-refused"],
    )
    title: str = Field(description="The kind of problem, in the reader's language.")
    status: int = Field(description="The same as the status of the answer.", examples=[409])
    detail: str = Field(description="Why, in the reader's language.")
    code: str = Field(description="Why, as a stable word.", examples=["not-entitled"])
    says: Both = Field(description="Why, in both languages.")
    errors: list[WrongField] = Field(description="What is wrong with the single things that were sent.")
    clause: Clause | None = Field(None, description="The clause of the charter that forbids it.")
    instead: list[Both] = Field(default_factory=list, description="What would be possible instead.")
    needs: str = Field("", description="The permission that the token lacks.")
    version: int | None = Field(None, description="How many entries the matter has by now.")


class Page(Shape, Generic[T]):
    """A page of a list."""

    items: list[T] = Field(description="What is on this page.")
    next: str | None = Field(
        None,
        description="The cursor of the next page, None on the last. What is added meanwhile shifts nothing.",
    )


Cursor = Annotated[
    str,
    Field(
        "",
        max_length=cursors.LONGEST,
        description="`next` of the page before; empty begins at the beginning.",
    ),
]
Limit = Annotated[int, Field(cursors.USUAL, ge=1, le=cursors.MOST, description="How many at most on a page.")]
Slug = Annotated[
    str, Field(max_length=60, description="The community's short name.", examples=["nanyuanmen"])
]
Year = Annotated[
    int, Field(ge=2000, le=9999, description="The year in which it was numbered.", examples=[2026])
]
Number = Annotated[int, Field(ge=1, le=999_999_999, description="Its number in that year.", examples=[17])]


def fails(*statuses: int) -> dict[int, Any]:
    """The answers of an operation other than success, for its ``response``; 400 and 429 can come of any."""
    return {status: ProblemBody for status in sorted({400, 422, 429, *statuses})}
