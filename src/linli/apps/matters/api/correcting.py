"""Corrections of another person's file: entered by a clerk, or reported by who sees the part where she lives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Body, Path
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.actions import LONGEST_REASON, Refused
from linli.apps.community.reads import OutOfReach
from linli.apps.community.reads.corrections import correction_at, is_of
from linli.apps.matters import actions, reads
from linli.apps.matters.actions import BadInput
from linli.apps.matters.api import refusing
from linli.apps.matters.api.doing import PLACES
from linli.apps.matters.api.matters import router
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.calling import ACT, KEEPS, Here, here
from linli.apps.matters.words_of_entering import WHY
from linli.core.engine.acts import CLERK
from linli.core.engine.refusal import Refusal
from linli.rest import sayings
from linli.rest.door import lacking
from linli.rest.once import Key, key_of
from linli.rest.problems import Problem, Wrong, invalid, lang, not_found
from linli.rest.shapes import Given, Number, Shape, Slug, Year, fails

Who = Annotated[int, Field(ge=1, le=99_999_999, description="The number in the register.")]


class AtTheDesk(Given):
    """How the clerk knows that it is the person's will."""

    seen: Literal["card", "known", "paper"] = Field(
        description="She is there and her identity card was looked at, or she is known; or a paper that she signed."
    )
    paper: str = Field("", max_length=20, description="The number under which the signed paper is kept.")
    on: date | None = Field(
        None, strict=False, description="The day that stands on the paper, not after today."
    )


class CorrectingFor(Given):
    """Something held of somebody is to be corrected."""

    column: str = Field(min_length=1, max_length=40, pattern=r"^[a-z-]+$", examples=["sex"])
    value: str = Field(min_length=1, max_length=500)
    reason: str = Field("", max_length=LONGEST_REASON)
    entered: AtTheDesk | None = Field(
        None,
        description="Who has no phone: it is she who asks, and the caller enters it as the clerk. Left out where the "
        "caller reports it, by a seat that sees the part where she lives.",
    )


class Again(Given):
    """How it should be, once more."""

    value: str = Field(min_length=1, max_length=500)
    reason: str = Field("", max_length=LONGEST_REASON)


class AskedForShape(Shape):
    """It was put as a matter."""

    column: str
    matter: str = Field(description="The chain of its matter.", examples=["matter/2026/17"])
    repeated: bool = Field(description="Whether the same key had asked it before; nothing was done now.")


class AnswerToldShape(Shape):
    """Since when who asked has the answer in hand."""

    told: datetime | None


@router.post(
    "communities/{community}/residents/{number}/corrections",
    response={200: AskedForShape, 201: AskedForShape, **fails(401, 403, 404, 409)}, operation_id="correct_for",
    auth=ACT,
)  # fmt: skip
def correct_for(
    request: HttpRequest, community: Path[Slug], number: Path[Who], body: Body[CorrectingFor], key: Key
) -> Status[Any]:
    """Enter what somebody without a phone asks to be corrected, as the clerk, or report what is wrong in her file.

    The token needs `registers` beside.
    """
    at, once = here(request, community), key_of(key)
    if KEEPS not in at.caller.scopes:
        raise lacking(KEEPS)
    _may(at, number, body)
    desk = _desk(at, body.entered) if body.entered else None
    try:
        came = actions.ask_for(
            community=at.community, number=number, column=body.column, value=body.value, reason=body.reason,
            actor=at.caller.account, desk=desk, key=once,
        )  # fmt: skip
    except BadInput as bad:
        raise invalid([Wrong(f"body.{PLACES.get(bad.field, bad.field)}", "not-kept", bad.says)]) from None
    except Refused as error:
        raise refusing.refused(at.community, error.refusal) from None
    if came.problem is not None:
        raise invalid([Wrong("body.value", came.problem.code, came.problem.says)])
    given = {"column": body.column, "matter": came.chain, "repeated": came.repeated}
    return Status(200 if came.repeated else 201, given)


@router.post(
    "communities/{community}/matters/{year}/{number}/told", response={200: AnswerToldShape, **fails(401, 403, 404)},
    operation_id="note_correction_told", auth=ACT,
)  # fmt: skip
def note_correction_told(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]
) -> AnswerToldShape:
    """Say that one has the answer to one's correction; a clerk (with `registers`) for who has no account, on paper."""
    at, chain = here(request, community), f"matter/{year}/{number}"
    account = at.caller.account
    viewer = Viewer(at.caller.person_in(at.community, acts=True), "", lang(), account)
    found = reads.answer_of(at.community, viewer, chain)
    if found is None or account is None or not found.may_print:
        raise not_found()
    if not found.mine and KEEPS not in at.caller.scopes:
        raise lacking(KEEPS)
    try:
        community_actions.note_correction_told(at.community, chain, actor=account)
    except PermissionDenied:
        raise Problem(403, "forbidden", "not-yours", WHY["not-asked-by-you"]) from None
    again = reads.answer_of(at.community, viewer, chain)
    assert again is not None
    return AnswerToldShape(told=again.told)


@router.post(
    "communities/{community}/matters/{year}/{number}/again",
    response={200: AskedForShape, **fails(401, 403, 404, 409)}, operation_id="correct_again", auth=ACT,
)  # fmt: skip
def correct_again(
    request: HttpRequest,
    community: Path[Slug],
    year: Path[Year],
    number: Path[Number],
    body: Body[Again],
    key: Key,
) -> AskedForShape:
    """Put a correction again that came back to the caller, who asked for it."""
    at, chain, once = here(request, community), f"matter/{year}/{number}", key_of(key)
    account = at.caller.account
    one = correction_at(at.community, chain)
    if one is None or account is None or not is_of(one, account):
        raise not_found()
    try:
        came = actions.ask_once_more(
            community=at.community, chain=chain, value=body.value, reason=body.reason, actor=account, key=once
        )
    except Refused as error:
        raise refusing.refused(at.community, error.refusal) from None
    if came.problem is not None:
        raise invalid([Wrong("body.value", came.problem.code, came.problem.says)])
    return AskedForShape(column=one.column, matter=chain, repeated=came.repeated)


def _desk(at: Here, given: AtTheDesk) -> actions.AtDesk:
    return actions.AtDesk(at.caller.account, CLERK, given.seen, given.paper, on=given.on)


def _may(at: Here, number: int, body: CorrectingFor) -> None:
    """Raises Problem for who is no clerk but says so, for nobody of that number, and for no such detail."""
    account = at.caller.account
    viewer = Viewer(at.caller.person_in(at.community, acts=True), "", lang(), account)
    if body.entered is not None:
        found = reads.correcting_for(at.community, viewer, number)
        if isinstance(found, Refusal):
            raise refusing.refused(at.community, found)
    else:
        found = _reported(at, number)
    if found is None or body.column not in dict(reads.corrigible()):
        raise not_found()


def _reported(at: Here, number: int) -> Any:
    """Of whom it is reported; who sees a part only is told the same of nobody as of who lives elsewhere."""
    try:
        found = community_reads.person_file(at.community, number, at.caller.account, whole=False)
    except OutOfReach as far:
        raise refusing.refused(at.community, far.refusal) from None
    if community_reads.is_clerk(at.caller.account, at.community):
        raise invalid([Wrong("body.entered", "missing", sayings.WRONG["missing"])])
    return found
