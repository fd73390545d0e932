"""Sittings: reading them, calling one, signing in and out, ending it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.actions import Done
from linli.apps.matters.api import refusing
from linli.apps.matters.api.doing import done_or_wrong
from linli.apps.matters.api.sent import Name, Typed
from linli.apps.matters.api.shapes import SittingRowShape
from linli.apps.matters.api.shapes_of_lists import SittingDoneShape, SittingShape
from linli.apps.matters.reads.calling import ACT, OPEN, Here, here
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal
from linli.rest import cursors
from linli.rest.once import Key, key_of
from linli.rest.problems import not_found
from linli.rest.shapes import Cursor, Given, Limit, Moment, Number, Page, Slug, Year, fails

router = Router(auth=OPEN)

Chain = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$", examples=["matter/2026/17"])]


class Calling(Given):
    """A sitting is called."""

    organ: Name = Field(description="Whose sitting.", examples=["residents-assembly"])
    capacity: Name = Field(description="For which organ the caller calls it.", examples=["committee"])
    starts: Moment = Field(strict=False, examples=["2026-03-06T19:00:00+08:00"])
    agenda: list[Chain] = Field(
        default_factory=list, max_length=100, description="The chains of the matters."
    )
    text: str = Typed("")


class SittingAct(Given):
    """Sign in or out, change the agenda before it begins, or end the sitting."""

    do: Literal["attend", "leave", "set-agenda", "end-sitting"]
    organ: Name = Field(description="For which organ it is done.", examples=["committee"])
    people: list[Name] = Field(
        default_factory=list, max_length=1000,
        description="Whom whoever presides signs in or out, by register number or exact full name; nobody: the caller "
        "herself. Of who is found by a name that the caller does not see otherwise it is noted that she was.",
    )  # fmt: skip
    agenda: list[Chain] = Field(
        default_factory=list, max_length=100,
        description="With `set-agenda`: the chains of all matters that are to stand on it, in their order.",
    )  # fmt: skip
    leave_votes: bool = Field(
        default=False,
        description="With `end-sitting`: leave the votes in `open_votes` to their time limits. Nobody can vote in them "
        "or close them any more, and only who has voted counts as present. Without it the sitting is not ended while "
        "any is open (`votes-open`); one without a time limit must be closed first in any case (`votes-hang`).",
    )  # fmt: skip


DONE = {200: SittingDoneShape, 201: SittingDoneShape, **fails(401, 403, 404, 409)}


@router.get(
    "communities/{community}/sittings",
    response={200: Page[SittingRowShape], **fails(404)},
    operation_id="sittings",
)
def sittings(request: HttpRequest, community: Path[Slug], cursor: Query[Cursor], limit: Query[Limit]) -> Any:
    """Sittings, the newest first."""
    at = here(request, community)
    found = reads.sittings_listed(at.community, at.viewer, after=cursors.read(cursor, int, int), most=limit)
    shown, following = cursors.page(found, limit, lambda row: [row.year, row.number])
    return {"items": shown, "next": following}


@router.get(
    "communities/{community}/sittings/{year}/{number}", response={200: SittingShape, **fails(404)},
    operation_id="sitting",
)  # fmt: skip
def sitting(request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number]) -> Any:
    """One sitting: who is there, how many are needed, what it is about, what the caller may do."""
    at = here(request, community)
    return _found(at, year, number)


@router.post("communities/{community}/sittings", response=DONE, operation_id="call", auth=ACT)
def call(request: HttpRequest, community: Path[Slug], body: Body[Calling], key: Key) -> Status[Any]:
    """Call a sitting."""
    at, once = here(request, community), key_of(key)
    done = done_or_wrong(lambda: actions.call_sitting(
        community=at.community, by=at.acting(body.capacity), organ=body.organ, starts=body.starts,
        agenda=body.agenda, text=body.text, key=once,
    ))  # fmt: skip
    return _answer(at, done)


@router.post(
    "communities/{community}/sittings/{year}/{number}/acts",
    response=DONE,
    operation_id="act_in_sitting",
    auth=ACT,
)
def act_in_sitting(
    request: HttpRequest, community: Path[Slug], year: Path[Year], number: Path[Number], body: Body[SittingAct],
    key: Key,
) -> Status[Any]:  # fmt: skip
    """Sign in or out at a sitting, change its agenda, or end it."""
    at, once, chain = here(request, community), key_of(key), f"sitting/{year}/{number}"
    to: dict[str, Any] = {"community": at.community, "chain": chain, "by": at.acting(body.organ), "key": once}
    if body.do == "end-sitting":
        done = actions.end_sitting(**to, leaving=body.leave_votes)
    elif body.do == "set-agenda":
        done = actions.set_agenda(**to, agenda=body.agenda)
    else:
        deed = actions.attend if body.do == "attend" else actions.leave
        done = deed(**to, people=_people(at, to["by"], chain, body.people))
    return _answer(at, done)


def _people(at: Here, by: Actor, chain: str, called: list[str]) -> tuple[str, ...]:
    """The pseudonyms of those called so; none is the caller herself. Raises Problem for a name as at the door."""
    if not called:
        return (at.acting("").person,)
    return tuple(_person(at, by, chain, one) for one in dict.fromkeys(called))


def _person(at: Here, by: Actor, chain: str, called: str) -> str:
    """A name of somebody else is found as at the door; a number that nobody has stays a word that nobody has."""
    person = community_reads.person_called(at.community, called)
    own = person is not None and person.pseudonym == by.person
    if own or (called.isascii() and called.isdecimal()):
        return person.pseudonym if person else called
    found = actions.find_at_door(
        community=at.community, chain=chain, by=by, account=at.caller.account, who=called
    )
    if isinstance(found, Refusal):
        raise refusing.refused(at.community, found)
    return found.person


def _answer(at: Here, done: Done) -> Status[Any]:
    if done.refusal is not None:
        raise refusing.refused(at.community, done.refusal)
    assert done.sitting is not None
    found = _found(at, done.sitting.year, done.sitting.number)
    given = {"chain": done.chain, "seq": done.seq, "repeated": done.repeated, "sitting": found}
    return Status(200 if done.repeated else 201, given)


def _found(at: Here, year: int, number: int) -> Any:
    found = reads.sitting(at.community, at.viewer, year, number)
    if found is None:
        raise not_found()
    return found
