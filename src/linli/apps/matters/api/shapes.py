"""The shapes in which matters are given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse
from pydantic import Field

from linli.rest.shapes import Shape

Status = Literal["open", "disclosing", "done", "refused", "lapsed", "withdrawn"]


class MatterRowShape(Shape):
    """A matter in a list."""

    chain: str = Field(description="Its name in the record.", examples=["matter/2026/17"])
    year: int = Field(examples=[2026])
    number: int = Field(examples=[17])
    title: str = Field(description="As typed; empty once erased.", examples=["更换路灯"])
    procedure: str = Field(description="What its procedure is called.")
    kind: str = Field(description="What it is about.")
    status: Status
    status_text: str
    stage: str = Field(description="The stage's name in the charter.", examples=["resolve"])
    stage_title: str
    due_at: datetime | None = Field(description="When the next thing falls due.")
    late: bool
    who: str = Field(description="Whose turn it is.")
    say: bool = Field(description="Whether the caller has a say at this stage.")
    at: datetime = Field(description="When the last thing happened.")


class SayingShape(Shape):
    """A text that somebody typed."""

    text: str
    erased: bool = Field(description="It was erased; only its seal is left in the record.")


class RuleShape(Shape):
    """A rule of the charter as a sentence."""

    text: str
    clause: str = Field(description="What the part of the charter is called that says so.")
    source: str = Field(description="The document or law it comes from.")
    path: str = Field(description="Where it stands in the charter file.")


class StrandShape(Shape):
    """A strand of a divided stage."""

    title: str
    state: str
    now: str
    who: str
    due: str


class StageShape(Shape):
    """One stage of the matter's procedure: where it is, whose turn it was, what came of it."""

    name: str = Field(examples=["resolve"])
    title: str
    state: Literal["done", "failed", "now", "todo", "skipped"]
    who: str
    outcome: str
    summary: str = Field(description="What came of it, in figures.")
    due_at: datetime | None
    rule_text: str
    clause: str
    source: str
    visit: int = Field(description="How often the matter has come here.")
    strands: list[StrandShape]


class ChoiceShape(Shape):
    """One of the values that a field can have."""

    value: str
    title: str


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[ChoiceShape]:
    return [ChoiceShape(value=value, title=title) for value, title in pairs]


def _slug(context: dict[str, Any]) -> str:
    """The community of the request that is being answered."""
    return str(context["request"].resolver_match.kwargs["community"])


class FactAskedShape(Shape):
    """A fact that is asked for."""

    name: str
    title: str
    type: str = Field(description="As in the charter: yes-no, number, money, date, choice, person …")
    required: bool
    choices: list[ChoiceShape]

    @staticmethod
    def resolve_choices(obj: Any) -> list[ChoiceShape]:
        return choices_of(obj.choices)


class FieldShape(Shape):
    """One thing to be said with a deed."""

    name: str
    label: str
    required: bool
    help: str
    choices: list[ChoiceShape]
    asked: list[FactAskedShape] = Field(description="The facts asked for.")
    each: list[ChoiceShape] = Field(
        description="The items or points of which each is answered, by their names."
    )

    @staticmethod
    def resolve_choices(obj: Any) -> list[ChoiceShape]:
        return choices_of(obj.choices)

    @staticmethod
    def resolve_each(obj: Any) -> list[ChoiceShape]:
        return choices_of(obj.each)


class DeedShape(Shape):
    """A deed that the caller may do here now."""

    do: str = Field(description="What to send as `do`.", examples=["vote"])
    title: str
    organ: str = Field(description="The capacity in which the caller may: what to send as `organ`.")
    organ_title: str
    section: str
    strand: str
    sitting: str
    expects: str = Field(description="What to send as `expects`, if it is done in a strand.")
    final: str = Field(description="What of it cannot be undone.")
    fields: list[FieldShape]

    @staticmethod
    def resolve_do(obj: Any) -> str:
        return str(obj.act)


class WhyNotShape(Shape):
    """A deed of this stage that the caller may not do, and why not."""

    do: str
    title: str
    code: str
    what: str
    clause: str
    source: str
    path: str
    instead: list[str]

    @staticmethod
    def resolve_do(obj: Any) -> str:
        return str(obj.act)


class DisclosureDueShape(Shape):
    """A disclosure that the matter owes or has made."""

    section: str
    title: str
    state: Literal["done", "due", "late", "none"]
    text: str
    because: str
    at: datetime | None
    by: str


class FactShape(Shape):
    """A fact that the matter carries."""

    title: str
    value: str


class FileShape(Shape):
    """A file that somebody attached."""

    seal: str
    title: str
    media_type: str
    erased: bool
    url: str = Field(description="Where it can be fetched; empty once erased.")

    @staticmethod
    def resolve_url(obj: Any, context: Any) -> str:
        return "" if obj.erased else reverse("matters:file", args=[_slug(context), obj.seal])


class ObjectionShape(Shape):
    """An objection to what is published."""

    number: int
    by: str
    text: SayingShape
    raised: datetime
    verdict: str
    reasons: SayingShape
    open: bool


class ItemShape(Shape):
    """One of the items of the matter."""

    number: int
    title: SayingShape
    text: SayingShape
    by: str
    facts: list[FactShape]
    state: str
    reasons: SayingShape
    got: str


class SittingRowShape(Shape):
    """A sitting in a list."""

    chain: str = Field(examples=["sitting/2026/3"])
    year: int
    number: int
    organ: str
    organ_title: str
    starts: datetime
    ended: bool
    cancelled: bool = Field(description="Whether it was ended before it began.")
    present: int
    members: int


class EventShape(Shape):
    """One line of what happened."""

    seq: int = Field(description="The entry of the record that it stands in.")
    at: datetime
    text: str
    state: Literal["done", "failed", "plain"]
    detail: str
    files: list[FileShape]
    notice: bool = Field(description="A notice was posted.")
    entered: str = Field(description="Who entered it for whom it is of; empty where people acted themselves.")
    door: str = Field(description="Through which door it came; empty where the record does not say.")


class ProofShape(Shape):
    """The last checkpoint of the community's record."""

    at: datetime | None
    root: str


class BuildingShape(Shape):
    """A building of the community."""

    number: int = Field(description="What to send as `building`.")
    name: str = Field(examples=["3号楼"])


class MatterShape(Shape):
    """A matter: where it stands, what the caller may do now, and what has happened."""

    chain: str = Field(examples=["matter/2026/17"])
    year: int
    number: int
    version: int = Field(
        description="How many entries it has; the first part of the ETag, compared by `If-Match`."
    )
    title: SayingShape
    text: SayingShape
    kind: str
    procedure: str
    status: Status
    status_text: str
    stage: str
    stage_title: str
    expects: str = Field(
        description="What to send as `expects`, so that nothing is done at another stage than the one seen.",
        examples=["resolve#1"],
    )
    by: str = Field(description="Who put it.")
    by_organ: str
    began: datetime
    ended: datetime | None
    due_at: datetime | None
    whose_turn: str
    rule: RuleShape | None
    turnout: str = Field(description="How many have answered an open poll, never how.")
    entered: list[str] = Field(description="How much of what is counted others entered for whom it is of.")
    mine: str = Field(description="The caller's own vote, in words.")
    stages: list[StageShape]
    deeds: list[DeedShape] = Field(description="What the caller may do now; nothing for a stranger.")
    why_not: list[WhyNotShape]
    facts: list[FactShape]
    building: BuildingShape | None = Field(description="The building that it is about; null for none.")
    items: list[ItemShape]
    files: list[FileShape]
    objections: list[ObjectionShape]
    disclosures: list[DisclosureDueShape]
    sittings: list[SittingRowShape]
    events: list[EventShape] = Field(description="The newest thirty; all of them under `…/events`.")
    events_total: int
    charter_hash: str
    charter_version: str
    proof: ProofShape
    page: str = Field(description="Its page for people.")

    @staticmethod
    def resolve_stages(obj: Any) -> Any:
        return obj.rail

    @staticmethod
    def resolve_page(obj: Any, context: Any) -> str:
        return reverse("matters:matter", args=[_slug(context), obj.year, obj.number])
