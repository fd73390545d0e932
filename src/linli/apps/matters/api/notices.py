"""Publishing outside of matters: the sections, what stands in them, putting up, taking down, objecting, answering."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Path, Query
from ninja.responses import Status
from pydantic import Field

from linli.apps.matters import actions, reads
from linli.apps.matters.actions import Done
from linli.apps.matters.api import refusing
from linli.apps.matters.api.doing import done_or_wrong
from linli.apps.matters.api.publications import router
from linli.apps.matters.api.sent import FilesGiven, Name, Typed, files_of
from linli.apps.matters.api.shapes_of_notices import NoticeDoneShape, NoticeShape, SectionShape
from linli.apps.matters.reads.calling import ACT, Here, here
from linli.rest.once import Key, key_of
from linli.rest.problems import not_found
from linli.rest.shapes import Given, Number, Slug, Year, fails

Capacity = Annotated[
    str, Field("", max_length=80, pattern=r"^[^\x00]*$", description="In which capacity the caller looks.")
]


class PuttingUp(Given):
    """Something is published, in a section or as a notice of one's organ."""

    organ: Name = Field(description="For which organ it is published.", examples=["committee"])
    section: str = Field(
        "", max_length=80, pattern=r"^[^\x00]*$", description="Empty: a notice in no section."
    )
    title: str = Typed("")
    text: str = Typed()
    table: str = Typed("")
    files: FilesGiven = []
    none: bool = Field(False, description="There is nothing to publish; the text says why.")
    period: date | None = Field(None, strict=False, description="The first day of the period that it is for.")
    instead_of: int = Field(0, ge=0, le=2**31 - 1, description="The `seq` of the notice that it corrects.")
    building: int | None = Field(
        None,
        ge=1,
        lt=2**62,
        description="The building that it concerns, by its number; null: the whole community.",
    )


class TakingDown(Given):
    """It is withdrawn, and stays readable."""

    do: Literal["take-down"]
    organ: Name
    reasons: str = Typed()


class Objecting(Given):
    """Somebody objects to it."""

    do: Literal["object"]
    organ: Name
    text: str = Typed()


class Answering(Given):
    """An objection is answered."""

    do: Literal["reply"]
    organ: Name
    objection: int = Field(ge=1, le=100_000, description="The number of the objection.")
    verdict: Literal["upheld", "dismissed"]
    reasons: str = Typed()


NoticeAct = Annotated[TakingDown | Objecting | Answering, Field(discriminator="do")]
DONE = {200: NoticeDoneShape, 201: NoticeDoneShape, **fails(401, 403, 404, 409)}


@router.get(
    "communities/{community}/sections",
    response={200: list[SectionShape], **fails(404)},
    operation_id="sections",
)
def sections(request: HttpRequest, community: Path[Slug]) -> Any:
    """What the charter wants published: by whom, what is missing, what is due; what lacks something stands first."""
    at = here(request, community)
    return list(reads.board(at.community, at.viewer).cards)


@router.get(
    "communities/{community}/notices/{year}/{number}", response={200: NoticeShape, **fails(404)},
    operation_id="notice",
)  # fmt: skip
def notice(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], organ: Query[Capacity]
) -> Any:  # fmt: skip
    """Something published outside of matters, by its number; the notice of a matter is read in the matter."""
    return _found(here(request, community), year, number, organ)


@router.post("communities/{community}/notices", response=DONE, operation_id="publish", auth=ACT)
def publish(request: HttpRequest, community: Path[Slug], body: Body[PuttingUp], key: Key) -> Status[Any]:
    """Publish in a section for a period, or put up a notice."""
    at, once = here(request, community), key_of(key)
    done = done_or_wrong(lambda: actions.put_up(
        community=at.community, by=at.acting(body.organ), section=body.section, text=body.text, title=body.title,
        table=body.table, files=files_of(body.files), none=body.none, period=body.period,
        instead_of=body.instead_of, building=body.building, form=actions.Form(key=once),
    ))  # fmt: skip
    _check(at, done)
    where = reads.number_of(at.community, done.seq)
    if where is None:
        raise not_found()
    return _answer(at, done, *where, body.organ)


@router.post(
    "communities/{community}/notices/{year}/{number}/acts", response=DONE, operation_id="act_on_notice", auth=ACT
)  # fmt: skip
def act_on_notice(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[NoticeAct],
    key: Key,
) -> Status[Any]:  # fmt: skip
    """Take down what was published, object to it, or answer an objection."""
    at, once = here(request, community), key_of(key)
    seq = _found(at, year, number, "").seq
    to: dict[str, Any] = {
        "community": at.community, "by": at.acting(body.organ), "publication": seq, "form": actions.Form(key=once),
    }  # fmt: skip
    done = done_or_wrong(lambda: _do(body, to))
    _check(at, done)
    return _answer(at, done, year, number, body.organ)


def _do(body: TakingDown | Objecting | Answering, to: dict[str, Any]) -> Done:
    match body:
        case TakingDown():
            return actions.take_down(**to, reasons=body.reasons)
        case Objecting():
            return actions.dispute(**to, text=body.text)
        case Answering():
            return actions.reply(**to, objection=body.objection, verdict=body.verdict, reasons=body.reasons)


def _check(at: Here, done: Done) -> None:
    if done.refusal is not None:
        raise refusing.refused(at.community, done.refusal)


def _answer(at: Here, done: Done, year: int, number: int, organ: str) -> Status[Any]:
    given = {"seq": done.seq, "repeated": done.repeated, "notice": _found(at, year, number, organ)}
    return Status(200 if done.repeated else 201, given)


def _found(at: Here, year: int, number: int, organ: str) -> Any:
    found = reads.posted(at.community, replace(at.viewer, organ=organ), year, number)
    if found is None:
        raise not_found()
    return found
