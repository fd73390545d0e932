"""The shapes in which it is said what a deed in a matter brought about."""

from __future__ import annotations

from pydantic import Field

from linli.apps.matters.api.shapes import EventShape, Status
from linli.rest.shapes import Shape


class StandsShape(Shape):
    """Where a matter stands."""

    year: int
    number: int
    version: int = Field(description="How many entries it has now.")
    status: Status
    stage: str
    stage_title: str
    expects: str


class DoneShape(Shape):
    """What a deed brought about."""

    chain: str = Field(description="The chain of the record in which it stands.", examples=["matter/2026/17"])
    seq: int = Field(description="The entry that it is.")
    repeated: bool = Field(description="It had been done before with the same key; nothing was done again.")
    events: list[EventShape] = Field(
        description="What happened; nothing for a vote, of which nobody is shown how it went."
    )
    matter: StandsShape
