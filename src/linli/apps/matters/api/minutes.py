"""The minutes of a sitting: read, corrected, signed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Path
from ninja.responses import Status
from pydantic import Field

from linli.apps.matters import actions, reads
from linli.apps.matters.api import refusing
from linli.apps.matters.api.doing import done_or_wrong
from linli.apps.matters.api.sent import Name, Typed
from linli.apps.matters.api.shapes_of_notices import MinutesShape
from linli.apps.matters.api.sittings import router
from linli.apps.matters.reads.calling import ACT, Here, here
from linli.rest.once import Key, key_of
from linli.rest.problems import not_found
from linli.rest.shapes import Given, Number, Slug, Year, fails

Stamp = Annotated[int, Field(ge=0, le=999_999_999, description="The `stamp` of the minutes as read.")]


class Corrected(Given):
    """The text is corrected; nothing is signed by it."""

    do: Literal["correct"]
    organ: Name = Field(description="For which organ it is done.", examples=["committee"])
    text: str = Typed()
    stamp: Stamp


class Signed(Given):
    """The text as read is signed; its hash goes into the record."""

    do: Literal["sign"]
    organ: Name = Field(description="For which organ it is done.", examples=["committee"])
    stamp: Stamp


MinutesAct = Annotated[Corrected | Signed, Field(discriminator="do")]
ADDRESS = "communities/{community}/sittings/{year}/{number}/minutes"


@router.get(ADDRESS, response={200: MinutesShape, **fails(404)}, operation_id="minutes")
def minutes(request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]) -> Any:
    """The minutes of a sitting; before they are signed only who may correct them reads the text."""
    return _found(here(request, community), year, number)


@router.post(
    ADDRESS, response={201: MinutesShape, **fails(401, 403, 404, 409, 412)}, operation_id="act_on_minutes", auth=ACT
)  # fmt: skip
def act_on_minutes(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[MinutesAct],
    key: Key,
) -> Status[Any]:  # fmt: skip
    """Correct the minutes of a sitting that is over, or sign them as they were read."""
    at, once = here(request, community), key_of(key)
    found = _found(at, year, number)
    to: dict[str, Any] = {"community": at.community, "chain": found.chain, "by": at.acting(body.organ)}
    if isinstance(body, Corrected):
        text, stamp = body.text, body.stamp
        done = done_or_wrong(lambda: actions.correct_minutes(**to, drawn=found.drawn, text=text, stamp=stamp))
    else:
        if found.may_sign and body.stamp != found.stamp:
            raise refusing.stale(found.stamp)
        done = actions.sign_minutes(**to, text=found.text or found.drawn or "-", key=once)
    if done.refusal is not None:
        raise refusing.refused(at.community, done.refusal)
    return Status(201, _found(at, year, number))


def _found(at: Here, year: int, number: int) -> Any:
    found = reads.minutes(at.community, at.viewer, year, number)
    if found is None:
        raise not_found()
    return found
