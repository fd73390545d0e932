"""Reading the opinion map of a matter, reacting, adding a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Body, Path, Router
from ninja.responses import Status

from linli.apps.matters import reads as matters
from linli.apps.matters.reads.calling import ACT, OPEN, Here, here
from linli.apps.opinions import actions, reads
from linli.apps.opinions.actions import NotTaken
from linli.apps.opinions.api.shapes import Adding, OpinionMapShape, Reacting, shaped
from linli.rest.problems import Problem, Wrong, invalid, not_found
from linli.rest.shapes import Number, Slug, Year, fails

router = Router(auth=OPEN)
MAP = "communities/{community}/matters/{year}/{number}/opinions"
DONE = {200: OpinionMapShape, 201: OpinionMapShape, **fails(401, 403, 404, 409)}


@router.get(MAP, response={200: OpinionMapShape, **fails(404)}, operation_id="opinion_map")
def opinion_map(request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]) -> Any:
    """The opinion map of a matter as of its last drawing; with a token that reads for its holder, her own reactions."""
    return _found(here(request, community), year, number)


@router.post(f"{MAP}/reactions", response=DONE, operation_id="react", auth=ACT)
def react(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[Reacting]
) -> Status[Any]:
    """React to a statement, or otherwise than before: sent twice, it is the same reaction."""
    at = here(request, community)
    to = _way(at, year, number)
    _done(lambda: actions.react(**to, **body.dict()))
    return Status(200, _found(at, year, number))


@router.post(f"{MAP}/statements", response=DONE, operation_id="add_statement", auth=ACT)
def add_statement(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[Adding]
) -> Status[Any]:
    """Add a statement of one's own; nobody is told whose it is."""
    at = here(request, community)
    to = _way(at, year, number)
    _done(lambda: actions.add_statement(**to, text=body.text))
    return Status(201, _found(at, year, number))


def _way(at: Here, year: int, number: int) -> dict[str, Any]:
    return {"community": at.community, "person": at.acting("").person, "year": year, "number": number}


def _found(at: Here, year: int, number: int) -> dict[str, Any]:
    """The map as the caller may read it. Raises Problem."""
    viewer = at.viewer
    held = matters.holding(at.community, viewer, year, number)
    page = reads.opinion_map(at.community, viewer, held) if held is not None else None
    if page is None:
        raise not_found()
    return shaped(page, reads.own_answers(at.community, viewer.person, year, number))


def _done(work: Callable[[], Any]) -> None:
    """Do it. Raises Problem for what is not taken."""
    try:
        work()
    except NotTaken as wrong:
        if wrong.field:
            raise invalid([Wrong(f"body.{wrong.field}", wrong.code, wrong.says)]) from None
        status = {"stranger": 403, "no-map": 404}.get(wrong.code, 409)
        kind = {403: "forbidden", 404: "not-found"}.get(status, "refused")
        raise Problem(status, kind, wrong.code, wrong.says) from None
