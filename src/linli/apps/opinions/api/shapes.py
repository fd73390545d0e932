"""The shapes of opinion maps."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from linli.apps.opinions.reads import MapPage, StatementShown
from linli.apps.opinions.reads.exports import letter
from linli.rest.shapes import Given, Shape

Answer = Literal["agree", "disagree", "pass"]


class TallyShape(Shape):
    """How many people said what."""

    agree: int
    disagree: int
    passes: int = Field(description="How many passed.")


class GroupShape(Shape):
    """A group of opinion."""

    name: str = Field(description="A, B, C; the largest first.", examples=["A"])
    people: int


class OpinionStatementShape(Shape):
    """A statement, and how people reacted to it as of the last drawing."""

    number: int
    text: str
    mine: bool = Field(description="Whether the caller wrote it; of others nobody is told.")
    answer: str = Field(
        description="The caller's own reaction; empty where there is none.", examples=["agree"]
    )
    everybody: TallyShape | None = Field(
        description="Of all placed in the picture; None where too few reacted."
    )
    groups: list[TallyShape] = Field(description="Of each group in turn; empty where too few of one reacted.")


class AsideShape(Shape):
    """A statement that an officer set aside."""

    number: int
    text: str
    at: datetime
    organ: str = Field(description="Who did.")
    reasons: str


class OpinionMapShape(Shape):
    """The opinion map of a matter: it describes where opinion stands and decides nothing."""

    question: str = Field(description="Empty where the title of the matter says it.")
    organ: str = Field(description="Which organ opened it.")
    opened: datetime
    closes: datetime
    open: bool
    as_of: datetime | None = Field(description="When it was last drawn; None where too few have taken part.")
    people: int = Field(description="How many took part.")
    placed: int = Field(description="How many of them reacted to enough statements to be in the picture.")
    groups: list[GroupShape]
    statements: list[OpinionStatementShape]
    agreed: list[int] = Field(description="The statements that most in every group agree on, or reject.")
    divided: list[int] = Field(description="The statements on which opinion divides.")
    aside: list[AsideShape]


class Reacting(Given):
    """A reaction to a statement; another one replaces it."""

    statement: int = Field(ge=1, le=999_999_999, examples=[1])
    answer: Answer


class Adding(Given):
    """A statement of one's own."""

    text: str = Field(max_length=1_000, examples=["先修坏的，能用的不换。"])


def shaped(page: MapPage, own: dict[int, str]) -> dict[str, Any]:
    """A map as it is given, with the caller's own reactions."""
    shown = page.shown
    found = shown.found if shown else None
    return {
        "question": page.question, "organ": page.organ_title, "opened": page.opened, "closes": page.closes,
        "open": page.open, "as_of": shown.as_of if shown else None, "people": found.people if found else 0,
        "placed": found.placed if found else 0,
        "groups": [{"name": letter(at), "people": one.size} for at, one in enumerate(found.groups if found else ())],
        "statements": [_statement(one, own) for one in page.statements],
        "agreed": [one.number for one in (shown.agreed if shown else ())],
        "divided": [one.number for one in (shown.divided if shown else ())],
        "aside": [
            {"number": one.number, "text": one.text, "at": one.aside, "organ": one.aside_organ, "reasons": one.reasons}
            for one in page.aside
        ],
    }  # fmt: skip


def _statement(one: StatementShown, own: dict[int, str]) -> dict[str, Any]:
    whole, groups = (one.line.whole, one.line.groups) if one.line else (None, ())
    return {
        "number": one.number, "text": one.text, "mine": one.mine, "answer": own.get(one.number, ""),
        "everybody": whole, "groups": groups if whole else (),
    }  # fmt: skip
