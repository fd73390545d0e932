"""Reading the opinion map of a matter, reacting, adding a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Body, Path, Router
from ninja.responses import Status

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import STRANGER, Caller
from linli.apps.matters import reads as matters
from linli.apps.opinions import actions, reads
from linli.apps.opinions.actions import NotTaken
from linli.apps.opinions.api.shapes import Adding, OpinionMapShape, Reacting, shaped
from linli.rest.door import Door
from linli.rest.problems import Problem, Wrong, invalid, lang, not_found
from linli.rest.shapes import Number, Slug, Year, fails

ACT = Door(community_actions.use_token, STRANGER, "act")
"""Who acts."""
router = Router(auth=Door(community_actions.use_token, STRANGER))
MAP = "communities/{community}/matters/{year}/{number}/opinions"
DONE = {200: OpinionMapShape, 201: OpinionMapShape, **fails(401, 403, 404, 409)}


@router.get(MAP, response={200: OpinionMapShape, **fails(404)}, operation_id="opinion_map")
def opinion_map(request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]) -> Any:
    """The opinion map of a matter as of its last drawing; with a token that reads for its holder, her own reactions."""
    return _found(request, community, year, number)


@router.post(f"{MAP}/reactions", response=DONE, operation_id="react", auth=ACT)
def react(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[Reacting]
) -> Status[Any]:
    """React to a statement, or otherwise than before: sent twice, it is the same reaction."""
    person = _person(request, community)
    _done(lambda: actions.react(**_way(community, year, number), person=person, **body.dict()))
    return Status(200, _found(request, community, year, number))


@router.post(f"{MAP}/statements", response=DONE, operation_id="add_statement", auth=ACT)
def add_statement(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[Adding]
) -> Status[Any]:
    """Add a statement of one's own; nobody is told whose it is."""
    person = _person(request, community)
    _done(lambda: actions.add_statement(**_way(community, year, number), person=person, text=body.text))
    return Status(201, _found(request, community, year, number))


def _way(slug: str, year: int, number: int) -> dict[str, Any]:
    return {"community": _community(slug), "year": year, "number": number}


def _community(slug: str) -> Any:
    community = community_reads.community(slug)
    if community is None:
        raise not_found()
    return community


def _caller(request: HttpRequest) -> Caller:
    caller: Caller = request.auth  # type: ignore[attr-defined]  # the door sets it
    return caller


def _person(request: HttpRequest, slug: str) -> str:
    return _caller(request).person_in(_community(slug), acts=True)


def _found(request: HttpRequest, slug: str, year: int, number: int) -> dict[str, Any]:
    """The map as the caller may read it. Raises Problem."""
    community, caller = _community(slug), _caller(request)
    viewer = matters.Viewer(caller.person_in(community), "", lang(), caller.viewer)
    held = matters.holding(community, viewer, year, number)
    page = reads.opinion_map(community, viewer, held) if held is not None else None
    if page is None:
        raise not_found()
    return shaped(page, reads.own_answers(community, viewer.person, year, number))


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
